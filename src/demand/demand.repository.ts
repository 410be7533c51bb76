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

/** Every demand point as parallel columns, in code order of the ids. */
export interface DemandWeights {
  readonly count: number;
  readonly id: readonly string[];
  readonly divisionCode: readonly (string | null)[];
  /** WGS 84 degrees. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** People of each cohort; NaN where the cohort is not known at the point. */
  readonly weight: Readonly<Record<Cohort, Float64Array>>;
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

/** So many points come as one row: the driver makes an object of every row and a number of every cell. */
const POINTS_PER_PAGE = 4096;

interface WeightPage {
  readonly id: readonly string[];
  readonly divisionCode: readonly (string | null)[];
  /** Per point the doubles lon, lat and people of ALL, AGE_60, AGE_65 and AGE_80, big-endian. */
  readonly figures: Buffer;
}

const FIGURES_PER_POINT = 6;

function* columnsInSteps(pages: readonly WeightPage[]): Generator<void, DemandWeights> {
  const count = pages.reduce((sum, { id }) => sum + id.length, 0);
  const columns = Array.from({ length: FIGURES_PER_POINT }, () => new Float64Array(count));
  const ids: string[] = [];
  const divisionCode: (string | null)[] = [];
  for (const page of pages) {
    const { buffer, byteOffset, byteLength } = page.figures;
    const figures = new DataView(buffer, byteOffset, byteLength);
    page.id.forEach((id, row) => {
      const at = ids.push(id) - 1;
      divisionCode.push(page.divisionCode[row]);
      for (let k = 0; k < FIGURES_PER_POINT; k++)
        columns[k][at] = figures.getFloat64(8 * (row * FIGURES_PER_POINT + k));
    });
    yield;
  }
  const [lon, lat, all, age60, age65, age80] = columns;
  const weight = { ALL: all, AGE_60: age60, AGE_65: age65, AGE_80: age80 };
  return { count, id: ids, divisionCode, lon, lat, weight };
}

const FIGURES = ['ST_X(p.location)', 'ST_Y(p.location)']
  .concat(['all', '60', '65', '80'].map((cohort) => `COALESCE(p.weight_${cohort}, 'NaN')`))
  .map((figure) => `float8send(${figure})`)
  .join(' || ');

// Reads the whole table: every point counts.
const WEIGHTS = `
  SELECT json_agg(id ORDER BY at) AS id, json_agg(division_code ORDER BY at) AS "divisionCode",
    string_agg(figures, '' ORDER BY at) AS figures
  FROM (SELECT p.id, p.division_code, ${FIGURES} AS figures, row_number() OVER (ORDER BY p.id COLLATE "C") - 1 AS at
    FROM demand_point p) point
  GROUP BY at / ${POINTS_PER_PAGE} ORDER BY at / ${POINTS_PER_PAGE}`;

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
