import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Land people live on, over which area coverage is measured where it is known. */
export class CreateResidentialLand1700000012000 implements MigrationInterface {
  name = 'CreateResidentialLand1700000012000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE residential_land (
        id text PRIMARY KEY CHECK (id ~ '^[^[:space:]]{1,80}$'),
        boundary geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(boundary) AND NOT ST_IsEmpty(boundary)),
        location geometry(Point, 4326) NOT NULL
          CHECK (ST_X(location) BETWEEN -180 AND 180 AND ST_Y(location) BETWEEN -90 AND 90),
        source_key text NOT NULL REFERENCES data_source (key),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query('CREATE INDEX residential_land_by_boundary ON residential_land USING gist (boundary)');
    await db.query("INSERT INTO dataset_revision (dataset) VALUES ('land')");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DELETE FROM dataset_revision WHERE dataset = 'land'");
    await db.query('DROP TABLE residential_land');
  }
}
