import { Any, type EntityManager, type FindOptionsSelect } from 'typeorm';
import { withDivisionsUnder } from '../divisions/index.js';
import { holds, type Viewer } from '../platform/access/viewer.js';
import { Conditions } from '../platform/database/conditions.js';
import {
  countKeys,
  countKeysByRoot,
  type KeyPage,
  type PageRequest,
  readKeyPage,
  readKeyPages,
} from '../platform/database/key-page.js';
import { addFacilityConditions, type FacilityConditions, FACILITY_ORDERS } from './facility-conditions.js';
import type { FacilityOrder, FacilityRelation } from './facility-list.js';
import { Facility } from './facility.record.js';
import type { FacilityStatusEntry } from './facility-status.record.js';
import type { StatusChange } from './status-change.js';
import type { FacilitiesAsOf, IdleFacility, ServingFacility } from './serving-facility.js';
import type { AssignmentRelation, FacilityStatus } from './vocabulary.js';

export interface AssignmentRow {
  readonly divisionCode: string;
  readonly relation: AssignmentRelation;
}

/** What a facility can hold or hand out; null where it is not recorded. */
export interface FacilityCapacities {
  readonly id: string;
  readonly beds: number | null;
  readonly nursingBeds: number | null;
  readonly mealsPerDay: number | null;
  readonly floorAreaSquareMeters: number | null;
}

/** Facilities as a viewer may see them: the public gets published ones and their public columns only. */
export class FacilitiesRepository {
  constructor(private readonly manager: EntityManager) {}

  /** In the order of the ids, null for those that do not exist for this viewer. */
  async findByIds(
    ids: readonly string[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<(Facility | null)[]> {
    const staff = seesAll(viewer);
    const rows = await manager.find(Facility, {
      select: staff ? undefined : PUBLIC_COLUMNS,
      where: staff ? { id: Any([...ids]) } : { id: Any([...ids]), published: true },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  list(
    filter: FacilityConditions,
    order: FacilityOrder,
    page: PageRequest,
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<KeyPage> {
    const query = {
      from: 'facility f',
      key: 'f.id',
      order: FACILITY_ORDERS[order],
      where: scoped(filter, viewer),
    };
    return readKeyPage(manager, query, page);
  }

  count(filter: FacilityConditions, viewer: Viewer, manager: EntityManager = this.manager): Promise<number> {
    return countKeys(manager, { from: 'facility f', where: scoped(filter, viewer) });
  }

  /** One page for each of many divisions, their lower units included, in one statement. */
  pagesOfDivisions(
    codes: readonly string[],
    relation: FacilityRelation,
    filter: FacilityConditions,
    page: PageRequest,
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<Map<string, KeyPage>> {
    const query = {
      ...ofDivisions(codes, relation, scoped(filter, viewer)),
      key: 'f.id',
      order: FACILITY_ORDERS.ID,
    };
    return readKeyPages(manager, query, page);
  }

  countOfDivisions(
    codes: readonly string[],
    relation: FacilityRelation,
    filter: FacilityConditions,
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<Map<string, number>> {
    return countKeysByRoot(manager, ofDivisions(codes, relation, scoped(filter, viewer)));
  }

  /** Status entries, oldest first, of each facility in order; their documents are not read for the public. */
  async findStatusHistories(
    ids: readonly string[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<FacilityStatusEntry[][]> {
    const rows: (FacilityStatusEntry & { id: string })[] = await manager.query(
      seesAll(viewer) ? STATUS_HISTORY : STATUS_HISTORY.replace(', document', ', NULL AS document'),
      [ids],
    );
    return grouped(ids, rows);
  }

  /** Divisions each facility is assigned to or shared with, by code. */
  async findAssignments(
    ids: readonly string[],
    manager: EntityManager = this.manager,
  ): Promise<AssignmentRow[][]> {
    const rows: (AssignmentRow & { id: string })[] = await manager.query(ASSIGNMENTS, [ids]);
    return grouped(ids, rows);
  }

  /**
   * Every facility as of a date, split into those that operate and those that do not, with the reason. One statement.
   * Ordered by id. With scope PUBLISHED the others are not read at all.
   * @param asOf YYYY-MM-DD
   */
  async findServing(
    asOf: string,
    scope: 'ALL' | 'PUBLISHED' = 'ALL',
    manager: EntityManager = this.manager,
  ): Promise<FacilitiesAsOf> {
    const rows: (ServingFacility & { status: FacilityStatus | null })[] = await manager.query(SERVING, [
      asOf,
      scope === 'PUBLISHED',
    ]);
    const operating: ServingFacility[] = [];
    const idle: IdleFacility[] = [];
    for (const { status, ...facility } of rows) {
      if (status === 'OPERATING') operating.push(facility);
      else idle.push({ ...facility, status, reason: status ?? 'NOT_YET_RECORDED' });
    }
    return { operating, idle };
  }

  /** The divisions facilities stand in, by code. */
  async findDivisionCodes(manager: EntityManager = this.manager): Promise<string[]> {
    const rows = await manager.query<{ code: string }[]>(
      'SELECT DISTINCT division_code::text AS code FROM facility WHERE division_code IS NOT NULL ORDER BY code',
    );
    return rows.map(({ code }) => code);
  }

  /**
   * What every facility can hold, in one statement; null where it is not recorded. The caller answers for who may see
   * figures made of it: single capacities are not public.
   */
  readCapacities(manager: EntityManager = this.manager): Promise<FacilityCapacities[]> {
    return manager.query(CAPACITIES);
  }

  /** Locks a facility and reads its status recorded for exactly this day; null when there is no such facility. */
  async lockStatus(
    id: string,
    validFrom: string,
    transaction: EntityManager,
  ): Promise<{ status: FacilityStatus | null } | null> {
    const locked = await transaction.query('SELECT id FROM facility WHERE id = $1 FOR UPDATE', [id]);
    if (locked.length === 0) return null;
    const [row] = await transaction.query(
      'SELECT status FROM facility_status WHERE facility_id = $1 AND valid_from = $2::date',
      [id, validFrom],
    );
    return { status: row?.status ?? null };
  }

  /** Adds an entry; for a day already recorded it keeps the entry and takes a new document. */
  async saveStatus(change: StatusChange, transaction: EntityManager): Promise<void> {
    await transaction.query(
      `INSERT INTO facility_status (facility_id, valid_from, status, document) VALUES ($1, $2::date, $3, $4)
       ON CONFLICT (facility_id, valid_from)
       DO UPDATE SET document = COALESCE(EXCLUDED.document, facility_status.document)`,
      [change.facilityId, change.validFrom, change.status, change.document],
    );
  }
}

/** True for the roles that see unpublished facilities and the fields that are not public. */
export function seesAll(viewer: Viewer): boolean {
  return holds(viewer, 'planner', 'resources');
}

const PUBLIC_COLUMNS: FindOptionsSelect<Facility> = {
  id: true,
  name: true,
  kind: true,
  capabilities: true,
  mealMode: true,
  address: true,
  contact: true,
  entrance: true,
  divisionCode: true,
  sourceKey: true,
} as FindOptionsSelect<Facility>;

// By primary key (facility_id, valid_from).
const STATUS_HISTORY = `SELECT facility_id AS id, status, valid_from::text AS "validFrom", document
  FROM facility_status WHERE facility_id = ANY($1::text[]) ORDER BY facility_id, valid_from`;

// Reads the whole table: every facility counts.
const CAPACITIES = `SELECT id, beds, nursing_beds AS "nursingBeds", meals_per_day AS "mealsPerDay",
  floor_area_square_meters AS "floorAreaSquareMeters" FROM facility`;

// By primary key.
const ASSIGNMENTS = `SELECT facility_id AS id, division_code AS "divisionCode", relation
  FROM facility_assignment WHERE facility_id = ANY($1::text[]) ORDER BY facility_id, division_code, relation`;

// Reads whole tables: every facility counts. DISTINCT ON takes each facility's latest status by the date.
const SERVING = `SELECT f.id, f.name, f.kind, f.capabilities, f.meal_mode AS "mealMode", f.published,
    f.division_code AS "divisionCode",
    COALESCE(a.assigned, '[]'::json) AS assigned, ST_X(f.entrance) AS lon, ST_Y(f.entrance) AS lat,
    s.synthetic, now_status.status
  FROM facility f
  JOIN data_source s ON s.key = f.source_key
  LEFT JOIN (
    SELECT DISTINCT ON (facility_id) facility_id, status FROM facility_status
    WHERE valid_from <= $1::date ORDER BY facility_id, valid_from DESC
  ) now_status ON now_status.facility_id = f.id
  LEFT JOIN (
    SELECT facility_id, json_agg(json_build_object('code', division_code, 'relation', relation)
      ORDER BY division_code, relation) AS assigned
    FROM facility_assignment GROUP BY facility_id
  ) a ON a.facility_id = f.id
  WHERE f.published OR NOT $2::boolean ORDER BY f.id`;

function scoped(filter: FacilityConditions, viewer: Viewer): Conditions {
  const where = new Conditions();
  if (!seesAll(viewer)) where.and('f.published');
  addFacilityConditions(where, filter);
  return where;
}

/** Facilities joined to the divisions they belong to; `belongs` has one row for a root and a facility. */
function ofDivisions(codes: readonly string[], relation: FacilityRelation, where: Conditions) {
  const belongs =
    relation === 'LOCATED'
      ? 'SELECT under.root, l.id FROM under JOIN facility l ON l.division_code = under.code'
      : `SELECT DISTINCT under.root, l.facility_id AS id FROM under
         JOIN facility_assignment l ON l.division_code = under.code AND l.relation = '${relation}'`;
  return {
    with: withDivisionsUnder(where.bind(codes)),
    from: `(${belongs}) belongs JOIN facility f ON f.id = belongs.id`,
    root: 'belongs.root',
    where,
  };
}

function grouped<T extends { id: string }>(ids: readonly string[], rows: readonly T[]): Omit<T, 'id'>[][] {
  const byId = new Map<string, Omit<T, 'id'>[]>(ids.map((id) => [id, []]));
  for (const { id, ...row } of rows) byId.get(id)!.push(row);
  return ids.map((id) => byId.get(id)!);
}
