import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Long work as its users see it. What waits for a worker lies beside it in the queue's own schema, which the queue
 * makes when the first job is started.
 */
export class CreateJobs1700000050000 implements MigrationInterface {
  name = 'CreateJobs1700000050000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE job (
        id uuid PRIMARY KEY,
        number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        kind text NOT NULL CHECK (kind ~ '^[A-Z][A-Z_]{0,39}$'),
        question json NOT NULL,
        state text NOT NULL DEFAULT 'QUEUED'
          CHECK (state IN ('QUEUED','RUNNING','DONE','FAILED','CANCELLED')),
        attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        claim uuid,
        beat_at timestamptz,
        incumbent double precision,
        bound double precision,
        gap double precision,
        seconds double precision,
        result json,
        error json,
        actor text NOT NULL,
        role text NOT NULL CHECK (role IN ('public','planner','resources','admin')),
        created_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz,
        CONSTRAINT job_claimed_while_running CHECK ((claim IS NOT NULL AND beat_at IS NOT NULL) = (state = 'RUNNING')),
        CONSTRAINT job_done_has_result CHECK ((result IS NOT NULL) = (state = 'DONE')),
        CONSTRAINT job_failed_has_error CHECK ((error IS NOT NULL) = (state = 'FAILED')),
        CONSTRAINT job_finished_has_time CHECK ((finished_at IS NULL) = (state IN ('QUEUED','RUNNING')))
      )`);
    await db.query(`CREATE INDEX job_under_way ON job (number) WHERE state IN ('QUEUED','RUNNING')`);
    await db.query('CREATE INDEX job_by_actor ON job (actor, number)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE job');
    await db.query('DROP SCHEMA IF EXISTS carecircle_queue CASCADE');
  }
}
