import { DEPTH_OF_LEVEL } from '../divisions/index.js';
import type { Dataset } from '../platform/sources/index.js';
import { importIssue } from './import-issue.js';
import type { Stage } from './stage.js';

const PLACED: readonly { readonly dataset: Dataset; readonly table: string; readonly location: string }[] = [
  { dataset: 'facilities', table: 'facility', location: 'entrance' },
  { dataset: 'estates', table: 'housing_estate', location: 'location' },
  { dataset: 'demand', table: 'demand_point', location: 'location' },
  { dataset: 'candidates', table: 'candidate_site', location: 'location' },
];

/**
 * After new boundaries: rows that declare no division get the deepest one that now holds their point.
 * @returns the datasets of which rows changed
 */
export async function reassignDivisions(stage: Stage): Promise<Dataset[]> {
  const [{ moved }]: { moved: boolean }[] = await stage.query(
    "SELECT EXISTS (SELECT FROM staged_import WHERE state IN ('NEW', 'CHANGED') AND shape IS NOT NULL) AS moved",
  );
  if (!moved) return [];
  const changed: Dataset[] = [];
  for (const { dataset, table, location } of PLACED) {
    const [{ count }]: { count: number }[] = await stage.query(`
      WITH holders AS MATERIALIZED (
        SELECT code, boundary, ${DEPTH_OF_LEVEL} AS depth, ST_Area(boundary) AS area
        FROM administrative_division WHERE boundary IS NOT NULL
      ), found AS (
        SELECT DISTINCT ON (t.id) t.id, h.code FROM holders h
        JOIN ${table} t ON ST_Covers(h.boundary, t.${location})
        WHERE t.division_from IS DISTINCT FROM 'DECLARED'
        ORDER BY t.id, h.depth DESC, h.area, h.code
      ), due AS (
        SELECT t.id, found.code FROM ${table} t LEFT JOIN found USING (id)
        WHERE t.division_from IS DISTINCT FROM 'DECLARED' AND t.${location} IS NOT NULL
          AND t.division_code IS DISTINCT FROM found.code
      ), moved AS (
        UPDATE ${table} t SET division_code = due.code, updated_at = now(),
          division_from = CASE WHEN due.code IS NOT NULL THEN 'LOCATION' END
        FROM due WHERE due.id = t.id RETURNING t.id
      ) SELECT count(*)::integer AS count FROM moved`);
    if (count === 0) continue;
    changed.push(dataset);
    stage.issues.add(importIssue('DIVISIONS_REASSIGNED', { count, dataset }));
  }
  return changed;
}
