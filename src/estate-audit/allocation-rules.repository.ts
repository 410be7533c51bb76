import type { EntityManager } from 'typeorm';
import type { EstateClass } from '../estates/index.js';
import { Conditions } from '../platform/database/conditions.js';
import { AllocationRule, type AllocationRuleTerms } from './allocation-rule.record.js';

/** null conditions do not restrict. */
export interface AllocationRuleConditions {
  readonly jurisdictionCodes: readonly string[] | null;
  readonly estateClass: EstateClass | null;
  /** Only those in force on the day, YYYY-MM-DD; a rule without first day counts as in force. */
  readonly asOf: string | null;
  readonly includeSuperseded: boolean;
}

/** A version as it is to be stored. */
export interface NewAllocationRule extends AllocationRuleTerms {
  readonly version: number;
}

/** Rules are public. */
export class AllocationRulesRepository {
  constructor(private readonly manager: EntityManager) {}

  /** By jurisdiction, class, first day, id and version. One statement. */
  async find(
    filter: AllocationRuleConditions,
    manager: EntityManager = this.manager,
  ): Promise<AllocationRule[]> {
    const where = new Conditions();
    if (filter.jurisdictionCodes) {
      where.and(`r.jurisdiction_code = ANY(${where.bind(filter.jurisdictionCodes, 'bpchar[]')})`);
    }
    if (filter.estateClass !== null) where.and(`r.estate_class = ${where.bind(filter.estateClass)}`);
    if (filter.asOf !== null) {
      const day = where.bind(filter.asOf, 'date');
      where.and(`(r.valid_from IS NULL OR r.valid_from <= ${day})`);
      where.and(`(r.valid_to IS NULL OR ${day} <= r.valid_to)`);
    }
    if (!filter.includeSuperseded) where.and('NOT r.superseded');
    const rows: AllocationRule[] = await manager.query(
      `${RULES} WHERE ${where.toSql()}
       ORDER BY r.jurisdiction_code, r.estate_class DESC, r.valid_from NULLS FIRST, r.id, r.version`,
      where.values,
    );
    return rows.map((row) => Object.assign(new AllocationRule(), row));
  }

  /** The versions of each id that count now; unknown ids are absent. */
  async findLatest(ids: readonly string[], manager: EntityManager = this.manager): Promise<AllocationRule[]> {
    return manager.query(`${RULES} WHERE r.id = ANY($1::text[]) AND NOT r.superseded`, [ids]);
  }

  /** The versions that count now in any of these jurisdictions. */
  async findOfJurisdictions(
    codes: readonly string[],
    manager: EntityManager = this.manager,
  ): Promise<AllocationRule[]> {
    return manager.query(`${RULES} WHERE r.jurisdiction_code = ANY($1::bpchar[]) AND NOT r.superseded`, [
      codes,
    ]);
  }

  /** Until the transaction ends nobody else stores a rule. */
  async hold(transaction: EntityManager): Promise<void> {
    await transaction.query('LOCK TABLE allocation_rule IN SHARE ROW EXCLUSIVE MODE');
  }

  /** One statement. */
  async insert(
    rules: readonly NewAllocationRule[],
    by: { readonly recordedBy: string; readonly sourceKey: string },
    transaction: EntityManager,
  ): Promise<void> {
    await transaction.query(INSERT, [JSON.stringify(rules), by.recordedBy, by.sourceKey]);
  }
}

const COLUMNS = `r.id, r.version, r.jurisdiction_code AS "jurisdictionCode", r.estate_class AS "estateClass",
    r.valid_from::text AS "validFrom", r.valid_to::text AS "validTo",
    trim_scale(r.square_meters_per_hundred_households)::text AS "squareMetersPerHundredHouseholds",
    trim_scale(r.minimum_site_square_meters)::text AS "minimumSiteSquareMeters",
    r.pooling_allowed AS "poolingAllowed", r.pooling_walk_meters::float8 AS "poolingWalkMeters",
    r.pooling_walk_minutes::float8 AS "poolingWalkMinutes", r.own_entrance AS "ownEntrance",
    r.lowest_floor AS "lowestFloor", r.highest_floor AS "highestFloor",
    r.lift_or_ramp_from_floor AS "liftOrRampFromFloor", r.document, r.clause, r.verified, r.note,
    r.recorded_by AS "recordedBy", r.recorded_at AS "recordedAt", r.superseded, r.source_key AS "sourceKey"`;

// A few dozen rows; the plan is one pass over them.
const RULES = `SELECT ${COLUMNS} FROM (
    SELECT *, version < max(version) OVER (PARTITION BY id) AS superseded FROM allocation_rule) r`;

const INSERT = `INSERT INTO allocation_rule (id, version, jurisdiction_code, estate_class, valid_from, valid_to,
    square_meters_per_hundred_households, minimum_site_square_meters, pooling_allowed, pooling_walk_meters,
    pooling_walk_minutes, own_entrance, lowest_floor, highest_floor, lift_or_ramp_from_floor, document, clause,
    verified, note, recorded_by, source_key)
  SELECT id, version, "jurisdictionCode", "estateClass", "validFrom", "validTo", "squareMetersPerHundredHouseholds",
    "minimumSiteSquareMeters", "poolingAllowed", "poolingWalkMeters", "poolingWalkMinutes", "ownEntrance",
    "lowestFloor", "highestFloor", "liftOrRampFromFloor", document, clause, verified, note, $2, $3
  FROM json_to_recordset($1::json) AS one(id text, version int, "jurisdictionCode" text, "estateClass" text,
    "validFrom" date, "validTo" date, "squareMetersPerHundredHouseholds" numeric,
    "minimumSiteSquareMeters" numeric, "poolingAllowed" boolean, "poolingWalkMeters" numeric,
    "poolingWalkMinutes" numeric, "ownEntrance" boolean, "lowestFloor" int, "highestFloor" int,
    "liftOrRampFromFloor" int, document text, clause text, verified boolean, note text)`;
