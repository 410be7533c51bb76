// How long a planner's what-if takes through the real door: the program as `npm start` runs it, on the embedded database
// with the sample region, asked over HTTP from another process. Alone: node dist/bench/what-if-graphql.js
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPrng } from '../geodata/sample/prng.js';
import type { Finding } from './compare-with-peers.js';
import { quantile } from './support/measure.js';
import { startFlags } from './support/start-flags.js';

const RULE = 'service: ANY, walkMinutes: 15, speedMetersPerSecond: 1';
const AS_OF = '2026-11-01';
const WARM_UP = 100;
const ROUNDS = 400;
const RERUNS = 15;

/** The totals, presence per level, and every division whose coverage changes, with before and after. */
const WHAT_IF = `query ($changes: [FacilityChangeInput!]!) { whatIf(${RULE}, asOf: "${AS_OF}", changes: $changes) {
  coverageBefore { coveredPeople totalPeople ratio } coverageAfter { coveredPeople totalPeople ratio }
  peopleNewlyCovered peopleNoLongerCovered pointsRerouted
  changes { snapDistanceMeters snappedPoint offNetworkReason }
  presence { level denominator numeratorBefore numeratorAfter }
  divisions(first: 1000) { totalCount edges { node { code name level
    before { coveredPeople totalPeople ratio } after { coveredPeople totalPeople ratio }
    presentBefore presentAfter } } } } }`;
const EVERYTHING = `query ($asOf: Date!) { administrativeDivisions(first: 1000) { edges { node { code
  coverage(${RULE}, asOf: $asOf) { population { coveredPeople totalPeople ratio } } } } } }`;
const PLACES = `query ($after: String) { facilities(first: 1000, after: $after, filter: { statuses: [OPERATING], asOf: "${AS_OF}" })
  { pageInfo { hasNextPage endCursor } edges { node { id entrance } } } }`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are looked into freely
type Json = any;
type Ask = (query: string, variables: Record<string, unknown>) => Promise<Json>;
interface Place {
  readonly id: string;
  readonly entrance: { readonly coordinates: readonly [number, number] } | null;
}

/** Measures opening, dragging and closing a facility, each beside a full computation; rows for the results page. */
export async function whatIfThroughGraphql(): Promise<Finding[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'carecircle-bench-'));
  const program = startProgram(folder);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const ask = askAt(await addressOf(program), agent);
    return await measure(ask);
  } finally {
    agent.destroy();
    await stop(program);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(ask: Ask): Promise<Finding[]> {
  const facilities = await readFacilities(ask);
  const chance = createPrng(7, 'what-if');
  const near = ({ entrance }: Place) => {
    const [lon, lat] = entrance!.coordinates;
    return { lon: lon + chance.range(-5e-3, 5e-3), lat: lat + chance.range(-5e-3, 5e-3) };
  };
  const kinds = {
    opened: (place: Place) => ({ kind: 'OPEN', at: near(place) }),
    moved: (place: Place) => ({ kind: 'MOVE', facilityId: place.id, at: near(place) }),
    closed: (place: Place) => ({ kind: 'CLOSE', facilityId: place.id }),
  };
  const times = { opened: [] as number[], moved: [] as number[], closed: [] as number[] };
  const divisions: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const [name, change] of Object.entries(kinds) as [keyof typeof times, (place: Place) => object][]) {
      const changes = [change(facilities[Math.floor(chance.range(0, facilities.length))])];
      const begin = performance.now();
      const { whatIf } = await ask(WHAT_IF, { changes });
      if (round < WARM_UP) continue;
      times[name].push(performance.now() - begin);
      divisions.push(whatIf.divisions.totalCount);
    }
  }
  const many: number[] = [];
  for (let round = 0; round < 40; round++) {
    const changes = facilities.slice(round, round + 100).map((place) => kinds.moved(place));
    const begin = performance.now();
    await ask(WHAT_IF, { changes });
    if (round >= 10) many.push(performance.now() - begin);
  }
  const reruns: number[] = [];
  for (let round = 0; round < RERUNS; round++) {
    // Facilities are the same on these days, but nothing is remembered of them.
    const asOf = `2026-10-${String(round + 1).padStart(2, '0')}`;
    const begin = performance.now();
    await ask(EVERYTHING, { asOf });
    reruns.push(performance.now() - begin);
  }
  const told = (list: readonly number[]): string =>
    `p50 ${quantile(list, 0.5).toFixed(1)} ms, p99 ${quantile(list, 0.99).toFixed(1)} ms`;
  const among = `among ${facilities.length} through GraphQL over HTTP`;
  return [
    ...Object.entries(times).map(([name, list]) => ({
      name: `a facility ${name} ${among}, every changed division at every level`,
      value: told(list),
      target: '≤ 10 ms',
    })),
    {
      name: 'changed divisions in these answers, median and most',
      value: `${quantile(divisions, 0.5)} and ${Math.max(...divisions)}`,
      target: '',
    },
    { name: `100 facilities moved at once ${among}`, value: told(many), target: '' },
    {
      name: 'a full rerun instead: coverage of every division on a date not asked for yet',
      value: told(reruns),
      target: '',
    },
  ];
}

async function readFacilities(ask: Ask): Promise<Place[]> {
  const found: Place[] = [];
  for (let after: string | null = null; ;) {
    const { facilities }: Json = await ask(PLACES, { after });
    found.push(...facilities.edges.map(({ node }: Json) => node as Place));
    if (!facilities.pageInfo.hasNextPage) return found.filter(({ entrance }) => entrance !== null);
    after = facilities.pageInfo.endCursor;
  }
}

function startProgram(folder: string): ChildProcess {
  const main = fileURLToPath(new URL('../src/main.js', import.meta.url));
  const { DATABASE_URL: _, ...rest } = process.env;
  const env = {
    ...rest,
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'warn',
    REQUESTS_PER_MINUTE: '0',
  };
  return spawn(process.execPath, [...startFlags(), main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

function addressOf(program: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    let said = '';
    program.stdout!.on('data', (chunk) => {
      said += String(chunk);
      const [address] = /http:\S+\/graphql/.exec(said) ?? [];
      if (address) resolve(new URL(address));
    });
    program.once('exit', (code) => reject(new Error(`the program ended with code ${code}`)));
  });
}

function askAt(address: URL, agent: Agent): Ask {
  return (query, variables) =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const sent = request(address, { method: 'POST', agent, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const { data, errors } = JSON.parse(Buffer.concat(chunks).toString()) as Json;
          if (errors) reject(new Error(JSON.stringify(errors)));
          else resolve(data);
        });
      });
      sent.on('error', reject);
      sent.end(JSON.stringify({ query, variables }));
    });
}

function stop(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    program.once('exit', () => resolve());
    program.kill('SIGTERM');
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await whatIfThroughGraphql());
