import { compensatedSum } from '../compensated-sum.js';
import { tidyFigure } from './reported-figures.js';
import type { SitingModel } from './siting-model.js';
import { SiteTally, type PlanTerms } from './site-tally.js';

/**
 * The objective the open sites themselves achieve, whatever figure a solver ended with. Costs, travel and service
 * within capacities are exact already: they are sums over the sites and shares a search hands over.
 *
 * @param open all that is open, standing sites included
 * @param phaseOf year each new site opens; absent = stands from the first
 * @param solved the figure the solver ended with
 */
export function achievedObjective(
  question: SitingModel,
  open: readonly number[],
  phaseOf: ReadonlyMap<number, number>,
  solved: number,
  { sense, score, cutoff }: PlanTerms,
): number {
  const isAdded = sense === 'maximize' && (score.kind === 'BEST' || score.kind === 'COUNT');
  if (!isAdded) return solved;
  const tally = new SiteTally(question, score, cutoff);
  if (question.model !== 'PHASED') {
    for (const site of open) tally.add(site);
    return tidyFigure(tally.total(question.demandWeight));
  }
  const { phases, discount = 1, demandWeight } = question;
  const years = phases.map((phase, year) => {
    for (const site of open) if ((phaseOf.get(site) ?? 0) === year) tally.add(site);
    return discount ** year * tally.total(phase.demandWeight ?? demandWeight);
  });
  return tidyFigure(compensatedSum(years));
}
