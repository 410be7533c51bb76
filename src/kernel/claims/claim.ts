import type { ClaimUnit } from './claim-units.js';
import type { DateSpan } from './date-span.js';
import type { WrittenNumber } from './written-number.js';

/** One figure of a report: a number with its unit, or a date. Exactly one of `number` and `date` is there. */
export interface Claim {
  readonly key: string;
  readonly label: string;
  readonly unit: ClaimUnit;
  readonly number: WrittenNumber | null;
  readonly date: DateSpan | null;
  /** The value as entered, without its unit. */
  readonly written: string;
  /** What several claims speak of together; only within a subject are labels compared. */
  readonly subject: string | null;
  /** For whom a figure counts: 全市, 每县(区)… */
  readonly scope: string | null;
  readonly period: DateSpan | null;
}

/** A claim that is a number. */
export type NumberClaim = Claim & { readonly number: WrittenNumber };

export function isNumber(claim: Claim): claim is NumberClaim {
  return claim.number !== null;
}

/** What a relation says about its claim and its terms. */
export const CLAIM_RELATION_KINDS = [
  'SUM',
  'PRODUCT',
  'RATIO',
  'EQUAL',
  'AT_LEAST',
  'AT_MOST',
  'BEFORE',
  'SAME_NAME',
] as const;
export type ClaimRelationKind = (typeof CLAIM_RELATION_KINDS)[number];

/** `claim` is the sum of, product of, ratio of, equal to, at least, at most, before, or the same thing as `terms`. */
export interface ClaimRelation {
  readonly kind: ClaimRelationKind;
  readonly claim: Claim;
  readonly terms: readonly Claim[];
}

/**
 * HOLDS: with the figures as written, the result rounded as written. WITHIN_ROUNDING: only when the terms themselves are
 * rounded figures. TRUNCATED: only when the result was cut off instead of rounded. FAILS: in no such way.
 */
export type RelationOutcome = 'HOLDS' | 'WITHIN_ROUNDING' | 'TRUNCATED' | 'FAILS';

export type FindingSeverity = 'ERROR' | 'WARNING' | 'NOTE';

export type FindingCode =
  | 'SUM_MISMATCH'
  | 'PRODUCT_MISMATCH'
  | 'RATIO_MISMATCH'
  | 'VALUES_DIFFER'
  | 'UNIT_SLIP'
  | 'UNIT_MISMATCH'
  | 'UNIT_CONFUSION'
  | 'PART_EXCEEDS_TOTAL'
  | 'DIVISION_BY_ZERO'
  | 'TRUNCATED'
  | 'TARGET_MISSED'
  | 'DATES_OUT_OF_ORDER'
  | 'PERCENT_OUT_OF_RANGE'
  | 'NEGATIVE_COUNT'
  | 'FRACTIONAL_COUNT'
  | 'SCOPE_UNSTATED'
  | 'NAMES_DIFFER'
  | 'PERIODS_DIFFER'
  | 'DIFFERS_FROM_RECORD'
  | 'NOT_ON_RECORD';

/** What would put a finding right, as data: the doors word it. */
export type FindingHint =
  | { readonly kind: 'UNIT'; readonly key: string; readonly written: string; readonly unit: string }
  | { readonly kind: 'VALUES'; readonly values: readonly { readonly key: string; readonly text: string }[] }
  | { readonly kind: 'SCOPE'; readonly text: string };

/** One thing to look at. */
export interface ClaimFinding {
  readonly code: FindingCode;
  readonly severity: FindingSeverity;
  /** Index of the stated relation; null for what the checker found by itself. */
  readonly relation: number | null;
  /** Keys of the claims involved. */
  readonly claims: readonly string[];
  readonly expected: string | null;
  readonly actual: string;
  /** The calculation or comparison written out. */
  readonly arithmetic: string;
  readonly hints: readonly FindingHint[];
}

/** What became of one stated relation. */
export interface RelationCheck {
  readonly relation: ClaimRelation;
  readonly outcome: RelationOutcome;
  readonly arithmetic: string;
  readonly findings: readonly Omit<ClaimFinding, 'relation'>[];
}
