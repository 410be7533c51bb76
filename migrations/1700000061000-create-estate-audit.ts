import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much room for care estates owe, per jurisdiction, class and span of dates; what became of the findings about them. */
export class CreateEstateAudit1700000061000 implements MigrationInterface {
  name = 'CreateEstateAudit1700000061000';

  async up(db: QueryRunner): Promise<void> {
    // No foreign key to divisions: a rule stands whether or not its jurisdiction has been imported. The latest version
    // of an id counts, earlier ones stay. Both days count; null is open, and a rule for new estates without a first day
    // says nothing of whether an estate is new.
    await db.query(`
      CREATE TABLE allocation_rule (
        id text NOT NULL CHECK (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(id) <= 60),
        version int NOT NULL CHECK (version >= 1),
        jurisdiction_code char(12) NOT NULL CHECK (jurisdiction_code ~ '^[0-9]{12}$'),
        estate_class text NOT NULL CHECK (estate_class IN ('NEW','EXISTING')),
        valid_from date,
        valid_to date,
        square_meters_per_hundred_households numeric(9,4) NOT NULL
          CHECK (square_meters_per_hundred_households >= 0),
        minimum_site_square_meters numeric(9,4) CHECK (minimum_site_square_meters > 0),
        pooling_allowed boolean NOT NULL,
        pooling_walk_meters numeric(9,2) CHECK (pooling_walk_meters > 0),
        pooling_walk_minutes numeric(6,2) CHECK (pooling_walk_minutes > 0),
        own_entrance boolean,
        lowest_floor smallint,
        highest_floor smallint,
        lift_or_ramp_from_floor smallint,
        document text NOT NULL CHECK (document <> ''),
        clause text,
        verified boolean NOT NULL,
        note text,
        recorded_by text,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        source_key text NOT NULL REFERENCES data_source (key),
        PRIMARY KEY (id, version),
        CONSTRAINT allocation_rule_ends_after_it_begins CHECK (valid_to >= valid_from),
        CONSTRAINT allocation_rule_one_walk CHECK (pooling_walk_meters IS NULL OR pooling_walk_minutes IS NULL),
        CONSTRAINT allocation_rule_walk_of_pools
          CHECK (pooling_allowed OR (pooling_walk_meters IS NULL AND pooling_walk_minutes IS NULL)),
        CONSTRAINT allocation_rule_floors CHECK (highest_floor >= lowest_floor)
      )`);
    // A finding is named by its estate, its code and what it is about; its state is that of its last event.
    await db.query(`
      CREATE TABLE finding_event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        estate_id text NOT NULL REFERENCES housing_estate (id),
        code text NOT NULL CHECK (code ~ '^[A-Z_]{1,40}$'),
        about text NOT NULL CHECK (length(about) <= 300),
        state text NOT NULL CHECK (state IN ('OPEN','EXPLAINED','SETTLED')),
        note text NOT NULL CHECK (note <> ''),
        document text,
        as_of date NOT NULL,
        facts jsonb NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query('CREATE INDEX finding_event_by_finding ON finding_event (estate_id, code, about, id)');
    await db.query(`
      CREATE TRIGGER finding_event_only_grows BEFORE UPDATE OR DELETE ON finding_event
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`
      CREATE TRIGGER finding_event_is_never_emptied BEFORE TRUNCATE ON finding_event
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE finding_event');
    await db.query('DROP TABLE allocation_rule');
  }
}
