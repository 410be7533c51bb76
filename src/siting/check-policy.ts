import { badInput } from '../platform/errors/bad-input.js';
import { checkBudget, checkCount, isShare } from './check-amounts.js';
import { type KindLimit, MOST_PHASES, type SitingQuestion } from './siting-question.js';

/** Targets, floor and years of a question. @throws PlanningError BAD_USER_INPUT */
export function checkPolicy({
  model,
  targets,
  recordedTargets,
  equityFloor,
  phases,
  discount,
  fixedAheadYears,
}: SitingQuestion): void {
  if (model === 'POLICY' && targets.length === 0 && !recordedTargets && equityFloor === null)
    throw badInput('POLICY needs targets, recordedTargets or an equityFloor; without any it is MCLP.', {
      field: 'targets',
    });
  targets.forEach((target, at) => checkRow(target, `targets[${at}]`));
  if (equityFloor) checkRow(equityFloor, 'equityFloor');
  if (model === 'PHASED' && phases.length === 0)
    throw badInput('PHASED needs phases: what each year may add.', { field: 'phases' });
  if (phases.length > MOST_PHASES)
    throw badInput(`phases must be at most ${MOST_PHASES}, got ${phases.length}.`, { field: 'phases' });
  phases.forEach(({ year, count, budget, byKind }, at) => {
    const field = `phases[${at}]`;
    if (!(Number.isInteger(year) && year >= 1900 && year <= 2200))
      throw badInput(`${field}.year must be a year such as 2026, got ${year}.`, { field });
    if (at > 0 && year <= phases[at - 1].year)
      throw badInput(`${field}.year must be after ${phases[at - 1].year}, got ${year}.`, { field });
    if (byKind.length === 0 || count !== null || budget !== null)
      checkLimit({ count, budget }, `${field}`, year);
    byKind.forEach((limit, k) => checkLimit(limit, `${field}.byKind[${k}]`, year));
    const named = byKind.flatMap(({ kinds }) => kinds);
    const twice = named.find((kind, k) => named.indexOf(kind) !== k);
    if (twice) throw badInput(`${field}.byKind names ${twice} twice.`, { field });
  });
  if (!(discount > 0 && discount <= 1))
    throw badInput(`discount must be more than 0 and at most 1, got ${discount}.`, { field: 'discount' });
  if (!(Number.isInteger(fixedAheadYears) && fixedAheadYears >= 0 && fixedAheadYears <= MOST_PHASES))
    throw badInput(`fixedAheadYears must be 0 to ${MOST_PHASES}, got ${fixedAheadYears}.`, {
      field: 'fixedAheadYears',
    });
}

function checkLimit({ count, budget }: Omit<KindLimit, 'kinds'>, field: string, year: number): void {
  if (count === null && budget === null)
    throw badInput(`${field} (${year}) needs a count, a budget, or both.`, { field });
  // A year may add nothing.
  if (count !== 0) checkCount(count, `${field}.count`);
  checkBudget(budget, `${field}.budget`);
}

function checkRow(
  { levels, share }: { readonly levels: readonly string[]; readonly share: number },
  field: string,
): void {
  if (levels.length === 0) throw badInput(`${field}.levels must name at least one level.`, { field });
  if (!isShare(share)) throw badInput(`${field}.share must be a share from 0 to 1, got ${share}.`, { field });
}
