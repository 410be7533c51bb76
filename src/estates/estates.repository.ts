import type { MultiPolygon } from 'geojson';
import { Any, type EntityManager } from 'typeorm';
import { divisionsUnder } from '../divisions/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { Conditions } from '../platform/database/conditions.js';
import { countKeys, type KeyPage, type PageRequest, readKeyPage } from '../platform/database/key-page.js';
import { likePattern } from '../platform/errors/check-text.js';
import { applySpatialFilter } from '../platform/graphql/apply-spatial-filter.js';
import type { SpatialConditions } from '../platform/graphql/spatial-filter.js';
import { demandEstates } from './demand-estates.js';
import type { EstateEntrance } from './estate-entrance.record.js';
import { ESTATE_ORDERS, type EstateOrder } from './estate-order.js';
import { HousingEstate } from './housing-estate.record.js';

/** A checked filter; null and absent conditions do not restrict. */
export interface EstateConditions {
  /** Lies in this division or below it. */
  readonly divisionCode?: string | null;
  readonly nameContains?: string | null;
  readonly householdsAtLeast?: number | null;
  readonly gated?: boolean | null;
  readonly developerContains?: string | null;
  readonly phase?: string | null;
  /** One of these. */
  readonly ids?: readonly string[] | null;
  /** Tested on the estate's point. */
  readonly spatial?: SpatialConditions | null;
}

/** An entrance as siting needs it. */
export interface EntranceRow {
  readonly estateId: string;
  readonly estateName: string;
  readonly ordinal: number;
  /** Null or 0 where nobody has said how many. */
  readonly households: number | null;
  readonly divisionCode: string | null;
  /** Day the estate is handed over, YYYY-MM-DD; null where it is not recorded. */
  readonly deliveredOn: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly synthetic: boolean;
}

/** Estates are for planners and for natural-resources and housing staff. */
export class EstatesRepository {
  constructor(private readonly manager: EntityManager) {}

  /** In the order of the ids, null for unknown ones. */
  async findByIds(
    ids: readonly string[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<(HousingEstate | null)[]> {
    demandEstates(viewer);
    const rows = await manager.findBy(HousingEstate, { id: Any([...ids]) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  async list(
    filter: EstateConditions,
    order: EstateOrder,
    page: PageRequest,
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<KeyPage> {
    demandEstates(viewer);
    const query = {
      from: 'housing_estate e',
      key: 'e.id',
      order: ESTATE_ORDERS[order],
      where: toSql(filter),
    };
    return readKeyPage(manager, query, page);
  }

  async count(
    filter: EstateConditions,
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<number> {
    demandEstates(viewer);
    return countKeys(manager, { from: 'housing_estate e', where: toSql(filter) });
  }

  /** Entrances by number, of each estate in order. */
  async findEntrances(
    ids: readonly string[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<EstateEntrance[][]> {
    demandEstates(viewer);
    const rows: (EstateEntrance & { id: string })[] = await manager.query(ENTRANCES, [ids]);
    const byId = new Map<string, EstateEntrance[]>(ids.map((id) => [id, []]));
    for (const { id, ...entrance } of rows) byId.get(id)!.push(entrance);
    return ids.map((id) => byId.get(id)!);
  }

  /** Boundaries in order, null where none is known; 7 digits, a centimetre. */
  async findBoundaries(
    ids: readonly string[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<(MultiPolygon | null)[]> {
    demandEstates(viewer);
    const rows: { boundary: MultiPolygon | null }[] = await manager.query(BOUNDARIES, [ids]);
    return rows.map(({ boundary }) => boundary);
  }

  /** Every place where residents leave the estates named, as `readEntrances`. */
  readEntrancesOf(ids: readonly string[], manager: EntityManager = this.manager): Promise<EntranceRow[]> {
    return manager.query(entrancesWhere('e.id = ANY($1::text[])'), [ids]);
  }

  /**
   * Every place where residents leave an estate, by estate: its entrances, or its point where none is recorded
   * (ordinal 0). Light rows for siting; the caller answers for who may see them.
   * @param divisionCode at or below this division; null reads all
   */
  readEntrances(
    divisionCode: string | null = null,
    manager: EntityManager = this.manager,
  ): Promise<EntranceRow[]> {
    const where = toSql({ divisionCode });
    return manager.query(entrancesWhere(where.toSql()), where.values);
  }
}

const entrancesWhere = (condition: string) => `
  SELECT e.id AS "estateId", e.name AS "estateName", COALESCE(n.ordinal, 0) AS ordinal, e.households,
    e.division_code AS "divisionCode", e.delivered_on::text AS "deliveredOn", ST_X(COALESCE(n.location, e.location)) AS lon,
    ST_Y(COALESCE(n.location, e.location)) AS lat, s.synthetic
  FROM housing_estate e JOIN data_source s ON s.key = e.source_key
  LEFT JOIN estate_entrance n ON n.estate_id = e.id
  WHERE ${condition} ORDER BY e.id, n.ordinal`;

// By primary key.
const ENTRANCES = `SELECT estate_id AS id, ordinal, ST_AsGeoJSON(location, 7)::json AS location
  FROM estate_entrance WHERE estate_id = ANY($1::text[]) ORDER BY estate_id, ordinal`;

// By primary key.
const BOUNDARIES = `SELECT ST_AsGeoJSON(e.boundary, 7)::json AS boundary
  FROM unnest($1::text[]) WITH ORDINALITY AS wanted(id, place)
  LEFT JOIN housing_estate e USING (id) ORDER BY place`;

function toSql(filter: EstateConditions): Conditions {
  const where = new Conditions();
  if (filter.divisionCode != null) {
    where.and(`e.division_code IN (${divisionsUnder(where.bind(filter.divisionCode))})`);
  }
  if (filter.nameContains != null) where.and(`e.name LIKE ${where.bind(likePattern(filter.nameContains))}`);
  if (filter.householdsAtLeast != null) where.and(`e.households >= ${where.bind(filter.householdsAtLeast)}`);
  if (filter.gated != null) where.and(`e.gated = ${where.bind(filter.gated)}`);
  if (filter.developerContains != null) {
    where.and(`e.developer LIKE ${where.bind(likePattern(filter.developerContains))}`);
  }
  if (filter.phase != null) where.and(`e.phase = ${where.bind(filter.phase)}`);
  if (filter.ids) where.and(`e.id = ANY(${where.bind(filter.ids, 'text[]')})`);
  if (filter.spatial) applySpatialFilter(where, filter.spatial, 'e.location');
  return where;
}
