import type {
  Claim,
  ClaimFinding,
  ClaimRelation,
  FindingCode,
  FindingHint,
  FindingSeverity,
} from './claim.js';

/** How grave a finding is where somebody stated the relation it breaks. */
const SEVERITIES: Readonly<Record<FindingCode, FindingSeverity>> = {
  SUM_MISMATCH: 'ERROR',
  PRODUCT_MISMATCH: 'ERROR',
  RATIO_MISMATCH: 'ERROR',
  VALUES_DIFFER: 'ERROR',
  UNIT_SLIP: 'ERROR',
  UNIT_MISMATCH: 'ERROR',
  UNIT_CONFUSION: 'WARNING',
  PART_EXCEEDS_TOTAL: 'ERROR',
  DIVISION_BY_ZERO: 'ERROR',
  TRUNCATED: 'NOTE',
  TARGET_MISSED: 'WARNING',
  DATES_OUT_OF_ORDER: 'WARNING',
  PERCENT_OUT_OF_RANGE: 'WARNING',
  NEGATIVE_COUNT: 'ERROR',
  FRACTIONAL_COUNT: 'WARNING',
  SCOPE_UNSTATED: 'WARNING',
  NAMES_DIFFER: 'WARNING',
  PERIODS_DIFFER: 'NOTE',
  DIFFERS_FROM_RECORD: 'ERROR',
  NOT_ON_RECORD: 'NOTE',
};

type FindingTexts = Pick<ClaimFinding, 'expected' | 'actual' | 'arithmetic'> & {
  readonly hints?: readonly FindingHint[];
};

/** A finding about a relation and all its claims. */
export function relationFinding(
  { claim, terms }: ClaimRelation,
  { code, ...said }: FindingTexts & { readonly code: FindingCode },
): Omit<ClaimFinding, 'relation'> {
  return {
    code,
    severity: SEVERITIES[code],
    claims: [claim, ...terms].map(({ key }) => key),
    expected: said.expected,
    actual: said.actual,
    arithmetic: said.arithmetic,
    hints: said.hints ?? [],
  };
}

/** A finding nobody asked for: one grade milder than an error, for the checker guesses what belongs together. */
export function foundFinding(code: FindingCode, claims: readonly Claim[], said: FindingTexts): ClaimFinding {
  const severity = SEVERITIES[code];
  return {
    code,
    severity: severity === 'ERROR' && claims.length > 1 ? 'WARNING' : severity,
    relation: null,
    claims: claims.map(({ key }) => key),
    expected: said.expected,
    actual: said.actual,
    arithmetic: said.arithmetic,
    hints: said.hints ?? [],
  };
}
