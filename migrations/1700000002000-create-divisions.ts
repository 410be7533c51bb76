import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The administrative tree below the province and its elderly counts. */
export class CreateDivisions1700000002000 implements MigrationInterface {
  name = 'CreateDivisions1700000002000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE administrative_division (
        code char(12) PRIMARY KEY CHECK (code ~ '^[0-9]{12}$'),
        name text NOT NULL CHECK (name <> ''),
        level text NOT NULL CHECK (level IN
          ('PROVINCE','CITY','COUNTY','SUBDISTRICT','TOWN','TOWNSHIP','ZONE','COMMUNITY','VILLAGE')),
        parent_code char(12) REFERENCES administrative_division (code) DEFERRABLE INITIALLY DEFERRED,
        urban_rural_class char(3) CHECK (urban_rural_class IN ('111','112','121','122','123','210','220')),
        vintage text,
        boundary geometry(MultiPolygon, 4326),
        representative_point geometry(Point, 4326),
        source_key text NOT NULL REFERENCES data_source (key),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT division_not_its_own_parent CHECK (parent_code IS DISTINCT FROM code),
        CONSTRAINT division_below_county_has_parent
          CHECK (parent_code IS NOT NULL OR level IN ('PROVINCE','CITY','COUNTY','ZONE')),
        CONSTRAINT division_code_fits_level CHECK (CASE level
          WHEN 'PROVINCE' THEN code ~ '^[0-9]{2}0{10}$'
          WHEN 'CITY' THEN code ~ '^[0-9]{4}0{8}$'
          WHEN 'COUNTY' THEN code ~ '^[0-9]{6}0{6}$'
          WHEN 'ZONE' THEN code ~ '000$'
          WHEN 'COMMUNITY' THEN code !~ '000$'
          WHEN 'VILLAGE' THEN code !~ '000$'
          ELSE code ~ '^[0-9]{9}000$' AND code !~ '^[0-9]{6}0{6}$' END),
        CONSTRAINT division_boundary_valid CHECK (ST_IsValid(boundary) AND NOT ST_IsEmpty(boundary)),
        CONSTRAINT division_boundary_on_earth CHECK (
          ST_XMin(boundary) >= -180 AND ST_XMax(boundary) <= 180 AND ST_YMin(boundary) >= -90 AND ST_YMax(boundary) <= 90),
        CONSTRAINT division_point_on_earth CHECK (
          ST_X(representative_point) BETWEEN -180 AND 180 AND ST_Y(representative_point) BETWEEN -90 AND 90)
      )`);
    await db.query('CREATE INDEX division_by_parent ON administrative_division (parent_code, code)');
    await db.query('CREATE INDEX division_by_level ON administrative_division (level, code)');
    await db.query('CREATE INDEX division_by_boundary ON administrative_division USING gist (boundary)');
    await db.query(
      'CREATE INDEX division_by_point ON administrative_division USING gist (representative_point)',
    );
    await db.query(`
      CREATE TABLE division_population (
        division_code char(12) NOT NULL REFERENCES administrative_division (code) ON DELETE CASCADE,
        year smallint NOT NULL CHECK (year BETWEEN 1949 AND 2200),
        cohort text NOT NULL CHECK (cohort IN ('ALL','AGE_60','AGE_65','AGE_80')),
        people integer NOT NULL CHECK (people >= 0),
        PRIMARY KEY (division_code, year, cohort)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE division_population');
    await db.query('DROP TABLE administrative_division');
  }
}
