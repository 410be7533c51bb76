import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a care room is used for what, and handed over to whom: an audit of a past date sees what held then. */
export class DateStatesOfCareRooms1700000065000 implements MigrationInterface {
  name = 'DateStatesOfCareRooms1700000065000';

  async up(db: QueryRunner): Promise<void> {
    // Of a room's rows of one aspect the one with the latest day counts, of those of one day the last recorded. Without a
    // day it has held as long as anybody knows; without a value nothing is known from then on.
    await db.query(`
      CREATE TABLE care_room_state (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        care_room_id text NOT NULL REFERENCES care_room (id),
        aspect text NOT NULL CHECK (aspect IN ('USE','HANDOVER')),
        valid_from date,
        use text CHECK (use IN ('CARE','OTHER','VACANT')),
        handed_over_code char(12) REFERENCES administrative_division (code),
        handed_over_to text CHECK (handed_over_to <> ''),
        document text CHECK (document <> ''),
        recorded_by text NOT NULL CHECK (recorded_by <> ''),
        recorded_at timestamptz NOT NULL DEFAULT now(),
        source_key text NOT NULL REFERENCES data_source (key),
        CONSTRAINT care_room_state_of_its_aspect CHECK (
          CASE aspect WHEN 'USE' THEN num_nonnulls(handed_over_code, handed_over_to) = 0 ELSE use IS NULL END)
      )`);
    await db.query(`
      INSERT INTO care_room_state (care_room_id, aspect, use, recorded_by, recorded_at, source_key)
      SELECT id, 'USE', use, 'import', updated_at, source_key FROM care_room WHERE use IS NOT NULL`);
    await db.query(`
      INSERT INTO care_room_state
        (care_room_id, aspect, handed_over_code, handed_over_to, recorded_by, recorded_at, source_key)
      SELECT id, 'HANDOVER', handed_over_code, handed_over_to, 'import', updated_at, source_key FROM care_room
      WHERE num_nonnulls(handed_over_code, handed_over_to) > 0`);
    await db.query(
      'CREATE INDEX care_room_state_in_order ON care_room_state (care_room_id, aspect, valid_from, id)',
    );
    await db.query(
      'CREATE INDEX care_room_state_with_day ON care_room_state (care_room_id) WHERE valid_from IS NOT NULL',
    );
    await db.query(
      `CREATE TRIGGER care_room_state_only_grows BEFORE UPDATE OR DELETE ON care_room_state
       FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
    );
    await db.query(
      `CREATE TRIGGER care_room_state_is_never_emptied BEFORE TRUNCATE ON care_room_state
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
    );
    await this.keepRoomsCurrent(db);
  }

  /** The room itself shows what held last; an aspect of which nothing is on record stays as it is. */
  private async keepRoomsCurrent(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION change_rooms_of_states() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE care_room r SET updated_at = now(),
          use = CASE WHEN now_used.id IS NULL THEN r.use ELSE now_used.use END,
          handed_over_code =
            CASE WHEN now_handed.id IS NULL THEN r.handed_over_code ELSE now_handed.handed_over_code END,
          handed_over_to = CASE WHEN now_handed.id IS NULL THEN r.handed_over_to ELSE now_handed.handed_over_to END
        FROM (SELECT DISTINCT care_room_id FROM added) AS changed
        LEFT JOIN LATERAL (
          SELECT s.id, s.use FROM care_room_state s WHERE s.care_room_id = changed.care_room_id AND s.aspect = 'USE'
          ORDER BY s.valid_from DESC NULLS LAST, s.id DESC LIMIT 1
        ) AS now_used ON true
        LEFT JOIN LATERAL (
          SELECT s.id, s.handed_over_code, s.handed_over_to FROM care_room_state s
          WHERE s.care_room_id = changed.care_room_id AND s.aspect = 'HANDOVER'
          ORDER BY s.valid_from DESC NULLS LAST, s.id DESC LIMIT 1
        ) AS now_handed ON true
        WHERE r.id = changed.care_room_id;
        RETURN NULL;
      END $$`);
    await db.query(
      `CREATE TRIGGER care_room_state_changes_its_room AFTER INSERT ON care_room_state
       REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION change_rooms_of_states()`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE care_room_state');
    await db.query('DROP FUNCTION change_rooms_of_states');
  }
}
