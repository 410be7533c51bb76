import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { WalkPool } from '../src/accessibility/engine/walk-pool.js';
import { NetworkHolder } from '../src/accessibility/network-holder.js';
import { readOsmWalkways } from '../src/imports/index.js';
import { buildWalkNetwork, encodeWalkNetwork, splitWays, type WaySet } from '../src/kernel/network/index.js';
import type { Finding } from './compare-with-peers.js';
import { sharedFile } from './support/bench-cities.js';
import type { BuildReport } from './support/build-program.js';
import { MIN_RUNS, quantile } from './support/measure.js';
import { writeOsmPbf } from './support/write-osm-pbf.js';

/** Porto Alegre has about 38,000 walk vertices. */
const COPIES = 8;
const COPY_DEGREES = 1;

/** Building a network of 300,000 walk vertices from its file, and loading its snapshot; nothing without the data. */
export async function largeNetwork(): Promise<Finding[]> {
  const city = sharedFile('osm/porto-alegre.osm.pbf');
  if (city === null) return [];
  const ways = sideBySide((await readOsmWalkways(city)).ways, COPIES);
  const pbf = writeOsmPbf(ways);
  const folder = mkdtempSync(path.join(tmpdir(), 'carecircle-large-'));
  try {
    const file = path.join(folder, 'large.osm.pbf');
    writeFileSync(file, pbf);
    const what = `${ways.nodeId.length.toLocaleString('en')} walk vertices (Porto Alegre ${COPIES} times)`;
    return [...building(file, pbf.length, what), await loading(ways, what)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function building(file: string, bytes: number, what: string): Finding[] {
  const program = fileURLToPath(new URL('./support/build-program.js', import.meta.url));
  const runs = Array.from(
    { length: MIN_RUNS },
    () => JSON.parse(execFileSync(process.execPath, [program, file], { encoding: 'utf8' })) as BuildReport,
  );
  const median = (read: (run: BuildReport) => number) => quantile(runs.map(read), 0.5);
  const [{ nodeCount, edgeCount }] = runs;
  return [
    {
      name: `building ${nodeCount.toLocaleString('en')} nodes and ${edgeCount.toLocaleString('en')} edges from a PBF of ${(bytes / 1e6).toFixed(1)} MB, ${what}`,
      value: `${median(({ seconds }) => seconds).toFixed(2)} s, peak memory of the process ${median(({ peakMegabytes }) => peakMegabytes).toFixed(0)} MB`,
      target: '≤ 5 s, ≤ 600 MB',
    },
  ];
}

/** From the stored bytes to the first answer of a thread: read in parts, checked, indexed. */
async function loading(ways: WaySet, what: string): Promise<Finding> {
  const content = encodeWalkNetwork(buildWalkNetwork(splitWays(ways).segments));
  const pool = new WalkPool();
  const store = {
    readSize: async () => content.length,
    readPart: async (_id: string, offset: number, length: number) => content.slice(offset, offset + length),
  };
  const holder = new NetworkHolder(store, pool);
  const millis: number[] = [];
  for (let run = 0; run < MIN_RUNS + 2; run++) {
    const began = performance.now();
    await holder.at({ snapshotId: String(run + 1), networkSynthetic: false, revisions: {} });
    millis.push(performance.now() - began);
  }
  await pool.close();
  const warm = millis.slice(2);
  return {
    name: `loading a snapshot of ${(content.length / 1e6).toFixed(1)} MB from memory and opening it in a thread, ${what}`,
    value: `${quantile(warm, 0.5).toFixed(0)} ms, with the thread’s start ${millis[0].toFixed(0)} ms`,
    target: '≤ 150 ms',
  };
}

function sideBySide(ways: WaySet, copies: number): WaySet {
  const nodes = ways.nodeId.length;
  const lastNode = ways.nodeId.reduce((most, id) => Math.max(most, id), 0);
  const lastWay = ways.wayId.reduce((most, id) => Math.max(most, id), 0);
  const repeat = (values: Float64Array, step: number) =>
    Float64Array.from({ length: copies * values.length }, (_, at) => {
      const copy = Math.floor(at / values.length);
      return values[at - copy * values.length] + copy * step;
    });
  const total = ways.wayNode.length;
  return {
    nodeId: repeat(ways.nodeId, lastNode),
    nodeLon: repeat(ways.nodeLon, COPY_DEGREES),
    nodeLat: repeat(ways.nodeLat, 0),
    nodeFlags: Uint8Array.from({ length: copies * nodes }, (_, at) => ways.nodeFlags[at % nodes]),
    wayId: repeat(ways.wayId, lastWay),
    wayOffset: Int32Array.from({ length: copies * ways.wayId.length + 1 }, (_, at) => {
      const copy = Math.min(copies - 1, Math.floor(at / ways.wayId.length));
      return ways.wayOffset[at - copy * ways.wayId.length] + copy * total;
    }),
    wayNode: Int32Array.from({ length: copies * total }, (_, at) => {
      const node = ways.wayNode[at % total];
      return node < 0 ? node : node + Math.floor(at / total) * nodes;
    }),
    wayKind: Uint8Array.from(
      { length: copies * ways.wayId.length },
      (_, at) => ways.wayKind[at % ways.wayId.length],
    ),
    wayDirection: new Uint8Array(copies * ways.wayId.length),
    waySpeedFactor: new Float32Array(copies * ways.wayId.length).fill(1),
  };
}
