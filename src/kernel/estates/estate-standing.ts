import { type AllocationRule, type AllocationRules, type EstateClass } from './allocation-rule.js';
import { type EstateFinding, finding } from './estate-finding.js';
import { SYNC_STEPS, type LedgerEstate, type Milestones } from './estate-ledger.js';

/** What an estate is to the rules; `rule` is null where none can be named. */
export interface EstateStanding {
  readonly estateClass: EstateClass | null;
  readonly rule: AllocationRule | null;
  readonly findings: readonly EstateFinding[];
}

/**
 * New or existing, and the rule that applies: an estate is NEW when its land was granted while a rule for new estates
 * held, and that rule of the day of the grant applies to it; else it is EXISTING and the rule of `asOf` applies. What
 * the register declares decides where dates cannot.
 */
export function standingOf(estate: LedgerEstate, rules: AllocationRules, asOf: string): EstateStanding {
  const { chain, grantedOn, declaredClass } = estate;
  const derived = grantedOn === null ? null : classByGrant(estate, rules, grantedOn);
  const estateClass = derived ?? declaredClass;
  const facts = { grantedOn, declaredClass };
  if (estateClass === null) {
    const starts = rules.startsForNew(chain).flat();
    const unclear = starts.filter(({ from }) => from === null).map(({ ruleId }) => ruleId);
    const rulesWithoutStart = unclear.length > 0 ? unclear.join(' ') : null;
    const why = finding('CLASS_UNKNOWN', '', { ...facts, rulesWithoutStart }, unclear);
    return { estateClass, rule: null, findings: [why] };
  }
  if (declaredClass !== null && declaredClass !== estateClass)
    return { estateClass, rule: null, findings: [finding('CLASS_CONTRADICTS_DATES', '', facts)] };
  if (estateClass === 'NEW' && grantedOn === null)
    return {
      ...{ estateClass, rule: null },
      findings: [finding('CLASS_UNKNOWN', '', { ...facts, rulesWithoutStart: null })],
    };
  const date = estateClass === 'NEW' ? grantedOn! : asOf;
  const answer = rules.ruleOn(chain, estateClass, date);
  switch (answer.status) {
    case 'FOUND':
      return { estateClass, rule: answer.rule, findings: [] };
    case 'MISSING':
      return { estateClass, rule: null, findings: [finding('RULE_MISSING', '', { estateClass, date })] };
    case 'OVERLAP': {
      const ids = answer.rules.map(({ id }) => id);
      return {
        estateClass,
        rule: null,
        findings: [finding('RULES_OVERLAP', '', { estateClass, date }, ids)],
      };
    }
  }
}

/**
 * By the deepest division that can tell: whose rule for new estates held by the day of the grant. Null where one that
 * would come first does not say since when it holds: then only the register can tell.
 */
function classByGrant(
  { chain }: LedgerEstate,
  rules: AllocationRules,
  grantedOn: string,
): EstateClass | null {
  for (const starts of rules.startsForNew(chain)) {
    if (starts.some(({ from }) => from !== null && from <= grantedOn)) return 'NEW';
    if (starts.some(({ from }) => from === null)) return null;
  }
  return 'EXISTING';
}

/** Steps whose dates run backwards: of housing (`grantedOn` first) or of a room. */
export function datesOutOfOrder(steps: Milestones, grantedOn: string | null, about: string): EstateFinding[] {
  let earlierStep = 'GRANTED';
  let earlierStepOn = grantedOn;
  for (const laterStep of SYNC_STEPS) {
    const laterStepOn = steps[laterStep];
    if (laterStepOn === null) continue;
    if (earlierStepOn !== null && laterStepOn < earlierStepOn) {
      const facts = { earlierStep, earlierStepOn, laterStep, laterStepOn };
      return [finding('DATES_OUT_OF_ORDER', about, facts)];
    }
    [earlierStep, earlierStepOn] = [laterStep, laterStepOn];
  }
  return [];
}
