import { divisionsAround } from '../divisions/index.js';
import type { Dataset } from '../platform/sources/index.js';
import { today } from '../platform/today.js';
import { importIssue } from './import-issue.js';
import type { Stage } from './stage.js';

const PLACED: readonly { readonly dataset: Dataset; readonly table: string; readonly location: string }[] = [
  { dataset: 'facilities', table: 'facility', location: 'entrance' },
  { dataset: 'estates', table: 'housing_estate', location: 'location' },
  { dataset: 'demand', table: 'demand_point', location: 'location' },
  { dataset: 'candidates', table: 'candidate_site', location: 'location' },
  { dataset: 'careLand', table: 'care_land', location: 'location' },
  { dataset: 'communityPremises', table: 'community_premises', location: 'location' },
  { dataset: 'availablePremises', table: 'available_premises', location: 'location' },
];

/**
 * After new boundaries or days they hold: rows that declare no division get the one around their point as of today.
 * @returns the datasets of which rows changed
 */
export async function reassignDivisions(stage: Stage): Promise<Dataset[]> {
  const [{ moved }]: { moved: boolean }[] = await stage.query(
    "SELECT EXISTS (SELECT FROM staged_import WHERE state IN ('NEW', 'CHANGED') AND (shape IS NOT NULL OR $1)) AS moved",
    [stage.present.has('validFrom') || stage.present.has('validTo')],
  );
  if (!moved) return [];
  const changed: Dataset[] = [];
  for (const { dataset, table, location } of PLACED) {
    const rows = { from: `${table} t`, key: 't.id', place: `t.${location}` };
    const [{ count }]: { count: number }[] = await stage.query(
      `WITH ${divisionsAround({ ...rows, where: "t.division_from IS DISTINCT FROM 'DECLARED'" }, '$1::date')},
      due AS (
        SELECT t.id, found.code FROM ${table} t LEFT JOIN found ON found.key = t.id
        WHERE t.division_from IS DISTINCT FROM 'DECLARED' AND t.${location} IS NOT NULL
          AND t.division_code IS DISTINCT FROM found.code
      ), moved AS (
        UPDATE ${table} t SET division_code = due.code, updated_at = now(),
          division_from = CASE WHEN due.code IS NOT NULL THEN 'LOCATION' END
        FROM due WHERE due.id = t.id RETURNING t.id
      ) SELECT count(*)::integer AS count FROM moved`,
      [today()],
    );
    if (count === 0) continue;
    changed.push(dataset);
    stage.issues.add(importIssue('DIVISIONS_REASSIGNED', { count, dataset }));
  }
  return changed;
}
