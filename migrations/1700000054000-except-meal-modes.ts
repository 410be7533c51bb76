import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ways of getting meals by which a place does not count as a service, whatever else it offers. */
export class ExceptMealModes1700000054000 implements MigrationInterface {
  name = 'ExceptMealModes1700000054000';

  async up(db: QueryRunner): Promise<void> {
    // What was recorded before says nothing of meal modes and goes on to mean what it says: none is excepted.
    await db.query(`
      ALTER TABLE service_predicate
        ADD COLUMN except_meal_modes text[] NOT NULL DEFAULT '{}',
        ADD CONSTRAINT service_predicate_meal_modes_known
          CHECK (except_meal_modes <@ ARRAY['CENTRAL_KITCHEN','CANTEEN','MERCHANT'])`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE service_predicate DROP COLUMN except_meal_modes');
  }
}
