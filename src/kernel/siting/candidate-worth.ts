import { compensatedSum } from '../compensated-sum.js';
import { answerCapacitated } from './answer-capacitated.js';
import type { CapacitatedQuestion, PhasedQuestion, SitingModel } from './siting-model.js';
import type { SitingRun } from './siting-run.js';

/** Open sites (positions) and, in phased plans, the year each opens (0 = stands from the first). */
export interface OpenSites {
  readonly sites: readonly number[];
  readonly year?: ReadonlyMap<number, number>;
}

/** What one more site would add to others. */
export interface CandidateWorth {
  /**
   * In what the model counts: weight covered (MCLP, LSCP, COVERAGE_GOAL, POLICY; PHASED: discounted over the years),
   * covered in grades (GRADUAL), covered twice or weighed θ : 1 − θ (LSCP_B, BACKUP), served within capacities (CMCLP),
   * weighted travel saved (P_MEDIAN) or the farthest travel shortened (P_CENTER), both for those served without it.
   */
  readonly worth: number;
  /** Weight that none of the other sites reaches within the cutoff (GRADUAL: the far one; without one: at all). */
  readonly newlyCovered: number;
  /** Points of that weight (positions), ascending. */
  readonly demand: readonly number[];
}

/** What `candidate` adds to `others`, which must not contain it. @param year when it opens (phased plans) */
export async function candidateWorth(
  question: SitingModel,
  others: OpenSites,
  candidate: number,
  run: SitingRun,
  year = 0,
): Promise<CandidateWorth> {
  const { demandWeight } = question;
  const before = reachOf(question, others.sites);
  const own = ownReach(question, candidate);
  const demand = [...own.keys()].filter((point) => before.times[point] === 0).sort((a, b) => a - b);
  const newlyCovered = compensatedSum(demand.map((point) => demandWeight[point]));
  return { worth: await worthOf(question, others, candidate, run, before, own, year), newlyCovered, demand };
}

interface Reach {
  /** Per point how many sites reach it, and the travel cost of the nearest (Infinity = none). */
  readonly times: Int32Array;
  readonly least: Float64Array;
}

async function worthOf(
  question: SitingModel,
  others: OpenSites,
  candidate: number,
  run: SitingRun,
  { times, least }: Reach,
  own: ReadonlyMap<number, number>,
  year: number,
): Promise<number> {
  const { demandWeight } = question;
  const sum = (of: (point: number, cost: number) => number) =>
    compensatedSum(Array.from(own, ([point, cost]) => demandWeight[point] * of(point, cost)));
  switch (question.model) {
    case 'P_MEDIAN':
      return sum((point, cost) => (times[point] > 0 ? Math.max(0, least[point] - cost) : 0));
    case 'P_CENTER':
      return radiusSaved(demandWeight, least, own);
    case 'GRADUAL': {
      const { cutoff, farCutoff } = question;
      const level = (cost: number) => Math.min(1, Math.max(0, (farCutoff - cost) / (farCutoff - cutoff)));
      return sum((point, cost) => Math.max(0, level(cost) - level(least[point])));
    }
    case 'BACKUP':
    case 'LSCP_B': {
      const first = question.model === 'BACKUP' ? (question.firstShare ?? 0) : 0;
      return sum((point) => (times[point] === 0 ? first : times[point] === 1 ? 1 - first : 0));
    }
    case 'CMCLP': {
      const served = (sites: readonly number[]) => mostServed(question, sites, run);
      return (await served([...others.sites, candidate])) - (await served(others.sites));
    }
    case 'PHASED':
      return phasedWorth(question, others, own, year);
    default:
      return sum((point) => (times[point] === 0 ? 1 : 0));
  }
}

/** By how much the farthest travel of those served without it shrinks. */
function radiusSaved(weight: Float64Array, least: Float64Array, own: ReadonlyMap<number, number>): number {
  let before = 0;
  let after = 0;
  least.forEach((cost, point) => {
    if (weight[point] === 0 || cost === Infinity) return;
    before = Math.max(before, cost);
    after = Math.max(after, Math.min(cost, own.get(point) ?? Infinity));
  });
  return before - after;
}

function phasedWorth(
  question: PhasedQuestion,
  { sites, year: yearOf }: OpenSites,
  own: ReadonlyMap<number, number>,
  opens: number,
): number {
  const { demandWeight, phases, discount = 1 } = question;
  // Per point the first year another site covers it.
  const covered = new Int32Array(demandWeight.length).fill(phases.length);
  for (const site of sites)
    forEachReached(question, site, (point) => {
      covered[point] = Math.min(covered[point], yearOf?.get(site) ?? 0);
    });
  return compensatedSum(
    phases.flatMap(({ demandWeight: weight = demandWeight }, year) =>
      year < opens
        ? []
        : Array.from(own.keys(), (point) => (covered[point] > year ? discount ** year * weight[point] : 0)),
    ),
  );
}

/** Most demand these sites serve together, by optimal assignment. */
async function mostServed(
  question: CapacitatedQuestion,
  sites: readonly number[],
  run: SitingRun,
): Promise<number> {
  if (sites.length === 0) return 0;
  const none = { choosable: [], cost: new Float64Array(0), isNew: new Uint8Array(0), p: 0, budget: 0 };
  const settled = { ...none, standing: sites, conflicts: [] };
  const answered = await answerCapacitated(question, settled, run.silent());
  if ('conflicts' in answered || answered.found === null)
    throw new Error('An assignment to sites that stand was not found.');
  return answered.found.objective;
}

/** The points a candidate reaches within what the model counts as reach. */
export function forEachReached(
  question: SitingModel,
  candidate: number,
  visit: (point: number, cost: number) => void,
): void {
  const { offset, demand, cost } = question.travel;
  const limit =
    'farCutoff' in question ? question.farCutoff : 'cutoff' in question ? question.cutoff : Infinity;
  for (let at = offset[candidate]; at < offset[candidate + 1]; at++)
    if (cost[at] <= limit) visit(demand[at], cost[at]);
}

/** The points a candidate reaches, with their travel cost. */
export function ownReach(question: SitingModel, candidate: number): Map<number, number> {
  const reach = new Map<number, number>();
  forEachReached(question, candidate, (point, cost) => reach.set(point, cost));
  return reach;
}

function reachOf(question: SitingModel, sites: readonly number[]): Reach {
  const times = new Int32Array(question.demandWeight.length);
  const least = new Float64Array(question.demandWeight.length).fill(Infinity);
  for (const site of sites)
    forEachReached(question, site, (point, cost) => {
      times[point]++;
      least[point] = Math.min(least[point], cost);
    });
  return { times, least };
}
