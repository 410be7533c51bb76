import pg from 'pg';
import type { WalkNetwork } from '../../src/kernel/network/index.js';
import { cutEdge } from '../../src/kernel/accessibility/cut-edge.js';

const EDGES = 'SELECT id, source, target, cost, reverse_cost FROM edge';

/**
 * pgRouting and PostGIS over the same edges. Results are added up on the server, so that the peer is not charged for
 * sending them. Costs are cost centimetres.
 */
export class PgRoutingPeer {
  private constructor(private readonly client: pg.Client) {}

  /** Null where the server does not offer pgRouting. */
  static async connect(url: string): Promise<PgRoutingPeer | null> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const offered = await client.query(`SELECT 1 FROM pg_available_extensions WHERE name = 'pgrouting'`);
    if (offered.rowCount === 0) {
      await client.end();
      return null;
    }
    await client.query('CREATE EXTENSION IF NOT EXISTS pgrouting CASCADE');
    await client.query(`SET jit = off`);
    await client.query(`SET work_mem = '256MB'`);
    return new PgRoutingPeer(client);
  }

  async versions(): Promise<string> {
    const { rows } = await this.client.query<{ postgres: string; routing: string; postgis: string }>(
      `SELECT current_setting('server_version') AS postgres, pgr_version() AS routing, postgis_lib_version() AS postgis`,
    );
    const [{ postgres, routing, postgis }] = rows;
    return `PostgreSQL ${postgres.split(' ')[0]}, pgRouting ${routing}, PostGIS ${postgis}`;
  }

  /** Puts a network into the edge table, with indexes as pgRouting's manual has them. */
  async load(network: WalkNetwork): Promise<void> {
    await this.client.query('DROP TABLE IF EXISTS edge');
    await this.client.query(
      `CREATE TABLE edge (id int PRIMARY KEY, source int, target int, cost float8, reverse_cost float8,
       geom geometry(LineString, 4326))`,
    );
    const size = 20_000;
    for (let first = 0; first < network.edgeCount; first += size) {
      const edges = Array.from({ length: Math.min(size, network.edgeCount - first) }, (_, k) => first + k);
      await this.client.query(
        `INSERT INTO edge SELECT id, source, target, cost, reverse_cost, ST_GeomFromText(line, 4326)
         FROM unnest($1::int[], $2::int[], $3::int[], $4::float8[], $5::float8[], $6::text[])
         AS row (id, source, target, cost, reverse_cost, line)`,
        [
          edges,
          edges.map((edge) => network.edgeFrom[edge]),
          edges.map((edge) => network.edgeTo[edge]),
          edges.map((edge) => network.edgeForwardCost[edge]),
          edges.map((edge) => network.edgeBackwardCost[edge]),
          edges.map((edge) => lineText(cutEdge(network, edge, 0, network.edgeLengthMeters[edge]))),
        ],
      );
    }
    await this.client.query('CREATE INDEX ON edge (source)');
    await this.client.query('CREATE INDEX ON edge (target)');
    await this.client.query('CREATE INDEX ON edge USING gist (geom)');
    await this.client.query('VACUUM ANALYZE edge');
  }

  /** Nodes reached from all starts together, reading the whole table. */
  async drivingDistance(starts: readonly number[], limit: number): Promise<number> {
    return this.count(
      `SELECT count(*) AS n, sum(agg_cost) FROM pgr_drivingDistance($1, $2::bigint[], $3::float8)`,
      [EDGES, starts, limit],
    );
  }

  /** The same for one start, reading only edges in a box around it. */
  async drivingDistanceInBox(network: WalkNetwork, start: number, limit: number): Promise<number> {
    const lon = network.nodeLon[start];
    const lat = network.nodeLat[start];
    const dLat = limit / 100 / 110_540;
    const dLon = dLat / Math.cos((lat * Math.PI) / 180);
    const box = `ST_MakeEnvelope(${lon - dLon}, ${lat - dLat}, ${lon + dLon}, ${lat + dLat}, 4326)`;
    return this.count(
      `SELECT count(*) AS n, sum(agg_cost) FROM pgr_drivingDistance($1, $2::bigint, $3::float8)`,
      [`${EDGES} WHERE geom && ${box}`, start, limit],
    );
  }

  /** Every node with one of its starts, over the whole network. */
  async equicost(starts: readonly number[]): Promise<number> {
    return this.count(
      `SELECT count(*) AS n, sum(agg_cost) FROM pgr_drivingDistance($1, $2::bigint[], 1e9::float8, true, true)`,
      [EDGES, starts],
    );
  }

  async costMatrix(origins: readonly number[], destinations: readonly number[]): Promise<number> {
    return this.count(
      `SELECT count(*) AS n, sum(agg_cost) FROM pgr_dijkstraCost($1, $2::bigint[], $3::bigint[], true)`,
      [EDGES, origins, destinations],
    );
  }

  /** Lines of several service areas, in metres, for the polygon peers. */
  async loadLines(areas: readonly (readonly number[][][])[], srid: number): Promise<void> {
    await this.client.query('DROP TABLE IF EXISTS reached');
    await this.client.query('CREATE TABLE reached (area int, geom geometry)');
    for (const [area, lines] of areas.entries())
      await this.client.query(
        `INSERT INTO reached SELECT $1::int, ST_Transform(ST_GeomFromText(line, 4326), $3::int) FROM unnest($2::text[]) AS line`,
        [area, lines.map(lineText), srid],
      );
    await this.client.query('CREATE INDEX ON reached (area)');
    await this.client.query('VACUUM ANALYZE reached');
  }

  /** Points of the polygon around an area's lines. */
  async unionOfBuffers(area: number, meters: number, quadSegments: number): Promise<number> {
    return this.count(
      `SELECT ST_NPoints(ST_Union(ST_Buffer(geom, $2::float8, $3::text))) AS n FROM reached WHERE area = $1`,
      [area, meters, `quad_segs=${quadSegments}`],
    );
  }

  /** Intersection over union of a multipolygon (GeoJSON, WGS 84) with the buffered lines of an area. */
  async likeness(area: number, polygon: unknown, meters: number, srid: number): Promise<number> {
    const { rows } = await this.client.query<{ likeness: number }>(
      `WITH truth AS (SELECT ST_Union(ST_Buffer(geom, $2::float8, 'quad_segs=8')) AS geom FROM reached WHERE area = $1),
       own AS (SELECT ST_MakeValid(ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON($3), 4326), $4::int)) AS geom)
       SELECT ST_Area(ST_Intersection(truth.geom, own.geom)) / ST_Area(ST_Union(truth.geom, own.geom)) AS likeness
       FROM truth, own`,
      [area, meters, JSON.stringify({ type: 'MultiPolygon', coordinates: polygon }), srid],
    );
    return rows[0].likeness;
  }

  close(): Promise<void> {
    return this.client.end();
  }

  private async count(statement: string, values: unknown[]): Promise<number> {
    const { rows } = await this.client.query<{ n: string | number }>(statement, values);
    return Number(rows[0].n);
  }
}

function lineText(line: readonly number[][]): string {
  return `LINESTRING(${line.map(([lon, lat]) => `${lon} ${lat}`).join(',')})`;
}
