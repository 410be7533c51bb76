import { ExactNumber } from '../estate-audit/index.js';
import type { RemedyPlan } from './remedy-plan.type.js';

/** A plan as plain data, as the API would give it: exact figures as `exact` and `value`. */
export function remedyReport(plan: RemedyPlan): unknown {
  return plain(plan);
}

function plain(value: unknown): unknown {
  if (value instanceof ExactNumber) return { exact: value.exact, value: value.value };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, nested]) => [name, plain(nested)]));
}
