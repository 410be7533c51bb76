import { PlanningError } from '../platform/errors/planning-error.js';
import type { AllocationRuleTerms } from './allocation-rule.record.js';

/**
 * Rules that hold together with others of the same jurisdiction and class: the audit then names none of them, and keeps
 * the estates of those days apart.
 * @param all every rule that counts, the entered ones among them
 * @returns place in the list of entered rules → what is to be said of it
 */
export function overlappingRules(
  entered: ReadonlyMap<number, AllocationRuleTerms>,
  all: readonly AllocationRuleTerms[],
): Map<number, PlanningError> {
  const told = new Map<number, PlanningError>();
  for (const [place, rule] of entered) {
    const others = all.filter((other) => other.id !== rule.id && holdTogether(rule, other));
    if (others.length > 0) told.set(place, overlap(rule, others));
  }
  return told;
}

function holdTogether(a: AllocationRuleTerms, b: AllocationRuleTerms): boolean {
  if (a.jurisdictionCode !== b.jurisdictionCode || a.estateClass !== b.estateClass) return false;
  const { from, to } = commonDays(a, b);
  return from <= to;
}

const [FIRST, LAST] = ['', '9999-12-31'];

/** First and last day on which both hold. */
function commonDays(...rules: AllocationRuleTerms[]): { from: string; to: string } {
  const from = rules.map(({ validFrom }) => validFrom ?? FIRST).sort();
  const to = rules.map(({ validTo }) => validTo ?? LAST).sort();
  return { from: from[from.length - 1], to: to[0] };
}

function overlap(rule: AllocationRuleTerms, others: readonly AllocationRuleTerms[]): PlanningError {
  const days = others.map((other) => commonDays(rule, other));
  const from = days.map((each) => each.from).sort()[0] || '…';
  const last = days.map((each) => each.to).sort()[days.length - 1];
  const to = last === LAST ? '…' : last;
  const overlapsWith = others.map(({ id }) => id).sort();
  return new PlanningError(
    'CONFLICT',
    `id: ${rule.id} holds together with ${overlapsWith.join(', ')} from ${from} to ${to}; estates of these days are kept apart by the audit.`,
    { field: 'id', issueCode: 'RULES_OVERLAP', overlapsWith },
  );
}
