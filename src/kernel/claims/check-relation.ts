import { invariant } from '../invariant.js';
import {
  arithmeticText,
  type Calculation,
  type CalculationKind,
  expectedText,
  findUnitSlips,
  impliedFactors,
  outcomeOf,
  partsAboveTotal,
  type UnitSlip,
} from './check-amounts.js';
import { checkComparison } from './check-comparison.js';
import { checkDates } from './check-dates.js';
import { checkEqual, checkNames } from './check-same.js';
import { baseAmount, claimText } from './claim-amount.js';
import {
  type ClaimRelation,
  type FindingCode,
  type ClaimFinding,
  type RelationOutcome,
  isNumber,
  type RelationCheck,
} from './claim.js';
import { isEqual } from '../rational.js';
import { relationFinding } from './relation-finding.js';
import { isUnitProblem } from './unit-problem.js';

/** Checks one stated relation, exactly; every failure says what was expected, what came and the calculation. */
export function checkRelation(relation: ClaimRelation): RelationCheck {
  const { kind, claim, terms } = relation;
  if (isUnitProblem(kind, claim, terms)) return unitsDiffer(relation);
  switch (kind) {
    case 'SUM':
    case 'PRODUCT':
    case 'RATIO':
      return checkCalculation(relation, kind);
    case 'EQUAL':
      return checkEqual(relation);
    case 'AT_LEAST':
    case 'AT_MOST':
      return checkComparison(relation, kind);
    case 'BEFORE':
      return checkDates(relation);
    case 'SAME_NAME':
      return checkNames(relation);
  }
}

const MISMATCHES = {
  SUM: 'SUM_MISMATCH',
  PRODUCT: 'PRODUCT_MISMATCH',
  RATIO: 'RATIO_MISMATCH',
} as const satisfies Record<CalculationKind, FindingCode>;

function checkCalculation(relation: ClaimRelation, kind: CalculationKind): RelationCheck {
  const { claim, terms } = relation;
  invariant(isNumber(claim) && terms.every(isNumber), 'a calculation with a date');
  if (kind === 'RATIO' && baseAmount(terms[1]).numerator === 0n) return dividedByZero(relation);
  const calculation: Calculation = { kind, claim, terms };
  const outcome = outcomeOf(calculation);
  const arithmetic = arithmeticText(calculation, outcome);
  if (outcome === 'HOLDS' || outcome === 'WITHIN_ROUNDING')
    return { relation, outcome, arithmetic, findings: [] };
  const finding = relationFinding(relation, { arithmetic, ...explain(calculation, outcome) });
  return { relation, outcome, arithmetic, findings: [finding] };
}

/** Why a calculation does not hold, the most telling reason first. */
function explain(
  calculation: Calculation,
  outcome: RelationOutcome,
): Pick<ClaimFinding, 'code' | 'expected' | 'actual' | 'hints'> {
  const said = { expected: expectedText(calculation), actual: claimText(calculation.claim), hints: [] };
  if (outcome === 'TRUNCATED') return { code: 'TRUNCATED', ...said };
  const slips = findUnitSlips(calculation);
  if (slips.length > 0) return { code: 'UNIT_SLIP', ...slipTexts(slips) };
  if (partsAboveTotal(calculation).length > 0) return { code: 'PART_EXCEEDS_TOTAL', ...said };
  const values = calculation.kind === 'PRODUCT' ? impliedFactors(calculation) : [];
  const hints = values.length > 0 ? [{ kind: 'VALUES' as const, values }] : [];
  return { code: MISMATCHES[calculation.kind], ...said, hints };
}

function slipTexts(slips: readonly UnitSlip[]): Pick<ClaimFinding, 'expected' | 'actual' | 'hints'> {
  const [{ claim, unit }] = slips;
  return {
    expected: claimText({ ...claim, unit }),
    actual: claimText(claim),
    hints: slips.map((slip) => {
      return { kind: 'UNIT', key: slip.claim.key, written: claimText(slip.claim), unit: slip.unit.word };
    }),
  };
}

function dividedByZero(relation: ClaimRelation): RelationCheck {
  const { claim, terms } = relation;
  const arithmetic = `${terms.map(claimText).join(' ÷ ')} = ?`;
  const actual = claimText(claim);
  const finding = relationFinding(relation, { code: 'DIVISION_BY_ZERO', arithmetic, expected: null, actual });
  return { relation, outcome: 'FAILS', arithmetic, findings: [finding] };
}

/** 2400 名 said to be 2400 人次 is one figure in two units; all else cannot be compared at all. */
function unitsDiffer(relation: ClaimRelation): RelationCheck {
  const { kind, claim, terms } = relation;
  const dimensions = new Set([claim, ...terms].map(({ unit }) => unit.dimension));
  const isPeopleOnly = [...dimensions].every((one) => one === 'PEOPLE' || one === 'PERSON_TIMES');
  const isSameFigure = terms.every(
    (term) => isNumber(claim) && isNumber(term) && isEqual(baseAmount(term), baseAmount(claim)),
  );
  const code = kind === 'EQUAL' && isPeopleOnly && isSameFigure ? 'UNIT_CONFUSION' : 'UNIT_MISMATCH';
  const arithmetic = [claim, ...terms].map(claimText).join(' ; ');
  const expected = null;
  const finding = relationFinding(relation, { code, arithmetic, expected, actual: arithmetic });
  return { relation, outcome: 'FAILS', arithmetic, findings: [finding] };
}
