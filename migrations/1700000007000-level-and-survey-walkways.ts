import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Levels of walkways, so that several sources can be joined; what each snapshot's survey found; the engine's speed range. */
export class LevelAndSurveyWalkways1700000007000 implements MigrationInterface {
  name = 'LevelAndSurveyWalkways1700000007000';

  async up(db: QueryRunner): Promise<void> {
    // Null: the walkway leads over several levels.
    await db.query('ALTER TABLE walkway ADD COLUMN level real DEFAULT 0 CHECK (level BETWEEN -100 AND 100)');
    await db.query('ALTER TABLE walkway DROP CONSTRAINT walkway_speed_factor_check');
    await db.query('UPDATE walkway SET speed_factor = 1 WHERE speed_factor > 1');
    await db.query(
      'ALTER TABLE walkway ADD CONSTRAINT walkway_speed_factor_check CHECK (speed_factor > 0 AND speed_factor <= 1)',
    );
    // Null: published before surveys were kept.
    await db.query('ALTER TABLE network_snapshot ADD COLUMN survey jsonb');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE network_snapshot DROP COLUMN survey');
    await db.query('ALTER TABLE walkway DROP CONSTRAINT walkway_speed_factor_check');
    await db.query(
      'ALTER TABLE walkway ADD CONSTRAINT walkway_speed_factor_check CHECK (speed_factor > 0 AND speed_factor <= 10)',
    );
    await db.query('ALTER TABLE walkway DROP COLUMN level');
  }
}
