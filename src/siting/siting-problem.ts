import { createHash } from 'node:crypto';
import type { CoverageView } from '../coverage/index.js';
import { boxAround } from '../platform/graphql/apply-spatial-filter.js';
import { Turns } from '../platform/compute/in-turns.js';
import { DEFAULT_SNAP_LIMIT_METERS } from '../kernel/network/index.js';
import type { MclpProblem } from '../kernel/siting/mclp-problem.js';
import type { Box, Candidate } from './candidate-source.js';
import type { SitingQuestion } from './siting-question.js';

/** A question turned into arrays, with the way back to places and people. */
export interface SitingProblem {
  readonly mclp: MclpProblem;
  /** Candidates of the problem, in its order. */
  readonly candidates: readonly Candidate[];
  /** Demand points of the problem, as positions in the ground. */
  readonly points: Int32Array;
  readonly candidatesWithoutWalkway: number;
  readonly candidatesWithoutCost: number;
  /** SHA-256 of everything the solver is told, and of the settings; equal hashes mean the same problem. */
  readonly dataHash: string;
}

/**
 * The box candidates can lie in: around the demand points, as wide as the walk. null without points.
 * One walks in a straight line at best, so nothing outside reaches a point inside.
 */
export function candidateBox(view: CoverageView, points: Int32Array): Box | null {
  const { lon, lat } = view.ground.demand;
  if (points.length === 0) return null;
  const reachMeters = view.limit.limitCentimeters / 100 + DEFAULT_SNAP_LIMIT_METERS;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const point of points) {
    west = Math.min(west, lon[point]);
    east = Math.max(east, lon[point]);
    south = Math.min(south, lat[point]);
    north = Math.max(north, lat[point]);
  }
  const low = boxAround(west, south, reachMeters);
  const high = boxAround(east, north, reachMeters);
  return [Math.min(low[0], high[0]), low[1], Math.max(low[2], high[2]), high[3]];
}

/**
 * Poses the problem (METHODS E6): demand of the division only, what an operating facility covers taken as covered,
 * candidates that stand in the division or cover some of its demand. Candidates no walkway is near are left out, and
 * with a budget those without a cost; both are counted.
 */
export async function poseSiting(
  view: CoverageView,
  division: number,
  points: Int32Array,
  pool: readonly Candidate[],
  question: SitingQuestion,
  signal?: AbortSignal,
): Promise<SitingProblem> {
  const { network, demandSnaps } = view.field;
  const { tree, demand } = view.ground;
  const turns = new Turns();
  const snaps = await network.place(
    { lon: pool.map(({ lon }) => lon), lat: pool.map(({ lat }) => lat) },
    signal,
  );
  const lists = await network.coverLists(
    snaps,
    demandSnaps.subset(points),
    view.limit.limitCentimeters,
    signal,
  );
  await turns.next();
  const isUsable = (candidate: Candidate, index: number): boolean => {
    const unit = tree.numberOf(candidate.divisionCode);
    const isNear = lists[index].length > 0 || (unit >= 0 && tree.isWithin(unit, division));
    return snaps.has(index) && isNear && (question.budget === null || candidate.cost !== null);
  };
  const kept = pool.map((_, index) => index).filter((index) => isUsable(pool[index], index));
  const offset = new Int32Array(kept.length + 1);
  kept.forEach((index, at) => (offset[at + 1] = offset[at] + lists[index].length));
  const covered = new Int32Array(offset[kept.length]);
  kept.forEach((index, at) => covered.set(lists[index], offset[at]));
  const candidates = kept.map((index) => pool[index]);
  const mclp: MclpProblem = {
    demandIds: Array.from(points, (point) => demand.ids[point]),
    demandWeight: Float64Array.from(points, (point) => demand.people[question.cohort][point]),
    alreadyCovered: Uint8Array.from(points, (point) => (view.isCovered(point) ? 1 : 0)),
    candidateIds: candidates.map(({ id }) => id),
    candidateCost: question.budget === null ? undefined : Float64Array.from(candidates, ({ cost }) => cost!),
    covers: { offset, demand: covered },
    p: question.count ?? undefined,
    budget: question.budget ?? undefined,
  };
  await turns.next();
  return {
    mclp,
    candidates,
    points,
    candidatesWithoutWalkway: snaps.missing,
    candidatesWithoutCost: question.budget === null ? 0 : pool.filter(({ cost }) => cost === null).length,
    dataHash: hashProblem(mclp, question),
  };
}

function hashProblem(mclp: MclpProblem, question: SitingQuestion): string {
  const { divisionCode, service, asOf, cohort, count, budget, candidateSource, candidateKinds, limit } =
    question;
  const settings = {
    divisionCode,
    service,
    asOf,
    cohort,
    count,
    budget,
    candidateSource,
    candidateKinds,
    limit,
  };
  const { demandIds, candidateIds, covers } = mclp;
  const hash = createHash('sha256').update(JSON.stringify({ settings, demandIds, candidateIds }));
  const arrays = [mclp.demandWeight, mclp.alreadyCovered, mclp.candidateCost, covers.offset, covers.demand];
  for (const array of arrays) {
    hash.update('|');
    if (array) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
  return hash.digest('hex');
}
