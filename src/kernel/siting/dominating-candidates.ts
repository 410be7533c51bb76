import { forEachReached } from './candidate-worth.js';
import { costOf, roleOf } from './settled-sites.js';
import type { SitingModel } from './siting-model.js';

/** A candidate that makes another needless. */
export interface Dominator {
  /** Position among the candidates. */
  readonly candidate: number;
  readonly candidateId: string;
  /** They dominate each other: nothing but the order of their ids decides between them. */
  readonly isEqual: boolean;
}

/**
 * The candidates that dominate one: wherever it is open and they are not, exchanging it for them is never worse. That
 * is, they may open, cost no more where money counts, and for all demand that what stands leaves to be won
 * - reach it as well (cover models), with as much room (CMCLP: capacity), held to no further limits (PHASED: groups, not
 *   settled for a year), as near (P_MEDIAN, P_CENTER,
 *   GRADUAL: every point ranks them no farther),
 * - and count for every unit of a target it counts for that has no standing site (POLICY).
 * A candidate that wins nothing at all has no dominators: it needs none. Ascending by id.
 */
export function dominatingCandidates(question: SitingModel, candidate: number): readonly Dominator[] {
  const needs = needsOf(question, candidate);
  if (needs.points === 0 && needs.units.length === 0) return [];
  const { candidateIds } = question;
  return Array.from(candidateIds.keys())
    .filter((other) => other !== candidate && mayReplace(question, other, candidate))
    .filter((other) => replaces(question, other, needs))
    .map((other) => ({
      candidate: other,
      candidateId: candidateIds[other],
      isEqual:
        mayReplace(question, candidate, other) && replaces(question, candidate, needsOf(question, other)),
    }))
    .sort((a, b) => (a.candidateId < b.candidateId ? -1 : 1));
}

/** Whether role, cost and capacity let `other` take the place of `candidate`. */
function mayReplace(question: SitingModel, other: number, candidate: number): boolean {
  const role = roleOf(question, other);
  const standsAnyway = role === 'CLOSABLE' && !mayClose(question);
  if ((role !== 'FREE' && role !== 'CLOSABLE') || standsAnyway) return false;
  if (countsMoney(question) && costOf(question, other) > costOf(question, candidate)) return false;
  if (question.model === 'PHASED') {
    if (question.phases.some(({ fixed }) => fixed?.includes(other))) return false;
    const groups = question.phases.flatMap((phase) => phase.groups ?? []);
    return groups.every(({ sites }) => !sites.includes(other) || sites.includes(candidate));
  }
  return (
    question.model !== 'CMCLP' || question.candidateCapacity[other] >= question.candidateCapacity[candidate]
  );
}

/** What a candidate is good for beside what stands: exactly this another one must do as well. */
interface Needs {
  /** Per point the farthest a replacement may be; -1 = nothing is to be won there. */
  readonly farthest: Float64Array;
  readonly points: number;
  /** Units of targets, each as the candidates that count for it. */
  readonly units: readonly (readonly number[])[];
}

function replaces(question: SitingModel, other: number, { farthest, points, units }: Needs): boolean {
  if (!units.every((sites) => sites.includes(other))) return false;
  let reached = 0;
  forEachReached(question, other, (point, cost) => {
    if (cost <= farthest[point]) reached++;
  });
  return reached === points;
}

function needsOf(question: SitingModel, candidate: number): Needs {
  const { model, demandWeight } = question;
  const coversWeightless =
    ['LSCP', 'LSCP_B'].includes(model) || (model === 'BACKUP' && question.firstShare === null);
  const countsIn = (point: number) =>
    coversWeightless ||
    demandWeight[point] > 0 ||
    (model === 'PHASED' && question.phases.some(({ demandWeight: weight }) => (weight?.[point] ?? 0) > 0));
  const isRanked = ['P_MEDIAN', 'P_CENTER', 'GRADUAL'].includes(model);
  const farthest = new Float64Array(demandWeight.length).fill(-1);
  forEachReached(question, candidate, (point, cost) => {
    if (!countsIn(point) || (model === 'GRADUAL' && cost >= question.farCutoff)) return;
    farthest[point] = !isRanked ? Infinity : model === 'GRADUAL' ? Math.max(cost, question.cutoff) : cost;
  });
  const enough = model === 'BACKUP' || model === 'LSCP_B' ? 2 : model === 'CMCLP' ? Infinity : 1;
  const times = new Int32Array(demandWeight.length);
  for (const site of standingSites(question))
    if (site !== candidate)
      forEachReached(question, site, (point, cost) => {
        if (cost <= farthest[point] && ++times[point] >= enough) farthest[point] = -1;
      });
  const points = farthest.reduce((count, most) => count + (most >= 0 ? 1 : 0), 0);
  return { farthest, points, units: neededUnits(question, candidate) };
}

/** The units of targets a candidate counts for that no standing site meets. */
function neededUnits(question: SitingModel, candidate: number): readonly (readonly number[])[] {
  if (question.model !== 'POLICY') return [];
  const standing = new Set(standingSites(question).filter((site) => site !== candidate));
  return question.targets.flatMap(({ units }) =>
    units.filter((sites) => sites.includes(candidate) && !sites.some((site) => standing.has(site))),
  );
}

function standingSites(question: SitingModel): number[] {
  const stands = mayClose(question) ? ['EXISTING', 'LOCKED_IN'] : ['EXISTING', 'LOCKED_IN', 'CLOSABLE'];
  // What is locked into a phased plan may open in its last year only.
  const counts = question.model === 'PHASED' ? stands.filter((role) => role !== 'LOCKED_IN') : stands;
  return Array.from(question.candidateIds.keys()).filter((site) => counts.includes(roleOf(question, site)));
}

/** Whether a closable site may close: where nothing limits what opens, closing gains nothing. */
function mayClose({ model }: SitingModel): boolean {
  return !['LSCP', 'LSCP_B', 'COVERAGE_GOAL', 'PHASED'].includes(model);
}

function countsMoney(question: SitingModel): boolean {
  if (question.model === 'LSCP' || question.model === 'COVERAGE_GOAL') return true;
  const limits = question.model === 'PHASED' ? question.phases : [question];
  return limits.some((limit) => 'budget' in limit && limit.budget !== undefined);
}
