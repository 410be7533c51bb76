import type { EntityManager } from 'typeorm';
import { divisionsAround } from '../divisions/index.js';

/** Where rows placed by their location lie on a day, by id, where that is not the division stored; null = in none. */
export type DatedPlaces = ReadonlyMap<string, string | null>;

export const AS_STORED: DatedPlaces = new Map();

const TABLES = {
  facilities: { table: 'facility', location: 'entrance' },
  demand: { table: 'demand_point', location: 'location' },
  estates: { table: 'housing_estate', location: 'location' },
} as const;

// Rows were placed on some day since the last import of divisions. Only where a division begins or ends between then
// and the day asked for can they lie elsewhere; a day more on either side for the clocks of two time zones.
const MOVED = ({ table, location }: (typeof TABLES)[keyof typeof TABLES]) => `
  WITH span AS (
    SELECT least($1::date, max(updated_at)::date - 1) AS low, greatest($1::date, CURRENT_DATE + 1) AS high
    FROM administrative_division
  ), shifting AS MATERIALIZED (
    SELECT d.boundary FROM administrative_division d, span WHERE d.boundary IS NOT NULL
      AND (d.valid_from > low AND d.valid_from <= high OR d.valid_to > low AND d.valid_to <= high)
  ), due AS MATERIALIZED (
    SELECT DISTINCT t.id FROM shifting JOIN ${table} t ON ST_Covers(shifting.boundary, t.${location})
    WHERE t.division_from IS DISTINCT FROM 'DECLARED'
  ), ${divisionsAround({ from: `${table} t`, where: 't.id IN (SELECT id FROM due)', key: 't.id', place: `t.${location}` }, '$1::date')}
  SELECT t.id, found.code::text AS code FROM due JOIN ${table} t USING (id) LEFT JOIN found ON found.key = t.id
  WHERE t.division_code IS DISTINCT FROM found.code`;

/** Places of rows as of a day; those a file declares stay where it says. */
export class DatedPlacesRepository {
  constructor(private readonly manager: EntityManager) {}

  /** @param day YYYY-MM-DD */
  async movedOn(
    day: string,
    dataset: keyof typeof TABLES,
    manager: EntityManager = this.manager,
  ): Promise<DatedPlaces> {
    const rows = await manager.query<{ id: string; code: string | null }[]>(MOVED(TABLES[dataset]), [day]);
    return new Map(rows.map(({ id, code }) => [id, code]));
  }
}
