import { importIssue } from './import-issue.js';
import type { StagedRows } from './staged-rows.js';

/** Rejects rows that name an estate, in a staged expression of ids, that is not stored. */
export async function rejectUnknownEstates(
  stage: StagedRows,
  estateIds: string,
  field: string,
): Promise<void> {
  const rows: { place: number; row: number; value: string }[] = await stage.query(`
    SELECT DISTINCT ON (place) place, row, named.id AS value FROM staged_import s, unnest(${estateIds}) AS named(id)
    WHERE NOT rejected AND named.id IS NOT NULL AND NOT EXISTS (SELECT FROM housing_estate e WHERE e.id = named.id)
    ORDER BY place, named.id`);
  await stage.reject(rows, ({ row, value }) => importIssue('UNKNOWN_ESTATE', { row, field, value }));
}
