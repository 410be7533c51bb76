import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an answer's data version is read from. */
const TABLES = ['dataset_revision', 'network_snapshot'];

/** Whoever listens to the channel data_version hears of every committed change of the data an answer rests on. */
export class TellOfNewData1700000053000 implements MigrationInterface {
  name = 'TellOfNewData1700000053000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION tell_of_new_data() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('data_version', '');
        RETURN NULL;
      END $$`);
    for (const table of TABLES) {
      await db.query(
        `CREATE TRIGGER ${table}_tells AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table}
         FOR EACH STATEMENT EXECUTE FUNCTION tell_of_new_data()`,
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of TABLES) await db.query(`DROP TRIGGER ${table}_tells ON ${table}`);
    await db.query('DROP FUNCTION tell_of_new_data');
  }
}
