import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSampleRegion } from '../../../geodata/sample/generate-sample-region.js';
import {
  hierarchyOf,
  travelCostMatrix,
  WalkSearch,
  type SearchDirection,
} from '../../../src/kernel/accessibility/index.js';
import {
  buildWalkNetwork,
  splitWays,
  type Snap,
  type WalkNetwork,
} from '../../../src/kernel/network/index.js';
import { randomNumbers, randomTown } from '../../support/random-town.js';

const url = process.env.DATABASE_URL;
const isOffered = url ? await offersPgRouting(url) : false;

async function offersPgRouting(server: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    const found = await client.query(`SELECT 1 FROM pg_available_extensions WHERE name = 'pgrouting'`);
    return found.rowCount === 1;
  } finally {
    await client.end();
  }
}

/** A place exactly at a node. */
function atNode(network: WalkNetwork, node: number): Snap {
  const edge = network.edgeFrom.findIndex((from, e) => from === node || network.edgeTo[e] === node);
  const offsetMeters = network.edgeFrom[edge] === node ? 0 : network.edgeLengthMeters[edge];
  return { edge, offsetMeters, accessMeters: 0, lon: network.nodeLon[node], lat: network.nodeLat[node] };
}

const anyNodes = (network: WalkNetwork, count: number, seed: number): number[] => {
  const random = randomNumbers(seed);
  const nodes = Array.from({ length: count }, () => Math.floor(random() * network.nodeCount));
  return [...new Set(nodes)];
};

describe.skipIf(!isOffered)(
  'the engine against pgRouting (needs DATABASE_URL of a server that offers it)',
  () => {
    const name = `carecircle_routing_${randomBytes(6).toString('hex')}`;
    let client: pg.Client;

    const onServer = async (statement: string): Promise<void> => {
      const admin = new pg.Client({ connectionString: url });
      await admin.connect();
      await admin.query(statement).finally(() => admin.end());
    };

    beforeAll(async () => {
      await onServer(`CREATE DATABASE ${name} TEMPLATE template0`);
      const address = new URL(url!);
      address.pathname = `/${name}`;
      client = new pg.Client({ connectionString: address.href });
      await client.connect();
      await client.query('CREATE EXTENSION pgrouting CASCADE');
      await client.query(
        `CREATE TABLE edge (id int PRIMARY KEY, source int, target int, cost float8, reverse_cost float8)`,
      );
    });

    afterAll(async () => {
      await client?.end();
      await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });

    const load = async (network: WalkNetwork): Promise<void> => {
      await client.query('TRUNCATE edge');
      await client.query(
        `INSERT INTO edge SELECT * FROM unnest($1::int[], $2::int[], $3::int[], $4::float8[], $5::float8[])`,
        [
          [...network.edgeFrom.keys()],
          [...network.edgeFrom],
          [...network.edgeTo],
          [...network.edgeForwardCost],
          [...network.edgeBackwardCost],
        ],
      );
    };

    const edgesFor = (direction: SearchDirection): string =>
      direction === 'FROM_ORIGINS'
        ? 'SELECT id, source, target, cost, reverse_cost FROM edge'
        : 'SELECT id, source, target, reverse_cost AS cost, cost AS reverse_cost FROM edge';

    /** [start, node, cost] as pgr_drivingDistance has it, by start and node. */
    const drivingDistance = async (
      starts: number[],
      limit: number,
      direction: SearchDirection,
    ): Promise<number[][]> => {
      const { rows } = await client.query<{ from_v: string; node: string; agg_cost: number }>(
        `SELECT from_v, node, agg_cost FROM pgr_drivingDistance($1, $2::bigint[], $3::float8, true)`,
        [edgesFor(direction), starts, limit],
      );
      return rows
        .map(({ from_v, node, agg_cost }) => [Number(from_v), Number(node), agg_cost])
        .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    };

    const compare = async (network: WalkNetwork, starts: number[], limits: number[]): Promise<void> => {
      await load(network);
      const search = new WalkSearch(network);
      const reached = (): [number, number][] =>
        Array.from(search.reachedNodes.subarray(0, search.reachedCount), (node): [number, number] => [
          node,
          search.costAtNode(node),
        ]).sort((a, b) => a[0] - b[0]);
      for (const direction of ['FROM_ORIGINS', 'TOWARDS_ORIGINS'] as const) {
        for (const limit of limits) {
          const expected = await drivingDistance(starts, limit, direction);
          const found = [...starts]
            .sort((a, b) => a - b)
            .flatMap((start) => {
              search.run([atNode(network, start)], limit, direction);
              return reached().map(([node, cost]) => [start, node, cost]);
            });
          expect(found).toEqual(expected);

          // The least over single searches, not equicost's answer, which in 3.4 is a longer walk for some nodes.
          const least = new Map<number, number>();
          for (const [, node, cost] of expected) least.set(node, Math.min(cost, least.get(node) ?? Infinity));
          const places = starts.map((start) => atNode(network, start));
          search.runNearest(places, limit, direction);
          expect(reached()).toEqual([...least].sort((a, b) => a[0] - b[0]));
        }
      }
    };

    it('pgr_drivingDistance on random towns, one-way walkways, dead ends, loops and islands included', async () => {
      for (let seed = 0; seed < 12; seed++) {
        const town = randomTown(seed, { side: 9, oneWayShare: seed % 3 === 0 ? 0 : 0.3, streetShare: 0.65 });
        const network = buildWalkNetwork(splitWays(town).segments);
        await compare(network, anyNodes(network, 7, seed), [0, 7_500, 40_000, 10_000_000]);
      }
    });

    it('pgr_drivingDistance on the sample region: the same nodes at the same costs', async () => {
      const network = buildWalkNetwork(splitWays(generateSampleRegion().network).segments);
      await compare(network, anyNodes(network, 15, 4), [57_600, 90_000]);
    });

    it('pgr_dijkstraCost: the same matrix, by searches and by the hierarchy', async () => {
      for (const seed of [3, 4]) {
        const network = buildWalkNetwork(
          splitWays(randomTown(seed, { side: 14, oneWayShare: 0.25 })).segments,
        );
        await load(network);
        const origins = anyNodes(network, 12, 1).sort((a, b) => a - b);
        const destinations = anyNodes(network, 30, 2).sort((a, b) => a - b);
        const { rows } = await client.query<{ start_vid: string; end_vid: string; agg_cost: number }>(
          `SELECT start_vid, end_vid, agg_cost FROM pgr_dijkstraCost($1, $2::bigint[], $3::bigint[], true)`,
          [edgesFor('FROM_ORIGINS'), origins, destinations],
        );
        const known = new Map(rows.map((row) => [`${row.start_vid} ${row.end_vid}`, row.agg_cost]));
        const expected = origins.flatMap((start) =>
          destinations.map((end) => (start === end ? 0 : (known.get(`${start} ${end}`) ?? -1))),
        );
        const search = new WalkSearch(network);
        const matrix = (): number[] => [
          ...travelCostMatrix(
            network,
            search,
            origins.map((node) => atNode(network, node)),
            destinations.map((node) => atNode(network, node)),
          ),
        ];
        expect(matrix()).toEqual(expected);
        hierarchyOf(network);
        expect(matrix()).toEqual(expected);
      }
    });
  },
);
