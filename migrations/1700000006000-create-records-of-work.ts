import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may do what (keys), what was done (audit), and what each import reported. */
export class CreateRecordsOfWork1700000006000 implements MigrationInterface {
  name = 'CreateRecordsOfWork1700000006000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE api_key (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL UNIQUE CHECK (name <> ''),
        role text NOT NULL CHECK (role IN ('public','planner','resources','admin')),
        key_hash char(64) NOT NULL UNIQUE CHECK (key_hash ~ '^[0-9a-f]{64}$'),
        created_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz
      )`);
    await db.query(`
      CREATE TABLE audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        actor text NOT NULL,
        role text NOT NULL,
        action text NOT NULL,
        target text,
        details jsonb NOT NULL DEFAULT '{}'
      )`);
    await db.query('CREATE INDEX audit_entry_by_time ON audit_entry (at)');
    await db.query(`
      CREATE TABLE import_run (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        actor text NOT NULL,
        dataset text NOT NULL,
        file_name text NOT NULL,
        checksum text,
        source_key text NOT NULL,
        report jsonb NOT NULL
      )`);
    await db.query('CREATE INDEX import_run_by_time ON import_run (at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE import_run');
    await db.query('DROP TABLE audit_entry');
    await db.query('DROP TABLE api_key');
  }
}
