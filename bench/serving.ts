// Alone, in part: node dist/bench/serving.js polygons
import { fileURLToPath } from 'node:url';
import { WalkPool } from '../src/accessibility/engine/walk-pool.js';
import { HeldNetwork } from '../src/accessibility/held-network.js';
import { serviceAreaPolygon, WalkSearch } from '../src/kernel/accessibility/index.js';
import type { Snap } from '../src/kernel/network/index.js';
import type { Finding } from './compare-with-peers.js';
import { sampleRegion } from './support/bench-cities.js';
import { MIN_RUNS, quantile, race, type Timing, timingOf } from './support/measure.js';
import { ServingClient } from './support/serving-client.js';

const PLACES = 500;
/** 900 s at 1.0 m/s. */
const LIMIT = 90_000;
const WALK = 'walkMinutes: 15, speedMetersPerSecond: 1';
const COUNTY = '321302000000';
const WARM_UP = 2;
const POLYGON_ROUNDS = 15;
/** Lets a server that has just started finish warming up. */
const SETTLING_MILLIS = 8_000;

const areasOf = (parts: string, walk = WALK) =>
  `query ($at: [PointInput!]) { serviceAreas(at: $at, ${walk}) { ${parts} } }`;
const POLYGONS = areasOf('polygon');

interface Request {
  readonly name: string;
  readonly query: string;
  readonly variables?: (round: number) => object;
  /** Done in every round before it, and not measured. */
  readonly before?: Request;
}

/** What the program answers over HTTP to a client in another process, and how free its event loop stays meanwhile. */
export async function serving(): Promise<Finding[]> {
  return withProgram(async (client, sample) => {
    const findings = await polygonsOverHttp(client, sample);
    for (const request of heavyRequests(sample.at)) findings.push(await eventLoopBlock(client, request));
    findings.push(await networkSwitch(client, sample.at[0]));
    return findings;
  });
}

/** Only `polygons`, or the blocks of the event loop by requests whose names hold the text. */
async function someOfServing(part: string): Promise<Finding[]> {
  return withProgram(async (client, sample) => {
    if (part === 'polygons') return polygonsOverHttp(client, sample);
    const requests = heavyRequests(sample.at).filter(({ name }) => name.includes(part));
    const findings: Finding[] = [];
    for (const request of requests) findings.push(await eventLoopBlock(client, request));
    return findings;
  });
}

interface Sample {
  readonly network: HeldNetwork['network'];
  readonly places: readonly Snap[];
  readonly at: readonly { readonly lon: number; readonly lat: number }[];
}

async function withProgram(
  measure: (client: ServingClient, sample: Sample) => Promise<Finding[]>,
): Promise<Finding[]> {
  const { facilities, network } = sampleRegion();
  const places = facilities.slice(0, PLACES);
  const client = await ServingClient.start();
  try {
    await sleep(SETTLING_MILLIS);
    return await measure(client, { network, places, at: places.map(({ lon, lat }) => ({ lon, lat })) });
  } finally {
    await client.close();
  }
}

/** The polygons over HTTP and without a server, in turns, so that whatever else runs disturbs all alike. */
async function polygonsOverHttp(client: ServingClient, { network, places, at }: Sample): Promise<Finding[]> {
  const search = new WalkSearch(network);
  const pool = new WalkPool();
  const held = HeldNetwork.of(network, pool);
  const circles = places.map((snap) => ({ snap, limitCentimeters: LIMIT }));
  const processor = { server: [] as number[], kernel: [] as number[] };
  const asks: number[] = [];
  let bytes = 0;
  let asked = 0;
  const times = await race(
    [
      {
        name: 'http',
        run: async () => {
          // A walk longer by centimetres each time: what was drawn before is of no use.
          const query = areasOf('polygon', `walkMinutes: ${15 + ++asked / 1000}, speedMetersPerSecond: 1`);
          const before = (await client.loop()).processorMillis;
          const answer = await client.ask(query, { at });
          bytes = answer.bytes;
          // Without the time it takes to ask for the processor time.
          asks.push(answer.millis);
          processor.server.push((await client.loop()).processorMillis - before);
        },
      },
      { name: 'again', run: () => client.ask(POLYGONS, { at }) },
      {
        name: 'kernel',
        run: () => {
          const before = process.cpuUsage();
          places.forEach((place) => serviceAreaPolygon(network, search, place, LIMIT));
          const { user, system } = process.cpuUsage(before);
          processor.kernel.push((user + system) / 1e3);
        },
      },
      { name: 'threads', run: () => held.polygons(circles) },
    ],
    POLYGON_ROUNDS,
  );
  await pool.close();
  const [again, kernel, threads] = ['again', 'kernel', 'threads'].map((name) => times.get(name)!);
  const http = timingOf(asks.slice(WARM_UP));
  const spent = (list: readonly number[]) => `${quantile(list.slice(WARM_UP), 0.5).toFixed(0)} ms`;
  return [
    {
      name: `${PLACES} polygons as GeoJSON over HTTP, ${(bytes / 1e6).toFixed(1)} MB, client in another process; processor time of all its threads`,
      value: `${ms(http)} ms; ${spent(processor.server)}`,
      target: '',
    },
    {
      name: 'computing the same polygons alone in one thread, in turns with these; processor time',
      value: `${ms(kernel)} ms; ${spent(processor.kernel)}`,
      target: '',
    },
    {
      name: 'computing and writing them, as GeoJSON and as WKB, in the server’s threads',
      value: `${ms(threads)} ms`,
      target: '',
    },
    {
      name: 'the same polygons over HTTP once they have been asked for, as a map does',
      value: `${ms(again)} ms`,
      target: '',
    },
    {
      name: 'over HTTP ÷ computing alone in one thread: asked for the first time, and again',
      value: `${(http.median / kernel.median).toFixed(2)} and ${(again.median / kernel.median).toFixed(2)}`,
      target: '≤ 1',
    },
  ];
}

function heavyRequests(at: readonly object[]): Request[] {
  const demandImport: Request = {
    name: 'an import of 4,000 demand points',
    query: `mutation ($features: GeoJSON!) { importFeatures(dataset: demand, features: $features, source: { key: "bench" }) { inserted rejected } }`,
    variables: (round) => ({ features: demandFeatures(round) }),
  };
  const day = (round: number) => ({
    day: new Date(Date.UTC(2025, 0, 1 + round)).toISOString().slice(0, 10),
  });
  const some = (count: number) => () => ({ at: at.slice(0, count) });
  return [
    { name: `${PLACES} polygons`, query: POLYGONS, variables: some(PLACES) },
    {
      name: `${PLACES} areas in m² and polygons`,
      query: areasOf('areaSquareMeters polygon'),
      variables: some(PLACES),
    },
    {
      name: '100 half-hour circles edge by edge',
      query: areasOf('reachedEdges', 'walkMinutes: 30, speedMetersPerSecond: 1'),
      variables: some(100),
    },
    {
      name: 'a matrix of 100 × 100',
      query:
        'query ($at: [PointInput!]!) { travelTimes(origins: $at, destinations: $at) { rows { walkSeconds } } }',
      variables: some(100),
    },
    {
      name: 'coverage of a county on another date',
      query: `query ($day: Date!) { administrativeDivision(code: "${COUNTY}") { coverage(service: STATION, asOf: $day) { population { ratio } } } }`,
      variables: day,
    },
    {
      name: 'sites among the junctions of a county',
      query: `{ proposeSites(divisionCode: "${COUNTY}", service: DAY_CARE, count: 5, walkMinutes: 15, candidateSource: NETWORK_NODES) { ... on SitingPlan { status } } }`,
    },
    {
      name: 'the gaps of a county, 1,000 a page',
      query: `{ gaps(divisionCode: "${COUNTY}", service: DAY_CARE, first: 1000) { totalCount edges { node { people reasons { tooFar unreachable notSnapped } } } } }`,
    },
    {
      name: 'a list of 1,000 facilities',
      query: '{ facilities(first: 1000) { edges { node { id name kind entrance division { name } } } } }',
    },
    ...Object.entries(EQUITY).map(([name, query], at) => ({
      name: `${name} on another date`,
      query,
      variables: (round: number) => day(100 * (at + 1) + round),
    })),
    demandImport,
    {
      name: 'coverage after an import: everything read anew',
      query: `{ administrativeDivision(code: "${COUNTY}") { coverage(service: STATION) { population { ratio } } } }`,
      before: { ...demandImport, variables: (round) => ({ features: demandFeatures(100 + round) }) },
    },
    {
      name: 'equity of access after an import: everything read anew',
      query: EQUITY['equity of access in a county'],
      variables: day,
      before: { ...demandImport, variables: (round) => ({ features: demandFeatures(200 + round) }) },
    },
    {
      name: 'a dry run of 20,000 demand points',
      query: `mutation ($features: GeoJSON!) { importFeatures(dataset: demand, features: $features, source: { key: "bench" }, dryRun: true) { inserted rejected } }`,
      variables: (round) => ({ features: demandFeatures(round, 20_000) }),
    },
    {
      name: 'an import of 4,000 walkways, with the network of the region built anew',
      query: `mutation ($features: GeoJSON!) { importFeatures(dataset: network, features: $features, nodeCrossings: true, source: { key: "bench-ways" }) { inserted network { nodeCount } } }`,
      variables: (round) => ({ features: streetFeatures(round) }),
    },
  ];
}

const OF_COUNTY = `divisionCode: "${COUNTY}", service: STATION, asOf: $day`;
const EQUITY = {
  'access to care of a county, 1,000 points a page': `query ($day: Date!) { accessibility(${OF_COUNTY}) { total { meanAccess }
    points(first: 1000) { edges { node { access } } } facilities(first: 1000) { edges { node { ratio } } } } }`,
  'equity of access in a county': `query ($day: Date!) { equity(${OF_COUNTY}) { gini poverty { headcount } theil { total }
    worstServed { people points(first: 1000) { edges { node { access } } } } } }`,
  'the fragility of a county, 1,000 points a page': `query ($day: Date!) { fragility(${OF_COUNTY}) { total { backupRatio }
    facilities(first: 1000) { edges { node { peopleLost } } } points(first: 1000) { edges { node { walkSeconds } } } } }`,
  'the certainty of a county, 1,000 points a page': `query ($day: Date!) { coverageCertainty(${OF_COUNTY}) { total { always }
    members(first: 1000) { edges { node { certainty } } } } }`,
};

function demandFeatures(round: number, count = 4000): object {
  const features = Array.from({ length: count }, (_, k) => ({
    type: 'Feature',
    properties: { id: `bench-${k}`, kind: 'BUILDING', population: 10 + round, elderly60: 3 },
    geometry: { type: 'Point', coordinates: [118.26 + (k % 60) / 5000, 33.94 + Math.floor(k / 60) / 5000] },
  }));
  return { type: 'FeatureCollection', features };
}

/** Streets of a grid town beside the region, each in pieces from crossing to crossing. */
function streetFeatures(round: number): object {
  const [side, west, south, step] = [45, 118.9, 34.3, 0.001 + round * 1e-6];
  const at = (x: number, y: number) => [west + x * step, south + y * step];
  const streets = Array.from({ length: side * side }, (_, k) => [k % side, Math.floor(k / side)]).flatMap(
    ([x, y]) => [
      [at(x, y), at(x + 0.5, y + 0.1), at(x + 1, y)],
      [at(x, y), at(x + 0.1, y + 0.5), at(x, y + 1)],
    ],
  );
  const features = streets.map((coordinates, k) => ({
    type: 'Feature',
    properties: { id: k + 1, kind: 'footway' },
    geometry: { type: 'LineString', coordinates },
  }));
  return { type: 'FeatureCollection', features };
}

async function eventLoopBlock(
  client: ServingClient,
  { name, query, variables, before }: Request,
): Promise<Finding> {
  const blocks: number[] = [];
  const work: number[] = [];
  let size = 0;
  let asked = 0;
  for (let round = 0; round < MIN_RUNS + WARM_UP; round++) {
    if (before) await client.ask(before.query, before.variables?.(round));
    await client.loop();
    const given = variables?.(round);
    asked = JSON.stringify(given ?? null).length;
    size = (await client.ask(query, given)).bytes;
    await sleep(50);
    const { longestBlock, longestWork } = await client.loop();
    if (round < WARM_UP) continue;
    blocks.push(longestBlock);
    work.push(longestWork);
  }
  const answer = size >= 1e6 ? `, ${(size / 1e6).toFixed(1)} MB` : '';
  const question = asked >= 1e6 ? `, a body of ${(asked / 1e6).toFixed(1)} MB` : '';
  return {
    name: `longest block of the event loop: ${name}${question}${answer}`,
    value: `median ${quantile(blocks, 0.5).toFixed(1)} ms, worst ${Math.max(...blocks).toFixed(1)} ms; of own work ${quantile(work, 0.5).toFixed(1)} ms, worst ${Math.max(...work).toFixed(1)} ms`,
    target: '≤ 20 ms',
  };
}

async function networkSwitch(client: ServingClient, place: object): Promise<Finding> {
  const first: number[] = [];
  const second: number[] = [];
  const blocks: number[] = [];
  const variables = { at: [place] };
  for (let round = 0; round < MIN_RUNS; round++) {
    await client.publishAgain();
    await client.loop();
    first.push((await client.ask(POLYGONS, variables)).millis);
    blocks.push((await client.loop()).longestBlock);
    second.push((await client.ask(POLYGONS, variables)).millis);
  }
  return {
    name: 'first polygon over HTTP after a network switch, the new snapshot read from the embedded database; the one after it; longest block',
    value: `${quantile(first, 0.5).toFixed(0)} ms; ${quantile(second, 0.5).toFixed(0)} ms; ${quantile(blocks, 0.5).toFixed(1)} ms`,
    target: '',
  };
}

function ms({ median, least }: Timing): string {
  return `${median.toFixed(0)} (best ${least.toFixed(0)})`;
}

function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.table(await someOfServing(process.argv[2] ?? 'polygons'));
