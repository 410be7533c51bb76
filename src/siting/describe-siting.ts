import { ruleOf } from '../coverage/index.js';
import { compensatedSum } from '../kernel/compensated-sum.js';
import { relativeGap } from '../kernel/milp/milp-solver.js';
import type {
  SitingConflict as KernelConflict,
  SitingPlan as KernelPlan,
} from '../kernel/siting/siting-answer.js';
import { Turns } from '../platform/compute/in-turns.js';
import { assignmentColumns } from './assignment-columns.js';
import { demandColumns } from './demand-columns.js';
import { planEffects } from './plan-effects.js';
import { wantsCost } from './pose-siting.js';
import type { LeftOutReason, PosedSiting } from './posed-siting.js';
import { objectiveScale } from './objective-scale.js';
import type { InfeasibleReason, SitingConflict } from './siting-conflict.type.js';
import type { SitingObstacle } from './siting-obstacles.js';
import type { SitingQuestion } from './siting-question.js';
import type { SitingSettings } from './siting-settings.type.js';
import type { SitingInfeasible } from './siting-outcome.types.js';
import type { PlanStatus, SitingPlan } from './siting-plan.type.js';

/** What is known of how a plan was made. */
export interface PlanRun {
  readonly status: PlanStatus;
  readonly seconds: number;
  readonly thinned: number;
}

/** A kernel's plan (its positions those of the posed problem) as the API shows it. */
export async function describeSiting(
  posed: PosedSiting,
  plan: KernelPlan,
  run: PlanRun,
): Promise<SitingPlan> {
  const { view, division, asked, question, sites, points } = posed;
  const { cohort, model } = asked;
  const turns = new Turns();
  // Its outcome came as one message, which was a turn's work to read.
  await turns.next();
  const effects = await planEffects(posed, plan, turns);
  await turns.pause();
  const { toShown, unit, total, factor } = objectiveScale(posed);
  const [objective, lowerBound, upperBound] = [plan.objective, plan.lowerBound, plan.upperBound].map(toShown);
  const isOf = (flags: Uint8Array, value: number) => (_: number, at: number) => flags[at] === value;
  // Nobody lives at a point of weight 0: it asks for nothing.
  const pointsOf = (isIn: (point: number, at: number) => boolean) =>
    Array.from(points).filter((point, at) => question.demandWeight[at] > 0 && isIn(point, at));
  const uncoverable = pointsOf(isOf(effects.coverable, 0));
  const objectivePeople = effects.whole.after.coveredPeople - effects.whole.before.coveredPeople;
  const uncoverablePeople = compensatedSum(question.demandWeight.filter(isOf(effects.coverable, 0)));
  await turns.pause();
  const uncoverableColumns = demandColumns(view, uncoverable, cohort);
  await turns.pause();
  const uncovered = pointsOf((_, at) => effects.coverable[at] === 1 && effects.covered[at] === 0);
  const uncoveredColumns = demandColumns(view, uncovered, cohort);
  await turns.pause();
  const assignment = assignmentColumns(posed, plan);
  await turns.pause();
  return {
    outcome: 'SitingPlan',
    uncoverable: uncoverableColumns,
    uncovered: uncoveredColumns,
    assignment,
    status: run.status,
    model,
    sites: plan.sites.map(({ candidate: site, contribution, cost, phase }, at) => {
      const candidate = sites[site].candidate!;
      return {
        order: at + 1,
        candidateId: candidate.id,
        name: candidate.name,
        kind: candidate.kind,
        location: { type: 'Point' as const, coordinates: [candidate.lon, candidate.lat] },
        divisionCode: view.ground.tree.nodes[effects.divisions[at]]?.code ?? candidate.divisionCode,
        peopleNewlyCovered: effects.newlyCovered[at],
        contribution: contribution === null ? null : contribution * factor,
        cost: wantsCost(asked) ? cost : candidate.cost,
        year: model === 'PHASED' ? asked.phases[phase].year : null,
        fixedByYear: model === 'PHASED' ? asked.phases[phase].year - asked.fixedAheadYears : null,
        lockedIn: question.roles![site] === 'LOCKED_IN',
        beside: candidate.beside,
      };
    }),
    closedFacilities: plan.closed.map((site, at) => {
      const { id, name, lon, lat } = sites[site].facility!;
      const isPlaced = lon !== null && lat !== null;
      return {
        facilityId: id,
        name,
        location: isPlaced ? { type: 'Point' as const, coordinates: [lon, lat] } : null,
        peopleLost: effects.lostByClosing[at],
      };
    }),
    objective,
    objectiveUnit: unit,
    lowerBound: Math.max(lowerBound, 0),
    upperBound: Math.min(upperBound, total),
    objectivePeople,
    peopleLostByClosures: compensatedSum(Float64Array.from(effects.lostByClosing)),
    upperBoundPeople: unit === 'NEW_PEOPLE' ? Math.min(upperBound, total) : null,
    gap: relativeGap(
      objective,
      objective === lowerBound ? Math.min(upperBound, total) : Math.max(lowerBound, 0),
    ),
    seconds: run.seconds,
    totalCost: wantsCost(asked) ? plan.totalCost : null,
    coverageBefore: effects.whole.before,
    coverageAfter: effects.whole.after,
    children: effects.children,
    levels: effects.levels,
    uncoverablePeople,
    settings: settingsOf(asked, posed, run.thinned),
    dataHash: posed.dataHash,
    rule: ruleOf(view, division),
    synthetic: view.synthetic || sites.some(({ candidate }) => candidate?.synthetic),
  };
}

/** What was asked for, and from how many candidates. @param posed null while the problem is not posed */
export function settingsOf(asked: SitingQuestion, posed: PosedSiting | null, thinned = 0): SitingSettings {
  const { service: _service, limit: _limit, asOf: _asOf, scenario: _scenario, ...settings } = asked;
  const reasons = [...(posed?.leftOut.values() ?? [])];
  const countOf = (reason: LeftOutReason) => reasons.filter((each) => each === reason).length;
  return {
    ...settings,
    targets: settings.targets.map((target) => ({ ...target, levels: [...target.levels] })),
    equityFloor: settings.equityFloor && {
      ...settings.equityFloor,
      levels: [...settings.equityFloor.levels],
    },
    candidateSource: asked.candidateSources[0],
    candidates: posed?.sites.filter(({ candidate }) => candidate).length ?? 0,
    candidatesThinned: thinned,
    candidatesWithoutWalkway: countOf('OFF_NETWORK'),
    candidatesWithoutCost: countOf('WITHOUT_COST'),
    candidatesWithoutCapacity: countOf('WITHOUT_CAPACITY'),
    facilitiesWithoutCapacity: posed?.facilitiesWithoutCapacity ?? 0,
  };
}

/** No plan, for these reasons. */
export function infeasible(obstacles: readonly SitingObstacle[], settings: SitingSettings): SitingInfeasible {
  const conflicts = obstacles.map(({ reason, message, asked = null, possible = null, ids = [] }) => ({
    ...{ reason, message, asked, possible, ids, name: null },
  }));
  return infeasibleBy(conflicts, settings);
}

const REASONS: Readonly<Record<KernelConflict['code'], InfeasibleReason>> = {
  INVALID: 'INVALID_DATA',
  LOCKED_BEYOND_P: 'LOCKED_BEYOND_COUNT',
  LOCKED_BEYOND_BUDGET: 'LOCKED_BEYOND_BUDGET',
  DEMAND_OUT_OF_REACH: 'DEMAND_OUT_OF_REACH',
  TOO_FEW_SITES: 'TOO_FEW_SITES',
  GOAL_OUT_OF_REACH: 'GOAL_OUT_OF_REACH',
  TARGET_OUT_OF_REACH: 'TARGET_OUT_OF_REACH',
  FLOOR_OUT_OF_REACH: 'FLOOR_OUT_OF_REACH',
};
const MOST_IDS_SHOWN = 1000;

/** No plan, as the kernel found. */
export function infeasibleByKernel(
  found: readonly KernelConflict[],
  { question }: PosedSiting,
  settings: SitingSettings,
): SitingInfeasible {
  const conflicts = found.map(({ code, message, asked, possible, name, demand = [] }): SitingConflict => ({
    reason: REASONS[code],
    message,
    asked: asked ?? null,
    possible: possible ?? null,
    name: name ?? null,
    ids: demand.slice(0, MOST_IDS_SHOWN).map((point) => question.demandIds[point]),
  }));
  return infeasibleBy(conflicts, settings);
}

function infeasibleBy(conflicts: SitingConflict[], settings: SitingSettings): SitingInfeasible {
  const message = conflicts.map((conflict) => conflict.message).join(' ');
  return { outcome: 'SitingInfeasible', reason: conflicts[0].reason, message, conflicts, settings };
}
