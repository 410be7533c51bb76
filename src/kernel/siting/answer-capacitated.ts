import { compensatedSum } from '../compensated-sum.js';
import type { Answer } from './answered.js';
import { coverGround } from './cover-ground.js';
import { demandClasses, type DemandClass } from './demand-classes.js';
import { objectiveStep } from './objective-step.js';
import type { ServedShare } from './siting-answer.js';
import { SiteProgram, solveProgram } from './site-program.js';
import type { CapacitatedQuestion } from './siting-model.js';
import type { SettledSites } from './settled-sites.js';

/**
 * Most demand served within the sites' capacities (Current & Storbeck 1988). The assignment is part of the optimum,
 * so no order of facilities matters; a point may be shared out between sites.
 */
export const answerCapacitated: Answer<CapacitatedQuestion> = async (question, settled, run) => {
  const { demandWeight, candidateCapacity, cutoff } = question;
  const { standing, choosable } = settled;
  // Standing sites take part in the assignment: they come after the choosable ones, always open.
  const all: SettledSites = { ...settled, standing: [], choosable: [...choosable, ...standing] };
  const { rows } = coverGround(question, all, cutoff);
  const classes = demandClasses(demandWeight, rows).filter(({ weight }) => weight > 0);
  const program = new SiteProgram('maximize', settled);
  const capacityOf = (at: number) => candidateCapacity[all.choosable[at]];
  const load: { variable: number }[][] = all.choosable.map(() => []);
  const flows = classes.map(({ weight, sites }) => {
    const variables = Array.from(sites, (site) => {
      const most = Math.min(weight, capacityOf(site));
      const served = program.addVariable({ objective: 1, upper: most });
      load[site].push({ variable: served });
      if (site < choosable.length) {
        program.addRow(-Infinity, 0);
        program.addTerm(served, 1);
        program.addTerm(site, -most);
      }
      return served;
    });
    program.addRow(-Infinity, weight);
    for (const variable of variables) program.addTerm(variable, 1);
    return variables;
  });
  load.forEach((served, site) => {
    const isChoosable = site < choosable.length;
    if (served.length === 0) return;
    program.addRow(-Infinity, isChoosable ? 0 : capacityOf(site));
    for (const { variable } of served) program.addTerm(variable, 1);
    if (isChoosable) program.addTerm(site, -capacityOf(site));
  });
  const numbers = Float64Array.from([
    ...demandWeight,
    ...all.choosable.map((site) => candidateCapacity[site]),
  ]);
  const search = await solveProgram(program, run, objectiveStep(numbers));
  const served = new Map<number, number>();
  const terms = {
    sense: 'maximize' as const,
    score: { kind: 'GIVEN' as const, of: (site: number) => served.get(site) ?? 0 },
    cutoff,
  };
  if (search.status !== 'found') return { found: null, isProven: false, terms };
  const shares = shareOut(classes, flows, search.values, all.choosable, demandWeight);
  for (const { candidate, weight } of shares) served.set(candidate, (served.get(candidate) ?? 0) + weight);
  const objective = compensatedSum(shares.map(({ weight }) => weight));
  const open = search.open.map((at) => choosable[at]);
  return { found: { open, objective, bound: search.bound, shares }, isProven: search.isProven, terms };
};

/** Hands what each class sends to a site to its points, one after the other. */
function shareOut(
  classes: readonly DemandClass[],
  flows: readonly (readonly number[])[],
  values: Float64Array,
  sites: readonly number[],
  demandWeight: Float64Array,
): ServedShare[] {
  const shares: ServedShare[] = [];
  classes.forEach(({ points, sites: ranks }, k) => {
    let at = 0;
    let left = demandWeight[points[0]];
    flows[k].forEach((variable, rank) => {
      let flow = tidy(values[variable]);
      while (flow > 0 && at < points.length) {
        const weight = Math.min(flow, left);
        if (weight > 0) shares.push({ demand: points[at], candidate: sites[ranks[rank]], weight });
        flow -= weight;
        left -= weight;
        if (left > 1e-9) break;
        at++;
        left = at < points.length ? demandWeight[points[at]] : 0;
      }
    });
  });
  return shares;
}

/** Whole numbers come back from the simplex with a last digit off. */
function tidy(flow: number): number {
  const whole = Math.round(flow);
  return Math.abs(flow - whole) < 1e-7 ? whole : Math.max(0, flow);
}
