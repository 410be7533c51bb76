import type { FieldProblem } from '../platform/fields/feature.js';
import { today } from '../platform/today.js';

/** What is wrong with a day on which something happened: it has come. */
export function pastDayProblems(field: string, day: string | null): FieldProblem[] {
  if (day === null || day <= today()) return [];
  return [{ code: 'BAD_VALUE', field, value: day, expected: '不晚于今天 (not after today)' }];
}

/** What is wrong with a day since when something holds that another field says. */
export function dayProblems(field: string, day: string | null, of: string, isSaid: boolean): FieldProblem[] {
  if (day === null || isSaid) return pastDayProblems(field, day);
  return [{ code: 'MISSING_FIELD', field: of }];
}
