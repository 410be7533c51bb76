import type { CandidateFacts, CandidateReason, CandidateReasonCode } from './candidate-explanation.js';
import type { SitingModel } from './siting-model.js';

/** Every reason that holds for a candidate, the most decisive first. */
export function reasonsAgainst(question: SitingModel, facts: CandidateFacts): readonly CandidateReason[] {
  const { role, isInPlan, alone, given, dominatedBy, candidate } = facts;
  const reasons: CandidateReason[] = [];
  const add = (code: CandidateReasonCode, message: string, more: Partial<CandidateReason> = {}) =>
    reasons.push({ code, message, ...more });
  if (isInPlan) {
    if (role === 'EXISTING' || role === 'CLOSABLE') add('STANDS', 'It stands and stays open.');
    else if (role === 'LOCKED_IN') add('LOCKED_IN', 'It is locked in.');
    else add('CHOSEN', 'The plan opens it.');
  }
  if (role === 'LOCKED_OUT') add('LOCKED_OUT', 'It is locked out.');
  const { offset } = question.travel;
  if (offset[candidate] === offset[candidate + 1])
    add('REACHES_NOBODY', 'No demand lies within its reach: it is off the network or too far from everyone.');
  if (!isInPlan) addDecision(question, facts, add);
  if (dominatedBy.length > 0) {
    const ids = dominatedBy.map(({ candidateId }) => candidateId);
    const shown = ids.slice(0, 5).join(', ') + (ids.length > 5 ? ` and ${ids.length - 5} more` : '');
    add('DOMINATED', `It does nothing that ${shown} cannot do as well, for no more.`, {
      candidates: dominatedBy.map((each) => each.candidate),
    });
  }
  const isIdle = ({ worth, newlyCovered }: { worth: number; newlyCovered: number }) =>
    worth <= 1e-9 && newlyCovered <= 1e-9;
  if (isIdle(alone)) add('ADDS_NOTHING_TO_WHAT_STANDS', 'It adds nothing to what stands today.');
  else if (isIdle(given)) add('ADDS_NOTHING_TO_PLAN', "It adds nothing to the plan's other sites.");
  return reasons;
}

type Add = (code: CandidateReasonCode, message: string, more?: Partial<CandidateReason>) => void;

/** What the best plan with the candidate says about it. */
function addDecision(
  { model }: SitingModel,
  { including, loss, extraSites }: CandidateFacts,
  add: Add,
): void {
  if (including === null) return;
  if (including.status === 'INFEASIBLE') {
    for (const conflict of including.conflicts) {
      if (conflict.code === 'LOCKED_BEYOND_P')
        add('NO_PLACE_LEFT', 'The sites that must open leave no place for it.', { conflicts: [conflict] });
      else if (conflict.code === 'LOCKED_BEYOND_BUDGET')
        add('OVER_BUDGET', 'The budget does not pay for it beside the sites that must open.', {
          conflicts: [conflict],
        });
    }
    const others = including.conflicts.filter(({ code }) => !code.startsWith('LOCKED_BEYOND'));
    if (others.length > 0)
      add('RULES_OUT', `With it open: ${others.map(({ message }) => message).join(' ')}`, {
        conflicts: others,
      });
    return;
  }
  if (!loss) return add('NOT_DECIDED', 'No plan with it was found in time.');
  if (model === 'LSCP_B' && extraSites !== null && extraSites > 0)
    return add('COSTS_OBJECTIVE', `Covering everything with it takes ${extraSites} more.`);
  const { least, most } = loss;
  const slack = 1e-9 * Math.max(1, Math.abs(most));
  if (least > slack) add('COSTS_OBJECTIVE', `The best plan with it is worse by ${span(least, most)}.`);
  else if (most < -slack)
    add('BETTER', `A plan with it is better by ${figure(-most)}: the plan was not proven.`);
  else if (most <= slack) add('AS_GOOD', 'A plan with it is as good; ties go to the smaller ids.');
  else add('NOT_DECIDED', `The best plan with it is worse by ${span(least, most)}.`);
}

function span(least: number, most: number): string {
  return most - least > 1e-9 * Math.max(1, Math.abs(most))
    ? `${figure(least)} to ${figure(most)}`
    : figure(most);
}

function figure(value: number): string {
  return String(Number(value.toPrecision(9)));
}
