import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where people live (estates, demand points) and where care could go (candidate sites). Counts only, never persons. */
export class CreateEstatesDemandCandidates1700000004000 implements MigrationInterface {
  name = 'CreateEstatesDemandCandidates1700000004000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE housing_estate (
        id text PRIMARY KEY CHECK (id ~ '^[^[:space:]]{1,80}$'),
        name text NOT NULL CHECK (name <> ''),
        households integer NOT NULL CHECK (households > 0),
        planned_population integer CHECK (planned_population >= 0),
        delivered_on date,
        gated boolean,
        boundary geometry(MultiPolygon, 4326) CHECK (ST_IsValid(boundary) AND NOT ST_IsEmpty(boundary)),
        location geometry(Point, 4326) NOT NULL
          CHECK (ST_X(location) BETWEEN -180 AND 180 AND ST_Y(location) BETWEEN -90 AND 90),
        division_code char(12) REFERENCES administrative_division (code),
        division_from text CHECK (division_from IN ('DECLARED','LOCATION')),
        source_key text NOT NULL REFERENCES data_source (key),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT estate_division_has_origin CHECK ((division_code IS NULL) = (division_from IS NULL))
      )`);
    await db.query('CREATE INDEX estate_by_location ON housing_estate USING gist (location)');
    await db.query('CREATE INDEX estate_by_boundary ON housing_estate USING gist (boundary)');
    await db.query('CREATE INDEX estate_by_division ON housing_estate (division_code, id)');
    await db.query(`
      CREATE TABLE estate_entrance (
        estate_id text NOT NULL REFERENCES housing_estate (id) ON DELETE CASCADE,
        ordinal smallint NOT NULL CHECK (ordinal >= 1),
        location geometry(Point, 4326) NOT NULL
          CHECK (ST_X(location) BETWEEN -180 AND 180 AND ST_Y(location) BETWEEN -90 AND 90),
        PRIMARY KEY (estate_id, ordinal)
      )`);
    await db.query('CREATE INDEX estate_entrance_by_location ON estate_entrance USING gist (location)');
    await db.query(`
      CREATE TABLE demand_point (
        id text PRIMARY KEY CHECK (id ~ '^[^[:space:]]{1,80}$'),
        kind text NOT NULL CHECK (kind IN ('BUILDING','ESTATE','VILLAGE','CELL')),
        estate_id text REFERENCES housing_estate (id),
        location geometry(Point, 4326) NOT NULL
          CHECK (ST_X(location) BETWEEN -180 AND 180 AND ST_Y(location) BETWEEN -90 AND 90),
        weight_all double precision CHECK (weight_all >= 0 AND weight_all < 'Infinity'),
        weight_60 double precision CHECK (weight_60 >= 0 AND weight_60 < 'Infinity'),
        weight_65 double precision CHECK (weight_65 >= 0 AND weight_65 < 'Infinity'),
        weight_80 double precision CHECK (weight_80 >= 0 AND weight_80 < 'Infinity'),
        division_code char(12) REFERENCES administrative_division (code),
        division_from text CHECK (division_from IN ('DECLARED','LOCATION')),
        source_key text NOT NULL REFERENCES data_source (key),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT demand_division_has_origin CHECK ((division_code IS NULL) = (division_from IS NULL)),
        CONSTRAINT demand_has_a_weight CHECK (num_nonnulls(weight_all, weight_60, weight_65, weight_80) > 0),
        CONSTRAINT demand_cohorts_nest CHECK (
          COALESCE(weight_80 <= weight_65, true) AND COALESCE(weight_80 <= weight_60, true)
          AND COALESCE(weight_80 <= weight_all, true) AND COALESCE(weight_65 <= weight_60, true)
          AND COALESCE(weight_65 <= weight_all, true) AND COALESCE(weight_60 <= weight_all, true))
      )`);
    await db.query('CREATE INDEX demand_by_location ON demand_point USING gist (location)');
    await db.query('CREATE INDEX demand_by_division ON demand_point (division_code, id)');
    await db.query(`
      CREATE TABLE candidate_site (
        id text PRIMARY KEY CHECK (id ~ '^[^[:space:]]{1,80}$'),
        name text NOT NULL CHECK (name <> ''),
        kind text NOT NULL CHECK (kind IN
          ('IDLE_SCHOOL','COMMUNITY_PREMISES','CLOSED_HOME','CULTURE_SITE','HEALTH_SITE','OTHER')),
        cost double precision CHECK (cost >= 0 AND cost < 'Infinity'),
        capacity integer CHECK (capacity >= 0),
        floor_area_square_meters double precision
          CHECK (floor_area_square_meters >= 0 AND floor_area_square_meters < 'Infinity'),
        location geometry(Point, 4326) NOT NULL
          CHECK (ST_X(location) BETWEEN -180 AND 180 AND ST_Y(location) BETWEEN -90 AND 90),
        division_code char(12) REFERENCES administrative_division (code),
        division_from text CHECK (division_from IN ('DECLARED','LOCATION')),
        source_key text NOT NULL REFERENCES data_source (key),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT candidate_division_has_origin CHECK ((division_code IS NULL) = (division_from IS NULL))
      )`);
    await db.query('CREATE INDEX candidate_by_location ON candidate_site USING gist (location)');
    await db.query('CREATE INDEX candidate_by_division ON candidate_site (division_code, id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE candidate_site');
    await db.query('DROP TABLE demand_point');
    await db.query('DROP TABLE estate_entrance');
    await db.query('DROP TABLE housing_estate');
  }
}
