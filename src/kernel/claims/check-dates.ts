import { invariant } from '../invariant.js';
import type { ClaimRelation, RelationCheck } from './claim.js';
import type { DateSpan } from './date-span.js';
import { relationFinding } from './relation-finding.js';

/**
 * A date against the one it must not be later than: done 2024-08-07 is 38 days after the last day of 2024-06. A date
 * that may lie on either side at the precision written is not held against anybody.
 */
export function checkDates(relation: ClaimRelation): RelationCheck {
  const { claim, terms } = relation;
  const [earlier, later] = [claim.date, terms[0].date];
  invariant(earlier && later, 'an order of dates with a number');
  const arithmetic = dateOrderText(earlier, later);
  if (earlier.firstDay <= later.lastDay) {
    const outcome = earlier.lastDay <= later.lastDay ? 'HOLDS' : 'WITHIN_ROUNDING';
    return { relation, outcome, arithmetic, findings: [] };
  }
  const said = { expected: `≤ ${later.text}`, actual: earlier.text, arithmetic };
  const finding = relationFinding(relation, { code: 'DATES_OUT_OF_ORDER', ...said });
  return { relation, outcome: 'FAILS', arithmetic, findings: [finding] };
}

/** "2024-08-07 > 2024-06 (+38 天 days)" */
export function dateOrderText(earlier: DateSpan, later: DateSpan): string {
  const daysLate = earlier.firstDay - later.lastDay;
  if (daysLate > 0) return `${earlier.text} > ${later.text} (+${daysLate} 天 days)`;
  return `${earlier.text} ${earlier.lastDay <= later.lastDay ? '≤' : '≲'} ${later.text}`;
}
