import type { DataVersion } from '../accessibility/index.js';
import {
  coveredPeopleOf,
  divisionNumber,
  ruleOf,
  type CoverageService,
  type CoverageView,
} from '../coverage/index.js';
import type { DivisionsRepository } from '../divisions/index.js';
import type { MclpPlan } from '../kernel/siting/mclp-plan.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { Turns } from '../platform/compute/in-turns.js';
import type { CandidatePool } from './candidate-pool.js';
import { findObstacle } from './siting-obstacles.js';
import { candidateBox, poseSiting, type SitingProblem } from './siting-problem.js';
import type { SitingQuestion } from './siting-question.js';
import { ProgressTeller, type WatchSiting } from './siting-progress.js';
import { demandColumns } from './demand-columns.js';
import type { SitingSolver } from './siting-solver.js';
import {
  type InfeasibleReason,
  type SitingInfeasible,
  type SitingOutcome,
  type SitingPlan,
  type SitingSettings,
} from './siting.types.js';

export interface ProposeOptions {
  /** Ends the search; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Told a few times a second how far the search has come. */
  readonly watch?: WatchSiting;
}

/** Proposes sites: existing operating facilities stay, the demand of one division counts. */
export class SitingService {
  constructor(
    private readonly coverage: CoverageService,
    private readonly pool: CandidatePool,
    private readonly divisions: DivisionsRepository,
    private readonly solver: SitingSolver,
  ) {}

  /**
   * The sites that newly cover most people, proven optimal or with the gap stated. Equal data and settings give the
   * same sites; ties go to the smaller candidate id. The caller has checked the question. For planners.
   * @throws PlanningError UNAUTHENTICATED or FORBIDDEN, NOT_FOUND for an unknown division, FAILED_PRECONDITION without a walking network; the
   *   signal's reason when the request is dropped.
   */
  async propose(
    question: SitingQuestion,
    version: DataVersion,
    viewer: Viewer,
    { signal, watch }: ProposeOptions = {},
  ): Promise<SitingOutcome> {
    demandRole(viewer, 'Proposing sites', 'planner');
    const started = performance.now();
    const view = await this.coverage.view(question, version);
    const division = divisionNumber(view.ground, question.divisionCode);
    await view.prepare(question.cohort);
    const turns = new Turns();
    await turns.next();
    const points = Int32Array.from(view.demandWithin(division, question.cohort));
    const box = candidateBox(view, points);
    await turns.pause();
    const { candidateSource, candidateKinds } = question;
    const pool = box ? await this.pool.read(candidateSource, candidateKinds, box, view.field.network) : [];
    const problem = await poseSiting(view, division, points, pool, question, signal);
    const settings = settingsOf(question, problem);
    const obstacle = findObstacle(problem.mclp);
    await turns.next();
    if (obstacle) return infeasible(obstacle.reason, obstacle.message, settings);
    const { timeLimitSeconds } = question;
    const outcome = await this.solver.solve(problem.mclp, { timeLimitSeconds }, signal);
    if (outcome.status === 'infeasible') {
      return infeasible('INVALID_DATA', outcome.issues.map(({ message }) => message).join(' '), settings);
    }
    const found = outcome.status === 'planned' ? outcome.plan : outcome.incumbent;
    if (watch) new ProgressTeller(watch, true, started).tell(found.objective, found.upperBound);
    const plan = await this.describe(view, division, problem, found, settings);
    plan.seconds = Math.round(performance.now() - started) / 1000;
    if (outcome.status === 'planned') return plan;
    const message = `The plan could not be proven within ${timeLimitSeconds} s; a better one may cover up to ${plan.upperBoundPeople} new people instead of ${plan.objectivePeople}. Ask again with a longer timeLimitSeconds or fewer candidates.`;
    return { outcome: 'SitingTimedOut', message, bestPlan: plan };
  }

  private async describe(
    view: CoverageView,
    division: number,
    problem: SitingProblem,
    plan: MclpPlan,
    settings: SitingSettings,
  ): Promise<SitingPlan> {
    const { tree } = view.ground;
    const { cohort, budget } = settings;
    const after = view.populationWith(newlyCovered(problem, plan), cohort);
    const chosen = plan.sites.map(({ candidate }) => problem.candidates[candidate]);
    const around = await this.divisions.findAround(chosen, view.ground.asOf);
    const uncoverable = plan.uncoverable.map((point) => problem.points[point]);
    return {
      outcome: 'SitingPlan',
      uncoverable: demandColumns(view, uncoverable, cohort),
      seconds: 0,
      status: plan.isOptimal ? 'OPTIMAL' : 'FEASIBLE',
      sites: plan.sites.map(({ newlyCoveredWeight }, index) => ({
        order: index + 1,
        candidateId: chosen[index].id,
        name: chosen[index].name,
        location: { type: 'Point' as const, coordinates: [chosen[index].lon, chosen[index].lat] },
        divisionCode: chosen[index].divisionCode ?? around[index],
        peopleNewlyCovered: newlyCoveredWeight,
        cost: chosen[index].cost,
      })),
      objectivePeople: plan.objective,
      upperBoundPeople: plan.upperBound,
      gap: plan.gap,
      totalCost: budget === null ? null : plan.totalCost,
      coverageBefore: coveredPeopleOf(view.population(division, cohort)),
      coverageAfter: coveredPeopleOf(after[division]),
      children: tree.childrenOf(division).map((child) => ({
        divisionCode: tree.nodes[child].code,
        before: coveredPeopleOf(view.population(child, cohort)),
        after: coveredPeopleOf(after[child]),
      })),
      uncoverablePeople: plan.uncoverableWeight,
      settings,
      dataHash: problem.dataHash,
      rule: ruleOf(view, division),
      synthetic: view.synthetic || problem.candidates.some(({ synthetic }) => synthetic),
    };
  }
}

/** Points (positions in the ground) the plan's sites cover. */
function newlyCovered({ mclp, points }: SitingProblem, plan: MclpPlan): number[] {
  const { offset, demand } = mclp.covers;
  return plan.sites.flatMap(({ candidate }) =>
    Array.from(demand.subarray(offset[candidate], offset[candidate + 1]), (point) => points[point]),
  );
}

function settingsOf(question: SitingQuestion, problem: SitingProblem): SitingSettings {
  const { divisionCode, cohort, count, budget, candidateSource, candidateKinds, timeLimitSeconds } = question;
  return {
    ...{ divisionCode, cohort, count, budget, candidateSource, candidateKinds, timeLimitSeconds },
    candidates: problem.candidates.length,
    candidatesWithoutWalkway: problem.candidatesWithoutWalkway,
    candidatesWithoutCost: problem.candidatesWithoutCost,
  };
}

function infeasible(reason: InfeasibleReason, message: string, settings: SitingSettings): SitingInfeasible {
  return { outcome: 'SitingInfeasible', reason, message, settings };
}
