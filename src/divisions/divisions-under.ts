/**
 * Codes of a division and all below it, as SQL for `column IN (…)`. Uses division_by_parent.
 * @param code placeholder of the root's code
 */
export function divisionsUnder(code: string): string {
  return `WITH RECURSIVE under(code) AS (
      SELECT ${code}::bpchar UNION
      SELECT d.code FROM under JOIN administrative_division d ON d.parent_code = under.code
    ) SELECT code FROM under`;
}

/**
 * The WITH clause of relation under(root, code): every division at or below each root. Uses division_by_parent.
 * UNION, not UNION ALL: a parent loop in the data must not run for ever.
 * @param codes placeholder of the roots' codes, text[]
 */
export function withDivisionsUnder(codes: string): string {
  return `WITH RECURSIVE under(root, code) AS (
      SELECT root, root FROM unnest(${codes}::bpchar[]) AS roots(root) UNION
      SELECT under.root, d.code FROM under JOIN administrative_division d ON d.parent_code = under.code
    )`;
}
