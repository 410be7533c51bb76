import { invariant } from '../invariant.js';
import { amountText, baseAmount, claimText } from './claim-amount.js';
import { type ClaimRelation, isNumber, type RelationCheck } from './claim.js';
import { absolute, compare, subtract } from '../rational.js';
import { relationFinding } from './relation-finding.js';

/** A value against its target, as both are written. */
export function checkComparison(relation: ClaimRelation, kind: 'AT_LEAST' | 'AT_MOST'): RelationCheck {
  const { claim } = relation;
  const [target] = relation.terms;
  invariant(isNumber(claim) && isNumber(target), 'a comparison with a date');
  const difference = subtract(baseAmount(claim), baseAmount(target));
  const order = compare(difference, { numerator: 0n, denominator: 1n });
  const wanted = kind === 'AT_LEAST' ? '≥' : '≤';
  const [actual, bound] = [claimText(claim), claimText(target)];
  if (kind === 'AT_LEAST' ? order >= 0 : order <= 0)
    return { relation, outcome: 'HOLDS', arithmetic: `${actual} ${wanted} ${bound}`, findings: [] };
  const gap = amountText(absolute(difference), target.unit);
  const arithmetic = `${actual} ${order < 0 ? '<' : '>'} ${bound} (${order < 0 ? '-' : '+'}${gap})`;
  const expected = `${wanted} ${bound}`;
  const finding = relationFinding(relation, { code: 'TARGET_MISSED', arithmetic, expected, actual });
  return { relation, outcome: 'FAILS', arithmetic, findings: [finding] };
}
