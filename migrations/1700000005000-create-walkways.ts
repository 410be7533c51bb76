import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The walkable network, and the compact snapshots of it that the walking engine loads. */
export class CreateWalkways1700000005000 implements MigrationInterface {
  name = 'CreateWalkways1700000005000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE walkway (
        source_key text NOT NULL REFERENCES data_source (key),
        way_id bigint NOT NULL,
        segment integer NOT NULL CHECK (segment >= 0),
        from_node bigint NOT NULL,
        to_node bigint NOT NULL,
        kind text NOT NULL,
        direction text NOT NULL CHECK (direction IN ('BOTH','FORWARD','BACKWARD')),
        speed_factor real NOT NULL CHECK (speed_factor > 0 AND speed_factor <= 10),
        from_flags smallint NOT NULL DEFAULT 0,
        to_flags smallint NOT NULL DEFAULT 0,
        length_meters double precision NOT NULL CHECK (length_meters >= 0 AND length_meters < 'Infinity'),
        geometry geometry(LineString, 4326) NOT NULL CHECK (ST_NPoints(geometry) >= 2
          AND ST_XMin(geometry) >= -180 AND ST_XMax(geometry) <= 180
          AND ST_YMin(geometry) >= -90 AND ST_YMax(geometry) <= 90),
        PRIMARY KEY (source_key, way_id, segment)
      )`);
    await db.query('CREATE INDEX walkway_by_geometry ON walkway USING gist (geometry)');
    await db.query(`
      CREATE TABLE network_snapshot (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        published_at timestamptz NOT NULL DEFAULT now(),
        checksum text NOT NULL,
        node_count integer NOT NULL,
        edge_count integer NOT NULL,
        vertex_count integer NOT NULL,
        component_count integer NOT NULL,
        main_component_share double precision,
        length_meters double precision NOT NULL,
        synthetic boolean NOT NULL,
        sources text[] NOT NULL,
        content bytea NOT NULL
      )`);
    await db.query('ALTER TABLE network_snapshot ALTER COLUMN content SET STORAGE EXTERNAL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE network_snapshot');
    await db.query('DROP TABLE walkway');
  }
}
