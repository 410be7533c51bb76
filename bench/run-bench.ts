// Races the walking engine against pgRouting, PostGIS and C and writes bench/RESULTS.md. Needs DATABASE_URL of a server
// with pgRouting (scripts/with-postgres.sh starts one) and gcc; what is missing is said and left out.
import { compareWithPeers, type Peers } from './compare-with-peers.js';
import { growth } from './growth.js';
import { largeNetwork } from './large-network.js';
import { scorecardCosts } from './scorecard.js';
import { serving } from './serving.js';
import { whatIfThroughGraphql } from './what-if-graphql.js';
import { beginRun } from './support/circumstances.js';
import { helsinki, portoAlegre, sampleRegion } from './support/bench-cities.js';
import { NativeSearch } from './support/native-search.js';
import { PgRoutingPeer } from './support/pgrouting-peer.js';
import { resultsPage, type MeasuredCity } from './support/results-page.js';
import { writePage } from './support/write-page.js';

const url = process.env.DATABASE_URL;
const endRun = beginRun();
const routing = url ? await PgRoutingPeer.connect(url) : null;
const native = NativeSearch.compile();
if (!routing) console.log('bench: pgRouting is not measured: DATABASE_URL names no server that offers it.');
if (!native) console.log('bench: C is not measured: there is no gcc.');
const peers: Peers = { routing, native };

const cities: MeasuredCity[] = [];
const dense = await helsinki();
for (const city of [await portoAlegre(), sampleRegion(), dense]) {
  if (!city) {
    console.log('bench: a city of OpenStreetMap is not measured: the shared data is not at hand.');
    continue;
  }
  const { nodeCount, edgeCount, vertexLon } = city.network;
  console.log(`bench: ${city.name}, peers`);
  const result = await compareWithPeers(city, peers);
  // So small an extract says nothing of growth.
  if (city !== dense) console.log(`bench: ${city.name}, growth`);
  cities.push({
    name: city.name,
    size:
      `${nodeCount.toLocaleString('en')} nodes, ${edgeCount.toLocaleString('en')} edges, ` +
      `${vertexLon.length.toLocaleString('en')} vertices; ${city.demand.length.toLocaleString('en')} demand points, ` +
      `${city.parent.length} divisions.`,
    result,
    growth: city === dense ? [] : await growth(city, peers),
  });
}

console.log('bench: a large network');
const large = await largeNetwork();
if (large.length === 0)
  console.log('bench: the large network is not measured: the shared data is not at hand.');
console.log('bench: the program over HTTP');
const served = [...large, ...(await serving())];
console.log('bench: what-if through GraphQL');
served.push(...(await whatIfThroughGraphql()));
console.log('bench: scorecards');
served.push(...(await scorecardCosts()));

const circumstances = endRun([await routing?.versions(), native?.compiler]);
await writePage('RESULTS.md', resultsPage(cities, served, circumstances));
native?.close();
await routing?.close();
