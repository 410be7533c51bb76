import { compensatedSum } from '../compensated-sum.js';
import type { Answer } from './answered.js';
import { coverGround } from './cover-ground.js';
import { demandClasses, type DemandClass } from './demand-classes.js';
import { objectiveStep } from './objective-step.js';
import type { ServedShare } from './siting-answer.js';
import { SiteProgram, solveProgram } from './site-program.js';
import type { CapacitatedQuestion } from './siting-model.js';
import type { SettledSites } from './settled-sites.js';
import type { SitingRun } from './siting-run.js';

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
  const program = new CapacitatedProgram('maximize', settled);
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
  const given = firstServing(classes, flows, settled, capacityOf);
  const search = await solveProgram(program, run, objectiveStep(numbers), { given });
  const best = search.status === 'found' ? await serveFully(program, search, run) : null;
  const served = new Map<number, number>();
  const terms = {
    sense: 'maximize' as const,
    score: { kind: 'GIVEN' as const, of: (site: number) => served.get(site) ?? 0 },
    cutoff,
  };
  if (search.status !== 'found') return { found: null, isProven: false, terms };
  const shares = shareOut(classes, flows, best ?? search.values, all.choosable, demandWeight);
  for (const { candidate, weight } of shares) served.set(candidate, (served.get(candidate) ?? 0) + weight);
  const objective = compensatedSum(shares.map(({ weight }) => weight));
  const open = search.open.map((at) => choosable[at]);
  return { found: { open, objective, bound: search.bound, shares }, isProven: search.isProven, terms };
};

/** Who is served where does not follow from the sites alone. */
class CapacitatedProgram extends SiteProgram {
  override openingMoves() {
    return { moves: [], groupOf: [] };
  }
}

/** With the sites of a plan open, the assignment that serves most; null when it could not be had. */
async function serveFully(
  program: SiteProgram,
  { open }: { readonly open: readonly number[] },
  run: SitingRun,
): Promise<Float64Array | null> {
  const built = program.build();
  const session = await run.lp.open(built, run.signal);
  try {
    const state = Float64Array.from({ length: program.switches }, (_, at) => (open.includes(at) ? 1 : 0));
    const outcome = await session.solve({ lower: state, upper: state });
    return outcome.status === 'optimal' ? outcome.values : null;
  } finally {
    await session.close();
  }
}

/** A first plan: what stands serves first, then again and again the site that can serve most of the rest opens. */
function firstServing(
  classes: readonly DemandClass[],
  flows: readonly (readonly number[])[],
  { choosable, standing, cost, p, budget }: SettledSites,
  capacityOf: (at: number) => number,
): { readonly values: Float64Array; readonly objective: number } {
  const left = classes.map(({ weight }) => weight);
  const inReach: [number, number][][] = Array.from({ length: choosable.length + standing.length }, () => []);
  classes.forEach(({ sites }, k) => sites.forEach((site, rank) => inReach[site].push([k, flows[k][rank]])));
  const values = new Float64Array(flows.flat().reduce((most, v) => Math.max(most, v + 1), choosable.length));
  let objective = 0;
  const serve = (site: number) => {
    let room = capacityOf(site);
    for (const [k, variable] of inReach[site]) {
      const part = Math.min(room, left[k]);
      values[variable] = part;
      objective += part;
      room -= part;
      left[k] -= part;
    }
  };
  standing.forEach((_, at) => serve(choosable.length + at));
  let money = budget;
  for (let opened = 0; opened < p; opened++) {
    let best = -1;
    let most = 0;
    for (let site = 0; site < choosable.length; site++) {
      if (values[site] > 0 || cost[site] > money) continue;
      const possible = Math.min(
        capacityOf(site),
        inReach[site].reduce((sum, [k]) => sum + left[k], 0),
      );
      if (possible > most) [best, most] = [site, possible];
    }
    if (best < 0) break;
    values[best] = 1;
    money -= cost[best];
    serve(best);
  }
  return { values, objective };
}

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
