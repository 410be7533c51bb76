import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What policy documents promise and what is reached: documents, clauses, indicators, targets, the list of basic
 * services; readings, frozen months and restatements.
 */
export class CreateIndicators1700000020000 implements MigrationInterface {
  name = 'CreateIndicators1700000020000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE policy_load (
        file text PRIMARY KEY,
        sha256 char(64) NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        row_count integer NOT NULL,
        loaded_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Codes here have no foreign key: a promise stands whether or not its division has been imported.
    await db.query(`
      CREATE TABLE policy_document (
        key text PRIMARY KEY CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        title text NOT NULL CHECK (title <> ''),
        issuer text,
        jurisdiction_code char(12) NOT NULL CHECK (jurisdiction_code ~ '^[0-9]{12}$'),
        number text,
        issued_on date,
        issued_year smallint CHECK (issued_year BETWEEN 1949 AND 2200),
        status text NOT NULL CHECK (status IN ('DRAFT','IN_FORCE','REPORT')),
        verified boolean NOT NULL,
        note text,
        source_key text NOT NULL REFERENCES data_source (key),
        CONSTRAINT policy_document_year_fits CHECK (issued_on IS NULL OR issued_year = extract(year FROM issued_on))
      )`);
    await db.query(`
      CREATE TABLE policy_clause (
        document_key text NOT NULL REFERENCES policy_document (key),
        clause text NOT NULL CHECK (clause <> ''),
        summary text NOT NULL,
        source_key text NOT NULL REFERENCES data_source (key),
        PRIMARY KEY (document_key, clause)
      )`);
    await db.query(`
      CREATE TABLE indicator (
        key text PRIMARY KEY CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name_zh text NOT NULL CHECK (name_zh <> ''),
        name_en text NOT NULL CHECK (name_en <> ''),
        definition text NOT NULL CHECK (definition <> ''),
        unit text NOT NULL CHECK (unit IN ('RATIO','COUNT','PEOPLE','PERSON_TIMES','HOUSEHOLDS','BEDS','TIMES','HOURS',
          'YUAN','PER_THOUSAND_ELDERLY','PER_HUNDRED_BEDS','SQUARE_METERS','SQUARE_METERS_PER_PERSON',
          'SQUARE_METERS_PER_HUNDRED_HOUSEHOLDS','MILESTONE')),
        levels text[] NOT NULL CHECK (levels <@ ARRAY['PROVINCE','CITY','COUNTY','SUBDISTRICT','TOWN','TOWNSHIP','ZONE',
          'COMMUNITY','VILLAGE']),
        urban_rural text CHECK (urban_rural IN ('URBAN','RURAL')),
        numerator text NOT NULL CHECK (numerator <> ''),
        denominator text,
        computation text,
        rival_group text,
        policy_rows integer[] NOT NULL,
        class text NOT NULL CHECK (class IN ('i','ii','i+ii','iii')),
        note text,
        source_key text NOT NULL REFERENCES data_source (key),
        CONSTRAINT indicator_ratio_has_denominator CHECK (unit <> 'RATIO' OR denominator IS NOT NULL)
      )`);
    await db.query(`
      CREATE TABLE target (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_code char(12) NOT NULL CHECK (jurisdiction_code ~ '^[0-9]{12}$'),
        indicator_key text NOT NULL REFERENCES indicator (key),
        scope text NOT NULL DEFAULT 'WHOLE'
          CHECK (scope IN ('WHOLE','EACH_COUNTY','EACH_TOWN','EACH_COMMUNITY','EACH_FACILITY')),
        direction text NOT NULL DEFAULT 'AT_LEAST' CHECK (direction IN ('AT_LEAST','AT_MOST','EXACTLY')),
        value numeric(18, 6) NOT NULL CHECK (value >= 0),
        deadline date NOT NULL,
        deadline_stated boolean NOT NULL DEFAULT true,
        document_key text NOT NULL,
        clause text NOT NULL,
        version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
        valid_from date,
        document text,
        note text,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        source_key text NOT NULL REFERENCES data_source (key),
        FOREIGN KEY (document_key, clause) REFERENCES policy_clause (document_key, clause),
        CONSTRAINT target_once_a_version
          UNIQUE (jurisdiction_code, indicator_key, document_key, clause, deadline, scope, version)
      )`);
    await db.query('CREATE INDEX target_by_indicator ON target (indicator_key)');
    await db.query('CREATE INDEX target_by_clause ON target (document_key, clause)');
    await db.query(`
      CREATE TABLE service_list_item (
        document_key text NOT NULL REFERENCES policy_document (key),
        version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
        number integer NOT NULL CHECK (number >= 1),
        item text,
        kind text NOT NULL CHECK (kind IN ('MATERIAL_AID','CARE','SOCIAL_CONCERN')),
        object text,
        standard text,
        lead_body text,
        place_bound boolean NOT NULL,
        verified boolean NOT NULL,
        source_key text NOT NULL REFERENCES data_source (key),
        PRIMARY KEY (document_key, version, number)
      )`);
    await db.query(`
      CREATE TABLE reading (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_code char(12) NOT NULL CHECK (jurisdiction_code ~ '^[0-9]{12}$'),
        indicator_key text NOT NULL REFERENCES indicator (key),
        month date NOT NULL CHECK (extract(day FROM month) = 1),
        numerator numeric CHECK (numerator >= 0),
        denominator numeric CHECK (denominator >= 0),
        value numeric CHECK (value >= 0),
        document text NOT NULL CHECK (document <> ''),
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        corrects bigint REFERENCES reading (id),
        reason text,
        CONSTRAINT reading_says_something CHECK (value IS NOT NULL OR numerator IS NOT NULL),
        CONSTRAINT reading_correction_has_reason CHECK (corrects IS NULL OR reason IS NOT NULL)
      )`);
    await db.query('CREATE INDEX reading_by_place ON reading (jurisdiction_code, indicator_key, month, id)');
    await db.query('CREATE INDEX reading_by_month ON reading (month, jurisdiction_code)');
    await db.query('CREATE UNIQUE INDEX reading_corrected_once ON reading (corrects)');
    await db.query(`
      CREATE TABLE month_freeze (
        jurisdiction_code char(12) NOT NULL CHECK (jurisdiction_code ~ '^[0-9]{12}$'),
        month date NOT NULL CHECK (extract(day FROM month) = 1),
        frozen_at timestamptz NOT NULL DEFAULT now(),
        frozen_by text NOT NULL,
        content jsonb NOT NULL,
        sha256 char(64) NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        PRIMARY KEY (jurisdiction_code, month)
      )`);
    await db.query(`
      CREATE TABLE restatement (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_code char(12) NOT NULL,
        month date NOT NULL,
        indicator_key text NOT NULL REFERENCES indicator (key),
        value_before numeric,
        value_after numeric,
        reason text NOT NULL CHECK (reason <> ''),
        document text NOT NULL CHECK (document <> ''),
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (jurisdiction_code, month) REFERENCES month_freeze (jurisdiction_code, month)
      )`);
    await db.query(
      'CREATE INDEX restatement_by_month ON restatement (jurisdiction_code, month, indicator_key)',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [
      'restatement',
      'month_freeze',
      'reading',
      'service_list_item',
      'target',
      'indicator',
      'policy_clause',
      'policy_document',
      'policy_load',
    ]) {
      await db.query(`DROP TABLE ${table}`);
    }
  }
}
