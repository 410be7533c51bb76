import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Some indicators are counted anew every year, so a target of one year says nothing of the readings of another. */
export class CountIndicatorsPerYear1700000040000 implements MigrationInterface {
  name = 'CountIndicatorsPerYear1700000040000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE indicator ADD COLUMN per_year boolean NOT NULL DEFAULT false');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE indicator DROP COLUMN per_year');
  }
}
