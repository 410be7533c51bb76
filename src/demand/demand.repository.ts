import { Any, type EntityManager } from 'typeorm';
import { divisionsUnder } from '../divisions/index.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { Conditions } from '../platform/database/conditions.js';
import {
  countKeys,
  type KeyOrder,
  type KeyPage,
  type PageRequest,
  readKeyPage,
} from '../platform/database/key-page.js';
import { applySpatialFilter } from '../platform/graphql/apply-spatial-filter.js';
import type { SpatialConditions } from '../platform/graphql/spatial-filter.js';
import type { Cohort, DemandKind } from './demand-kind.js';
import { DemandPoint } from './demand-point.record.js';

export const DEMAND_ORDER: KeyOrder = { name: 'demand', by: [{ sql: 'p.id', type: 'text' }] };

/** A checked filter; null and absent conditions do not restrict. */
export interface DemandConditions {
  readonly kinds?: readonly DemandKind[] | null;
  /** Lies in this division or below it. */
  readonly divisionCode?: string | null;
  readonly estateId?: string | null;
  readonly spatial?: SpatialConditions | null;
}

/** Every demand point as parallel columns, ordered by id. */
export interface DemandWeights {
  readonly count: number;
  readonly id: readonly string[];
  readonly kind: readonly DemandKind[];
  readonly divisionCode: readonly (string | null)[];
  readonly estateId: readonly (string | null)[];
  /** WGS 84 degrees. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** People of each cohort; NaN where the cohort is not known at the point. */
  readonly weight: Readonly<Record<Cohort, Float64Array>>;
  /** 1 where the point's source is synthetic. */
  readonly synthetic: Uint8Array;
}

/** Demand points say where few people live: planners only. Sums over them are public. */
export class DemandRepository {
  constructor(private readonly manager: EntityManager) {}

  /** In the order of the ids, null for unknown ones. */
  async findByIds(
    ids: readonly string[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<(DemandPoint | null)[]> {
    demandPoints(viewer);
    const rows = await manager.findBy(DemandPoint, { id: Any([...ids]) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  async list(
    filter: DemandConditions,
    page: PageRequest,
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<KeyPage> {
    demandPoints(viewer);
    return readKeyPage(manager, { ...BASE, where: toSql(filter) }, page);
  }

  async count(
    filter: DemandConditions,
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<number> {
    demandPoints(viewer);
    return countKeys(manager, { ...BASE, where: toSql(filter) });
  }

  /** All demand for the analysis rooms, in one statement. The caller answers for who may see single points. */
  async readWeights(manager: EntityManager = this.manager): Promise<DemandWeights> {
    return inTurns(columnsInSteps(await manager.query(WEIGHTS)));
  }
}

const ROWS_PER_STEP = 1000;

function* columnsInSteps(rows: readonly WeightRow[]): Generator<void, DemandWeights> {
  const count = rows.length;
  const column = () => new Float64Array(count).fill(NaN);
  const weights = {
    count,
    id: new Array<string>(count),
    kind: new Array<DemandKind>(count),
    divisionCode: new Array<string | null>(count),
    estateId: new Array<string | null>(count),
    lon: column(),
    lat: column(),
    weight: { ALL: column(), AGE_60: column(), AGE_65: column(), AGE_80: column() },
    synthetic: new Uint8Array(count),
  };
  const { id, kind, divisionCode, estateId, lon, lat, weight, synthetic } = weights;
  for (const [at, row] of rows.entries()) {
    id[at] = row.id;
    kind[at] = row.kind;
    divisionCode[at] = row.divisionCode;
    estateId[at] = row.estateId;
    lon[at] = row.lon;
    lat[at] = row.lat;
    weight.ALL[at] = row.all ?? NaN;
    weight.AGE_60[at] = row.age60 ?? NaN;
    weight.AGE_65[at] = row.age65 ?? NaN;
    weight.AGE_80[at] = row.age80 ?? NaN;
    synthetic[at] = Number(row.synthetic);
    if ((at + 1) % ROWS_PER_STEP === 0) yield;
  }
  return weights;
}

interface WeightRow {
  readonly id: string;
  readonly kind: DemandKind;
  readonly divisionCode: string | null;
  readonly estateId: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly all: number | null;
  readonly age60: number | null;
  readonly age65: number | null;
  readonly age80: number | null;
  readonly synthetic: boolean;
}

// Reads the whole table: every point counts.
const WEIGHTS = `SELECT p.id, p.kind, p.division_code AS "divisionCode", p.estate_id AS "estateId",
    ST_X(p.location) AS lon, ST_Y(p.location) AS lat,
    p.weight_all AS "all", p.weight_60 AS age60, p.weight_65 AS age65, p.weight_80 AS age80, s.synthetic
  FROM demand_point p JOIN data_source s ON s.key = p.source_key ORDER BY p.id`;

const BASE = { from: 'demand_point p', key: 'p.id', order: DEMAND_ORDER };

function demandPoints(viewer: Viewer): void {
  demandRole(viewer, 'Reading demand points', 'planner');
}

function toSql(filter: DemandConditions): Conditions {
  const where = new Conditions();
  if (filter.kinds) where.and(`p.kind = ANY(${where.bind(filter.kinds, 'text[]')})`);
  if (filter.divisionCode != null) {
    where.and(`p.division_code IN (${divisionsUnder(where.bind(filter.divisionCode))})`);
  }
  if (filter.estateId != null) where.and(`p.estate_id = ${where.bind(filter.estateId)}`);
  if (filter.spatial) applySpatialFilter(where, filter.spatial, 'p.location');
  return where;
}
