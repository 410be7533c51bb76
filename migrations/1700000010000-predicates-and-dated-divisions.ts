import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a place must offer to count as a service, per jurisdiction and date; when each division is in force. */
export class PredicatesAndDatedDivisions1700000010000 implements MigrationInterface {
  name = 'PredicatesAndDatedDivisions1700000010000';

  async up(db: QueryRunner): Promise<void> {
    // No foreign key to divisions: a rule stands whether or not its jurisdiction has been imported.
    await db.query(`
      CREATE TABLE service_predicate (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        service text NOT NULL CHECK (service IN ('ANY','INSTITUTION','COMPREHENSIVE','STATION','DAY_CARE','MEAL',
          'FULL_CARE','HOME_VISIT','BATH','MEDICAL','REHABILITATION','GUIDANCE')),
        jurisdiction_code char(12) CHECK (jurisdiction_code ~ '^[0-9]{12}$'),
        valid_from date NOT NULL,
        valid_to date,
        kinds text[] NOT NULL CHECK (kinds <@ ARRAY['INSTITUTION','SUPPORT_INSTITUTION','DEMONSTRATION_CENTER',
          'COMPREHENSIVE_CENTER','REGIONAL_RURAL_CENTER','GUIDANCE_CENTER','COMMUNITY_STATION','DAY_CARE_CENTER',
          'MUTUAL_AID_POINT','MEAL_POINT']),
        any_capability text[] NOT NULL,
        all_capabilities text[] NOT NULL,
        document text NOT NULL CHECK (document <> ''),
        clause text NOT NULL CHECK (clause <> ''),
        verified boolean NOT NULL,
        note text,
        source_key text NOT NULL REFERENCES data_source (key),
        CONSTRAINT service_predicate_capabilities_known CHECK (any_capability || all_capabilities <@
          ARRAY['FULL_CARE','DAY_CARE','HOME_VISIT','GUIDANCE','MEAL','BATH','MEDICAL','CLEANING','REHABILITATION',
            'RECREATION','RESPITE','TRAVEL_ASSISTANCE','FARM_HELP','FAMILY_BED','DEMENTIA_BED']),
        CONSTRAINT service_predicate_asks_for_something
          CHECK (cardinality(kinds) + cardinality(any_capability) + cardinality(all_capabilities) > 0),
        CONSTRAINT service_predicate_ends_after_it_begins CHECK (valid_to > valid_from),
        CONSTRAINT service_predicate_once_a_day UNIQUE (service, jurisdiction_code, valid_from)
      )`);
    // Null is everywhere, which the constraint above does not tell apart.
    await db.query(`
      CREATE UNIQUE INDEX service_predicate_everywhere ON service_predicate (service, valid_from)
      WHERE jurisdiction_code IS NULL`);
    // In force when valid_from <= day < valid_to; null is open.
    await db.query(`
      ALTER TABLE administrative_division ADD COLUMN valid_from date, ADD COLUMN valid_to date,
        ADD CONSTRAINT division_ends_after_it_begins CHECK (valid_to > valid_from)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE administrative_division DROP COLUMN valid_from, DROP COLUMN valid_to');
    await db.query('DROP TABLE service_predicate');
  }
}
