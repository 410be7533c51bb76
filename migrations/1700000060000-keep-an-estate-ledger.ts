import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of which every row counts how often it changed. */
const VERSIONED = ['housing_estate', 'care_room'];

const DIVISION = `division_code char(12) REFERENCES administrative_division (code),
        division_from text CHECK (division_from IN ('DECLARED','LOCATION'))`;
const ON_EARTH = 'CHECK (ST_X(location) BETWEEN -180 AND 180 AND ST_Y(location) BETWEEN -90 AND 90)';
const SOURCE = `source_key text NOT NULL REFERENCES data_source (key),
        updated_at timestamptz NOT NULL DEFAULT now()`;

/** What estates owe in care rooms is told from: their dates, their rooms, the evidence, who shares, what could be had. */
export class KeepAnEstateLedger1700000060000 implements MigrationInterface {
  name = 'KeepAnEstateLedger1700000060000';

  async up(db: QueryRunner): Promise<void> {
    // Households 0 or unknown are kept: the audit shows such an estate apart.
    await db.query(`
      ALTER TABLE housing_estate
        ALTER COLUMN households DROP NOT NULL,
        DROP CONSTRAINT housing_estate_households_check,
        ADD CONSTRAINT housing_estate_households_check CHECK (households >= 0),
        ADD COLUMN granted_on date,
        ADD COLUMN planned_on date,
        ADD COLUMN built_on date,
        ADD COLUMN accepted_on date,
        ADD COLUMN declared_class text CHECK (declared_class IN ('NEW','EXISTING')),
        ADD COLUMN phase text CHECK (phase <> ''),
        ADD COLUMN developer text CHECK (developer <> ''),
        ADD COLUMN responsible_body text CHECK (responsible_body <> ''),
        ADD COLUMN version integer NOT NULL DEFAULT 1`);
    await this.createCareRooms(db);
    await this.createEvidence(db);
    await this.createPools(db);
    await this.createLandAndPremises(db);
    await db.query(`
      INSERT INTO dataset_revision (dataset) VALUES ('careRooms'), ('evidence'), ('pools'), ('careLand'),
        ('communityPremises'), ('availablePremises')`);
  }

  private async createCareRooms(db: QueryRunner): Promise<void> {
    // An area that is unknown, or larger than its building, is kept: the audit shows it.
    await db.query(`
      CREATE TABLE care_room (
        id text PRIMARY KEY CHECK (id ~ '^[^[:space:]]{1,80}$'),
        name text NOT NULL CHECK (name <> ''),
        floor_area_square_meters numeric CHECK (floor_area_square_meters >= 0 AND floor_area_square_meters < 1e9),
        building_area_square_meters numeric
          CHECK (building_area_square_meters >= 0 AND building_area_square_meters < 1e9),
        floor smallint CHECK (floor <> 0),
        own_entrance boolean,
        lift_or_ramp boolean,
        is_registered boolean,
        registration_number text CHECK (registration_number <> ''),
        handed_over_code char(12) REFERENCES administrative_division (code),
        handed_over_to text CHECK (handed_over_to <> ''),
        use text CHECK (use IN ('CARE','OTHER','VACANT')),
        location geometry(Point, 4326) ${ON_EARTH},
        version integer NOT NULL DEFAULT 1,
        ${SOURCE}
      )`);
    await db.query(`
      CREATE TABLE care_room_claim (
        care_room_id text NOT NULL REFERENCES care_room (id) ON DELETE CASCADE,
        estate_id text NOT NULL REFERENCES housing_estate (id) ON DELETE CASCADE,
        source_key text NOT NULL REFERENCES data_source (key),
        PRIMARY KEY (care_room_id, estate_id)
      )`);
    await db.query('CREATE INDEX care_room_claim_by_estate ON care_room_claim (estate_id, care_room_id)');
    await db.query(`
      CREATE FUNCTION count_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.version = OLD.version + 1;
        RETURN NEW;
      END $$`);
    for (const table of VERSIONED) {
      await db.query(
        `CREATE TRIGGER ${table}_counts_version BEFORE UPDATE ON ${table}
         FOR EACH ROW EXECUTE FUNCTION count_version()`,
      );
    }
  }

  private async createEvidence(db: QueryRunner): Promise<void> {
    // The composite key lets a correction name only evidence of the same subject and step.
    await db.query(`
      CREATE TABLE estate_evidence (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        estate_id text REFERENCES housing_estate (id),
        care_room_id text REFERENCES care_room (id),
        subject text NOT NULL GENERATED ALWAYS AS (CASE WHEN care_room_id IS NULL THEN 'ESTATE' ELSE 'CARE_ROOM' END) STORED,
        subject_id text NOT NULL GENERATED ALWAYS AS (COALESCE(care_room_id, estate_id)) STORED,
        step text NOT NULL CHECK (step IN ('PLANNED','BUILT','ACCEPTED','DELIVERED')),
        happened_on date,
        document text NOT NULL CHECK (document <> ''),
        recorded_by text NOT NULL CHECK (recorded_by <> ''),
        recorded_at timestamptz NOT NULL DEFAULT now(),
        replaces bigint UNIQUE,
        fingerprint text NOT NULL UNIQUE CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
        source_key text NOT NULL REFERENCES data_source (key),
        UNIQUE (id, subject, subject_id, step),
        CONSTRAINT evidence_has_one_subject CHECK (num_nonnulls(estate_id, care_room_id) = 1),
        CONSTRAINT evidence_without_date_withdraws CHECK (happened_on IS NOT NULL OR replaces IS NOT NULL),
        CONSTRAINT evidence_replaces_its_like FOREIGN KEY (replaces, subject, subject_id, step)
          REFERENCES estate_evidence (id, subject, subject_id, step)
      )`);
    await db.query('CREATE INDEX estate_evidence_by_estate ON estate_evidence (estate_id, id)');
    await db.query('CREATE INDEX estate_evidence_by_room ON estate_evidence (care_room_id, id)');
    await db.query(
      `CREATE TRIGGER estate_evidence_only_grows BEFORE UPDATE OR DELETE ON estate_evidence
       FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
    );
    await db.query(
      `CREATE TRIGGER estate_evidence_is_never_emptied BEFORE TRUNCATE ON estate_evidence
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
    );
    await db.query(`
      CREATE FUNCTION change_subjects_of_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE housing_estate SET updated_at = now() WHERE id IN (SELECT estate_id FROM added);
        UPDATE care_room SET updated_at = now() WHERE id IN (SELECT care_room_id FROM added);
        RETURN NULL;
      END $$`);
    await db.query(
      `CREATE TRIGGER estate_evidence_changes_its_subjects AFTER INSERT ON estate_evidence
       REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION change_subjects_of_evidence()`,
    );
  }

  private async createPools(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE estate_pool (
        id text PRIMARY KEY CHECK (id ~ '^[^[:space:]]{1,80}$'),
        name text NOT NULL CHECK (name <> ''),
        agreed_on date,
        document text CHECK (document <> ''),
        ${SOURCE}
      )`);
    await db.query(`
      CREATE TABLE estate_pool_member (
        pool_id text NOT NULL REFERENCES estate_pool (id) ON DELETE CASCADE,
        estate_id text NOT NULL REFERENCES housing_estate (id) ON DELETE CASCADE,
        PRIMARY KEY (pool_id, estate_id)
      )`);
    await db.query('CREATE INDEX estate_pool_member_by_estate ON estate_pool_member (estate_id, pool_id)');
  }

  private async createLandAndPremises(db: QueryRunner): Promise<void> {
    // Planned people are counted once: further pieces for the same people leave them blank.
    await db.query(`
      CREATE TABLE care_land (
        id text PRIMARY KEY CHECK (id ~ '^[^[:space:]]{1,80}$'),
        name text CHECK (name <> ''),
        zone text CHECK (zone <> ''),
        base text NOT NULL CHECK (base IN ('LAND','FLOOR')),
        area_square_meters numeric NOT NULL CHECK (area_square_meters >= 0 AND area_square_meters < 1e12),
        planned_population integer CHECK (planned_population >= 0),
        boundary geometry(MultiPolygon, 4326) CHECK (ST_IsValid(boundary) AND NOT ST_IsEmpty(boundary)),
        location geometry(Point, 4326) ${ON_EARTH},
        ${DIVISION},
        ${SOURCE},
        CONSTRAINT care_land_division_has_origin CHECK ((division_code IS NULL) = (division_from IS NULL))
      )`);
    await db.query('CREATE INDEX care_land_by_division ON care_land (division_code, id)');
    // More care area than floor area is kept: it is told, not lost.
    await db.query(`
      CREATE TABLE community_premises (
        id text PRIMARY KEY CHECK (id ~ '^[^[:space:]]{1,80}$'),
        name text NOT NULL CHECK (name <> ''),
        floor_area_square_meters numeric NOT NULL
          CHECK (floor_area_square_meters >= 0 AND floor_area_square_meters < 1e9),
        care_floor_area_square_meters numeric
          CHECK (care_floor_area_square_meters >= 0 AND care_floor_area_square_meters < 1e9),
        location geometry(Point, 4326) ${ON_EARTH},
        ${DIVISION},
        ${SOURCE},
        CONSTRAINT community_premises_division_has_origin CHECK ((division_code IS NULL) = (division_from IS NULL))
      )`);
    await db.query('CREATE INDEX community_premises_by_division ON community_premises (division_code, id)');
    await db.query(`
      CREATE TABLE available_premises (
        id text PRIMARY KEY CHECK (id ~ '^[^[:space:]]{1,80}$'),
        name text NOT NULL CHECK (name <> ''),
        form text NOT NULL CHECK (form IN ('NEW_BUILD','CONVERSION','PURCHASE','SWAP','LEASE')),
        area_square_meters numeric NOT NULL CHECK (area_square_meters > 0 AND area_square_meters < 1e9),
        cost_yuan numeric NOT NULL CHECK (cost_yuan >= 0 AND cost_yuan < 1e15),
        floor smallint CHECK (floor <> 0),
        own_entrance boolean,
        lift_or_ramp boolean,
        location geometry(Point, 4326) NOT NULL ${ON_EARTH},
        ${DIVISION},
        ${SOURCE},
        CONSTRAINT available_premises_division_has_origin CHECK ((division_code IS NULL) = (division_from IS NULL))
      )`);
    await db.query('CREATE INDEX available_premises_by_location ON available_premises USING gist (location)');
    await db.query('CREATE INDEX available_premises_by_division ON available_premises (division_code, id)');
  }

  /** Fails where an estate has no households: there is no number to put in their place. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM dataset_revision WHERE dataset IN ('careRooms', 'evidence', 'pools', 'careLand',
      'communityPremises', 'availablePremises')`);
    const tables = [
      'available_premises',
      'community_premises',
      'care_land',
      'estate_pool_member',
      'estate_pool',
    ];
    for (const table of [...tables, 'estate_evidence', 'care_room_claim'])
      await db.query(`DROP TABLE ${table}`);
    await db.query('DROP FUNCTION change_subjects_of_evidence');
    await db.query('DROP TRIGGER housing_estate_counts_version ON housing_estate');
    await db.query('DROP TABLE care_room');
    await db.query('DROP FUNCTION count_version');
    await db.query(`
      ALTER TABLE housing_estate
        DROP COLUMN granted_on, DROP COLUMN planned_on, DROP COLUMN built_on, DROP COLUMN accepted_on,
        DROP COLUMN declared_class, DROP COLUMN phase, DROP COLUMN developer, DROP COLUMN responsible_body,
        DROP COLUMN version,
        DROP CONSTRAINT housing_estate_households_check,
        ADD CONSTRAINT housing_estate_households_check CHECK (households > 0),
        ALTER COLUMN households SET NOT NULL`);
  }
}
