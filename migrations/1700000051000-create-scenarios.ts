import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Saved what-ifs: ordered changes on top of the register, which they never touch. */
export class CreateScenarios1700000051000 implements MigrationInterface {
  name = 'CreateScenarios1700000051000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE scenario (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL UNIQUE CHECK (name <> ''),
        note text CHECK (note <> ''),
        changes jsonb NOT NULL CHECK (jsonb_typeof(changes) = 'array'),
        version int NOT NULL DEFAULT 1 CHECK (version > 0),
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_by text NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE scenario');
  }
}
