import { addsUp, type ExactText } from './exact-sum.js';

interface Exact {
  readonly exact: ExactText;
  readonly value: number;
}

/** Sums over estates, as the API gives them. */
export interface AuditTotals {
  readonly estates: number;
  readonly counted: number;
  readonly keptApart: number;
  readonly ruleMissing: number;
  readonly inDeficit: number;
  readonly inBreach: number;
  readonly households: number;
  readonly requiredSquareMeters: Exact;
  readonly providedSquareMeters: Exact;
  readonly pooledSquareMeters: Exact;
  readonly deficitSquareMeters: Exact;
}

/** Sums of a level: its units, and what lies in none of them. */
export interface LevelTotals<Level extends string = string> {
  readonly level: Level;
  readonly units: number;
  readonly within: AuditTotals;
  readonly elsewhere: AuditTotals;
}

const COUNTS = [
  'estates',
  'counted',
  'keptApart',
  'ruleMissing',
  'inDeficit',
  'inBreach',
  'households',
] as const;
/** What pools give and take crosses units, so it is not a sum of parts. */
const AREAS = ['requiredSquareMeters', 'providedSquareMeters', 'deficitSquareMeters'] as const;

/** Figures in which parts do not add up to the total, to the last digit; none when all is well. */
export function sumFaults(parts: readonly AuditTotals[], total: AuditTotals): string[] {
  return [
    ...COUNTS.filter((field) => parts.reduce((sum, part) => sum + part[field], 0) !== total[field]),
    ...AREAS.filter(
      (field) =>
        !addsUp(
          parts.map((part) => part[field].exact),
          total[field].exact,
        ),
    ),
  ];
}

/** Whether estates lie in no unit of a level, so that the level needs a row for them. */
export function hasElsewhere({ elsewhere }: LevelTotals): boolean {
  return elsewhere.estates > 0;
}
