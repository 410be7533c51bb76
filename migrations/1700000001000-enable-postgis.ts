import type { MigrationInterface, QueryRunner } from 'typeorm';

/** PostGIS, the sources every row names, and the revision counters that tell caches when a dataset changed. */
export class EnablePostgis1700000001000 implements MigrationInterface {
  name = 'EnablePostgis1700000001000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE EXTENSION IF NOT EXISTS postgis');
    await db.query(`
      CREATE TABLE data_source (
        key text PRIMARY KEY CHECK (key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
        title text NOT NULL,
        synthetic boolean NOT NULL DEFAULT false,
        attribution text,
        licence text,
        vintage text,
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE dataset_revision (
        dataset text PRIMARY KEY,
        revision bigint NOT NULL DEFAULT 0,
        changed_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      INSERT INTO dataset_revision (dataset)
      VALUES ('divisions'), ('facilities'), ('estates'), ('demand'), ('candidates'), ('network')`);
  }

  async down(db: QueryRunner): Promise<void> {
    // The extension stays: other schemas of the same server may rely on it.
    await db.query('DROP TABLE dataset_revision');
    await db.query('DROP TABLE data_source');
  }
}
