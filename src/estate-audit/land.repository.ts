import type { EntityManager } from 'typeorm';
import type { CareLandBase } from '../estates/index.js';

/** Care land of a division, zone and base. */
export interface CareLandRow {
  readonly divisionCode: string | null;
  readonly zone: string | null;
  readonly base: CareLandBase;
  readonly pieces: number;
  /** A decimal, as stored. */
  readonly area: string;
  /** Planned people who are told with these pieces; each is counted once. */
  readonly plannedPeople: number;
  readonly synthetic: boolean;
}

/** Community premises of a division. */
export interface PremisesRow {
  readonly divisionCode: string | null;
  readonly premises: number;
  readonly area: string;
  readonly careArea: string;
  /** How many do not say what of them is used for care: nothing is counted. */
  readonly unknownCareArea: number;
  /** How many have more area for care than area: in no sum. */
  readonly keptApart: number;
  readonly synthetic: boolean;
}

/** Sums by division, exact. The caller answers for who may see them. */
export class LandRepository {
  constructor(private readonly manager: EntityManager) {}

  careLand(manager: EntityManager = this.manager): Promise<CareLandRow[]> {
    return manager.query(CARE_LAND);
  }

  premises(manager: EntityManager = this.manager): Promise<PremisesRow[]> {
    return manager.query(PREMISES);
  }
}

const CARE_LAND = `SELECT l.division_code AS "divisionCode", l.zone, l.base, count(*)::int AS pieces,
    trim_scale(sum(l.area_square_meters))::text AS area, COALESCE(sum(l.planned_population), 0)::int AS "plannedPeople",
    bool_or(s.synthetic) AS synthetic
  FROM care_land l JOIN data_source s ON s.key = l.source_key
  GROUP BY l.division_code, l.zone, l.base ORDER BY l.division_code, l.zone, l.base DESC`;

const PREMISES = `SELECT p.division_code AS "divisionCode", count(*)::int AS premises,
    trim_scale(COALESCE(sum(p.floor_area_square_meters) FILTER (WHERE NOT p.is_wrong), 0))::text AS area,
    trim_scale(COALESCE(sum(p.care_floor_area_square_meters) FILTER (WHERE NOT p.is_wrong), 0))::text AS "careArea",
    count(*) FILTER (WHERE p.care_floor_area_square_meters IS NULL)::int AS "unknownCareArea",
    count(*) FILTER (WHERE p.is_wrong)::int AS "keptApart", bool_or(s.synthetic) AS synthetic
  FROM (SELECT *, COALESCE(care_floor_area_square_meters > floor_area_square_meters, false) AS is_wrong
    FROM community_premises) p
  JOIN data_source s ON s.key = p.source_key
  GROUP BY p.division_code ORDER BY p.division_code`;
