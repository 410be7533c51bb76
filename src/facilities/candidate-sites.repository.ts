import { Any, type EntityManager } from 'typeorm';
import { divisionsUnder } from '../divisions/index.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { Conditions } from '../platform/database/conditions.js';
import {
  countKeys,
  type KeyOrder,
  type KeyPage,
  type PageRequest,
  readKeyPage,
} from '../platform/database/key-page.js';
import { likePattern } from '../platform/errors/check-text.js';
import { applySpatialFilter } from '../platform/graphql/apply-spatial-filter.js';
import type { SpatialConditions } from '../platform/graphql/spatial-filter.js';
import { CandidateSite } from './candidate-site.record.js';
import type { CandidateKind } from './vocabulary.js';

export const CANDIDATE_ORDER: KeyOrder = { name: 'candidate', by: [{ sql: 'c.id', type: 'text' }] };

/** A checked filter; null and absent conditions do not restrict. */
export interface CandidateConditions {
  readonly kinds?: readonly CandidateKind[] | null;
  /** Lies in this division or below it. */
  readonly divisionCode?: string | null;
  readonly nameContains?: string | null;
  readonly spatial?: SpatialConditions | null;
}

/** A candidate as siting needs it. */
export interface CandidateRow {
  readonly id: string;
  readonly name: string;
  readonly kind: CandidateKind;
  readonly cost: number | null;
  readonly capacity: number | null;
  readonly divisionCode: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly synthetic: boolean;
}

/** Possible sites are for planners: publishing one moves prices. */
export class CandidateSitesRepository {
  constructor(private readonly manager: EntityManager) {}

  async findByIds(
    ids: readonly string[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<(CandidateSite | null)[]> {
    demandCandidates(viewer);
    const rows = await manager.findBy(CandidateSite, { id: Any([...ids]) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  async list(
    filter: CandidateConditions,
    page: PageRequest,
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<KeyPage> {
    demandCandidates(viewer);
    return readKeyPage(manager, { ...BASE, where: toSql(filter) }, page);
  }

  async count(
    filter: CandidateConditions,
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<number> {
    demandCandidates(viewer);
    return countKeys(manager, { ...BASE, where: toSql(filter) });
  }

  /** Light rows for siting, by id. The caller answers for who may see them. */
  readCandidates(
    filter: CandidateConditions = {},
    manager: EntityManager = this.manager,
  ): Promise<CandidateRow[]> {
    const where = toSql(filter);
    return manager.query(
      `SELECT c.id, c.name, c.kind, c.cost, c.capacity, c.division_code AS "divisionCode",
         ST_X(c.location) AS lon, ST_Y(c.location) AS lat, s.synthetic
       FROM candidate_site c JOIN data_source s ON s.key = c.source_key
       WHERE ${where.toSql()} ORDER BY c.id`,
      where.values,
    );
  }
}

const BASE = { from: 'candidate_site c', key: 'c.id', order: CANDIDATE_ORDER };

function demandCandidates(viewer: Viewer): void {
  demandRole(viewer, 'Reading candidate sites', 'planner');
}

function toSql(filter: CandidateConditions): Conditions {
  const where = new Conditions();
  if (filter.kinds) where.and(`c.kind = ANY(${where.bind(filter.kinds, 'text[]')})`);
  if (filter.divisionCode != null) {
    where.and(`c.division_code IN (${divisionsUnder(where.bind(filter.divisionCode))})`);
  }
  if (filter.nameContains != null) where.and(`c.name LIKE ${where.bind(likePattern(filter.nameContains))}`);
  if (filter.spatial) applySpatialFilter(where, filter.spatial, 'c.location');
  return where;
}
