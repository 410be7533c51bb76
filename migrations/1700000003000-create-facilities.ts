import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Places of care, their dated statuses, and the divisions they serve by assignment or sharing. */
export class CreateFacilities1700000003000 implements MigrationInterface {
  name = 'CreateFacilities1700000003000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE facility (
        id text PRIMARY KEY CHECK (id ~ '^[^[:space:]]{1,80}$'),
        name text NOT NULL CHECK (name <> ''),
        kind text NOT NULL CHECK (kind IN ('INSTITUTION','SUPPORT_INSTITUTION','DEMONSTRATION_CENTER',
          'COMPREHENSIVE_CENTER','REGIONAL_RURAL_CENTER','GUIDANCE_CENTER','COMMUNITY_STATION','DAY_CARE_CENTER',
          'MUTUAL_AID_POINT','MEAL_POINT')),
        capabilities text[] NOT NULL DEFAULT '{}' CHECK (capabilities <@ ARRAY['FULL_CARE','DAY_CARE','HOME_VISIT',
          'GUIDANCE','MEAL','BATH','MEDICAL','CLEANING','REHABILITATION','RECREATION','RESPITE','TRAVEL_ASSISTANCE',
          'FARM_HELP','FAMILY_BED','DEMENTIA_BED']),
        meal_mode text CHECK (meal_mode IN ('CENTRAL_KITCHEN','CANTEEN','MERCHANT')),
        beds integer CHECK (beds >= 0),
        nursing_beds integer CHECK (nursing_beds >= 0),
        floor_area_square_meters double precision
          CHECK (floor_area_square_meters >= 0 AND floor_area_square_meters < 'Infinity'),
        meals_per_day integer CHECK (meals_per_day >= 0),
        rating smallint CHECK (rating BETWEEN 1 AND 5),
        operator text,
        address text,
        contact text,
        published boolean NOT NULL DEFAULT true,
        entrance geometry(Point, 4326),
        division_code char(12) REFERENCES administrative_division (code),
        division_from text CHECK (division_from IN ('DECLARED','LOCATION')),
        source_key text NOT NULL REFERENCES data_source (key),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT facility_nursing_beds_within_beds CHECK (nursing_beds IS NULL OR beds IS NULL OR nursing_beds <= beds),
        CONSTRAINT facility_is_somewhere CHECK (entrance IS NOT NULL OR division_code IS NOT NULL),
        CONSTRAINT facility_division_has_origin CHECK ((division_code IS NULL) = (division_from IS NULL)),
        CONSTRAINT facility_entrance_on_earth CHECK (ST_X(entrance) BETWEEN -180 AND 180 AND ST_Y(entrance) BETWEEN -90 AND 90)
      )`);
    await db.query('CREATE INDEX facility_by_entrance ON facility USING gist (entrance)');
    await db.query(
      'CREATE INDEX facility_by_entrance_geography ON facility USING gist ((entrance::geography))',
    );
    await db.query('CREATE INDEX facility_by_division ON facility (division_code, id)');
    await db.query('CREATE INDEX facility_by_kind ON facility (kind, id)');
    await db.query(`
      CREATE TABLE facility_status (
        facility_id text NOT NULL REFERENCES facility (id) ON DELETE CASCADE,
        valid_from date NOT NULL,
        status text NOT NULL CHECK (status IN ('PLANNED','BUILDING','OPERATING','SUSPENDED','CLOSED')),
        document text,
        PRIMARY KEY (facility_id, valid_from)
      )`);
    await db.query(`
      CREATE TABLE facility_assignment (
        facility_id text NOT NULL REFERENCES facility (id) ON DELETE CASCADE,
        division_code char(12) NOT NULL REFERENCES administrative_division (code) ON DELETE CASCADE,
        relation text NOT NULL CHECK (relation IN ('ASSIGNED','SHARED')),
        PRIMARY KEY (facility_id, division_code, relation)
      )`);
    await db.query('CREATE INDEX facility_assignment_by_division ON facility_assignment (division_code)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE facility_assignment');
    await db.query('DROP TABLE facility_status');
    await db.query('DROP TABLE facility');
  }
}
