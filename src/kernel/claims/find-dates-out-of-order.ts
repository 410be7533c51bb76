import type { Claim, ClaimFinding } from './claim.js';
import { dateOrderText } from './check-dates.js';
import type { DateSpan } from './date-span.js';
import { claimsBySubject } from './find-in-subjects.js';
import { foundFinding } from './relation-finding.js';

type DatedClaim = Claim & { readonly date: DateSpan };

type DateRole = 'START' | 'DONE' | 'DUE';

/** Read in this order: 完成时限 is a due date though it speaks of completion. */
const ROLES: readonly (readonly [DateRole, RegExp])[] = [
  ['DUE', /期限|时限|限期|截止|应于|应完成|到期|due|deadline/i],
  ['START', /开始|启动|起始|start|begin/i],
  ['DONE', /完成|报告|落款|验收|实际|结束|终止|done|dated|report|end/i],
];

/** Each first role comes before the second. */
const ORDER: readonly (readonly [DateRole, DateRole])[] = [
  ['DONE', 'DUE'],
  ['START', 'DONE'],
  ['START', 'DUE'],
];

/**
 * Dates whose labels say which comes first, but whose days do not. Compared within a subject; without a subject only
 * where the whole set has one due date and one done date.
 */
export function findDatesOutOfOrder(claims: readonly Claim[]): ClaimFinding[] {
  const loose = claims.filter((claim) => claim.subject === null && roleOf(claim) !== null);
  const isOneMatter = new Set(loose.map(roleOf)).size === loose.length;
  return [...claimsBySubject(claims), ...(isOneMatter ? [loose] : [])].flatMap(outOfOrder);
}

function outOfOrder(claims: readonly Claim[]): ClaimFinding[] {
  const dated = claims.filter((claim): claim is DatedClaim => claim.date !== null);
  const inRole = (role: DateRole): DatedClaim[] => dated.filter((claim) => roleOf(claim) === role);
  return ORDER.flatMap(([before, after]) => {
    const bounds = inRole(after);
    if (bounds.length === 0) return [];
    const later = bounds.reduce((a, b) => (b.date.lastDay < a.date.lastDay ? b : a));
    return inRole(before)
      .filter((earlier) => earlier.date.firstDay > later.date.lastDay)
      .map((earlier) =>
        foundFinding('DATES_OUT_OF_ORDER', [earlier, later], {
          expected: `≤ ${later.date.text}`,
          actual: earlier.date.text,
          arithmetic: dateOrderText(earlier.date, later.date),
        }),
      );
  });
}

function roleOf({ date, label }: Claim): DateRole | null {
  return date === null ? null : (ROLES.find(([, words]) => words.test(label))?.[0] ?? null);
}
