// Alone: node dist/bench/tiles.js, with DATABASE_URL for PostgreSQL too
import { fileURLToPath } from 'node:url';
import type { Finding } from './compare-with-peers.js';
import { bareTiles } from './support/bare-tiles.js';
import { withBenchDatabase } from './support/bench-database.js';
import { load, type LoadReport } from './support/load-generator.js';
import { quantile } from './support/measure.js';
import { provinceTiles } from './support/province-tiles.js';
import { ServingClient } from './support/serving-client.js';

const ZOOM = 14;
/** As a browser opens to one host. */
const CONNECTIONS = 6;
const CACHED_REQUESTS = 30_000;
const SETTLING_MILLIS = 8_000;
const LAYERS = ['divisions', 'facilities', 'estates', 'walkways', 'demand'];
const BROWSER = { 'accept-encoding': 'gzip, deflate, br' };

/** How fast the program sends vector tiles of the sample region to a client in another process, on either database. */
export async function tiles(): Promise<Finding[]> {
  const findings = [...(await measure('embedded', null)), await provinceTiles('embedded', null)];
  const url = process.env.DATABASE_URL;
  if (!url) return findings;
  return [
    ...findings,
    ...(await withBenchDatabase(url, 'carecircle_bench_tiles', (own) => measure('PostgreSQL', own))),
    await withBenchDatabase(url, 'carecircle_bench_province', (own) => provinceTiles('PostgreSQL', own)),
  ];
}

async function measure(where: string, url: string | null): Promise<Finding[]> {
  const client = await ServingClient.start(url ?? '');
  try {
    await new Promise((resolve) => setTimeout(resolve, SETTLING_MILLIS));
    const findings: Finding[] = [];
    const known: string[] = [];
    const all: number[] = [];
    for (const layer of LAYERS) {
      const paths = await pathsOf(client, layer);
      known.push(...paths);
      await client.loop();
      const report = await load({ port: client.port, paths, headers: BROWSER, connections: CONNECTIONS });
      const { longestBlock, longestWork } = await client.loop();
      all.push(...report.millis);
      findings.push({
        name: `${layer}, ${where}: ${paths.length} tiles of zoom ${ZOOM}, none drawn before, ${(report.bytes / 1e3).toFixed(0)} kB; longest block of the event loop, and of own work`,
        value: `${told(report)}; ${longestBlock.toFixed(1)} and ${longestWork.toFixed(1)} ms`,
        target: 'p99 ≤ 100 ms, ≥ 300 a second; ≤ 20 ms',
      });
      if (url) findings.push(await beside(report, url, paths));
    }
    findings.push({
      name: `all layers together, ${where}: ${known.length} tiles, none drawn before`,
      value: `p99 ${quantile(all, 0.99).toFixed(1)} ms`,
      target: 'p99 ≤ 100 ms',
    });
    await client.rest();
    findings.push(await again(client, known, `kept tiles, sent again, ${where}`, BROWSER));
    const { headers } = await fetch(`http://127.0.0.1:${client.port}${known[0]}`);
    const tag = { ...BROWSER, 'if-none-match': headers.get('etag') ?? '*' };
    findings.push(await again(client, [known[0]], `a tile the client has (304), ${where}`, tag));
    return findings;
  } finally {
    await client.close();
  }
}

/** The same tiles by their bare statements. */
async function beside(report: LoadReport, url: string, paths: readonly string[]): Promise<Finding> {
  const bare = await bareTiles(url, paths, CONNECTIONS);
  const p99 = quantile([...bare.millis], 0.99);
  return {
    name: 'the same by the bare statements of ST_AsMVT through pg, prepared, as many at once; ours ÷ theirs a second',
    value: `${bare.perSecond.toFixed(0)} a second, p99 ${p99.toFixed(1)} ms; ${(report.perSecond / bare.perSecond).toFixed(2)}`,
    target: '',
  };
}

async function again(
  client: ServingClient,
  known: readonly string[],
  name: string,
  headers: Record<string, string>,
): Promise<Finding> {
  const paths = Array.from({ length: CACHED_REQUESTS }, (_, k) => known[(k * 7919) % known.length]);
  // What comes first finds the code cold.
  await load({ port: client.port, paths: paths.slice(0, 5000), headers, connections: CONNECTIONS });
  const report = await load({ port: client.port, paths, headers, connections: CONNECTIONS });
  return { name, value: told(report), target: '≥ 5,000 a second' };
}

/** Every tile of the layer's bounds, in rows. */
async function pathsOf(client: ServingClient, layer: string): Promise<string[]> {
  const { body } = await client.get(`/tiles/${layer}.json`);
  const [west, south, east, north] = (JSON.parse(body.toString()) as { bounds: number[] }).bounds;
  const column = (lon: number) => Math.floor(((lon + 180) / 360) * 2 ** ZOOM);
  const row = (lat: number) =>
    Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** ZOOM);
  const paths: string[] = [];
  for (let y = row(north); y <= row(south); y++)
    for (let x = column(west); x <= column(east); x++) paths.push(`/tiles/${layer}/${ZOOM}/${x}/${y}.mvt`);
  return paths;
}

function told({ perSecond, millis, statuses }: LoadReport): string {
  const answers = [...statuses].map(([status, count]) => `${count} × ${status}`).join(', ');
  const of = (share: number) => `${quantile([...millis], share).toFixed(1)} ms`;
  return `${perSecond.toFixed(0)} a second, median ${of(0.5)}, p99 ${of(0.99)} (${answers})`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { name, value, target } of await tiles())
    console.log(`${name}\n  ${value}${target && ` (${target})`}`);
