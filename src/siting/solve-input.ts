import { z } from 'zod';
import type { SiteRole } from '../kernel/siting/siting-model.js';
import { faulty, type SolveFault } from './solve-fault.js';

export const SOLVE_MODELS = ['MCLP', 'LSCP', 'P_MEDIAN', 'P_CENTER', 'LSCP_B', 'CMCLP'] as const;
const ROLES = ['FREE', 'EXISTING', 'CLOSABLE', 'LOCKED_IN', 'LOCKED_OUT'] as const satisfies SiteRole[];

const id = z.union([z.string().min(1), z.number().int()]);
const amount = z.number().min(0);
// Long lists are read by readTravel, which names the first entry that is wrong.
const list = z.custom<readonly unknown[]>(Array.isArray, 'Invalid input: expected a list');

const shape = z.strictObject({
  model: z.enum(SOLVE_MODELS),
  p: z.number().int().min(0).optional(),
  budget: amount.optional(),
  /** A pair covers when its cost is at most this. */
  cutoff: amount.optional(),
  demand: z.array(z.strictObject({ id, weight: amount })).min(1),
  candidates: z
    .array(
      z.strictObject({
        id,
        cost: amount.optional(),
        capacity: amount.optional(),
        /** true = LOCKED_IN: it must open, within p and budget. */
        fixed: z.union([z.boolean(), z.enum(ROLES)]).optional(),
      }),
    )
    .min(1),
  /** [demand index, candidate index, cost]; pairs not listed are out of reach. */
  costs: list.optional(),
  /** A row for each demand point with the cost from every candidate, null = out of reach. */
  matrix: list.optional(),
});

/** A siting problem as a file holds it, shape and number ranges checked. */
export type SolveInput = z.infer<typeof shape>;

/** @throws PlanningError BAD_USER_INPUT that names the first field that is wrong. */
export function readSolveInput(value: unknown): SolveInput {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue.path as (string | number)[];
  const found = path.reduce<unknown>((part, key) => (part as Record<string | number, unknown>)?.[key], value);
  const where = path.reduce<string>(
    (text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${key}`),
    '',
  );
  const field = where.replace(/^\./, '') || 'The problem';
  throw faulty(faultOf(issue, field, found), `${field}: ${describe(issue, found)}.`);
}

function faultOf(issue: z.core.$ZodIssue, field: string, found: unknown): SolveFault {
  if (issue.code === 'unrecognized_keys') return 'UNKNOWN_FIELD';
  if (issue.code === 'too_small' && field === 'demand') return 'EMPTY_DEMAND';
  if (issue.code === 'too_small' && field === 'candidates') return 'NO_CANDIDATES';
  if (issue.code === 'too_small' && typeof found === 'number') return 'NEGATIVE_NUMBER';
  if (found === undefined) return 'MISSING_FIELD';
  if (issue.code === 'invalid_type' && issue.expected === 'number') return 'NOT_A_NUMBER';
  return 'MALFORMED';
}

function describe(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code === 'unrecognized_keys') return `unknown field ${issue.keys.join(', ')}`;
  if (found === undefined) return 'it is missing';
  if (issue.code === 'too_small')
    return typeof found === 'number' ? `expected 0 or more, got ${found}` : 'expected at least one, got none';
  const what = issue.message.replace(/^Invalid (input|option): /, '').replace(/, received .*/, '');
  return `${what}, got ${shorten(found)}`;
}

function shorten(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
