import type { MigrationInterface, QueryRunner } from 'typeorm';

const KEPT = ['reading', 'month_freeze', 'restatement'];

/** What was recorded stays as it was recorded: no row of these tables is changed or removed. */
export class GuardReadings1700000030000 implements MigrationInterface {
  name = 'GuardReadings1700000030000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE restatement ADD COLUMN reading_id bigint NOT NULL REFERENCES reading (id)');
    await db.query('CREATE INDEX restatement_by_reading ON restatement (reading_id)');
    await db.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;
      END $$`);
    for (const table of KEPT) {
      await db.query(
        `CREATE TRIGGER ${table}_only_grows BEFORE UPDATE OR DELETE ON ${table}
         FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of KEPT) await db.query(`DROP TRIGGER ${table}_only_grows ON ${table}`);
    await db.query('DROP FUNCTION refuse_change');
    await db.query('ALTER TABLE restatement DROP COLUMN reading_id');
  }
}
