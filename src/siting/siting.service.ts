import type { DataVersion } from '../accessibility/index.js';
import { divisionNumber, type CoverageService } from '../coverage/index.js';
import type { SitingOutcome as KernelOutcome } from '../kernel/siting/siting-answer.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { Turns } from '../platform/compute/in-turns.js';
import { describeSiting, infeasible, infeasibleByKernel, settingsOf } from './describe-siting.js';
import { objectiveScale } from './objective-scale.js';
import { type PoseGround, poseSiting } from './pose-siting.js';
import type { PosedSiting } from './posed-siting.js';
import { obstaclesOfPlaces, obstaclesOfProblem } from './siting-obstacles.js';
import type { SitingPlaces } from './siting-places.js';
import { ProgressTeller, type WatchSiting } from './siting-progress.js';
import type { SitingQuestion } from './siting-question.js';
import type { SitingScene, SitingScenes } from './siting-scene.js';
import { MODEL_TERMS } from './siting-terms.js';
import type { SitingInfeasible, SitingOutcome } from './siting-outcome.types.js';
import type { SolveThreads } from './solve-threads.js';
import { thinSiting } from './thin-siting.js';
import { unthinned } from './unthinned-plan.js';

export interface ProposeOptions {
  /** Ends the search; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Told a few times a second how far the search has come. */
  readonly watch?: WatchSiting;
}

/** A problem ready to be solved, with everything that was looked at. */
export interface PreparedSiting {
  readonly posed: PosedSiting;
  readonly places: SitingPlaces;
}

/** The kernel's outcome on a whole problem. */
export interface SolvedSiting {
  readonly outcome: KernelOutcome;
  readonly thinned: number;
}

/** Proposes sites: existing operating facilities stay (or may close), the demand of one division counts. */
export class SitingService {
  constructor(
    private readonly coverage: CoverageService,
    private readonly scenes: SitingScenes,
    private readonly ground: PoseGround,
    private readonly threads: Pick<SolveThreads, 'solve'>,
  ) {}

  /**
   * The best sites of a question, proven optimal or with the gap stated. Equal data and settings give the same sites;
   * ties go to sites beside health and culture sites, then to the smaller candidate id. The caller has checked the
   * question. For planners.
   * @throws PlanningError UNAUTHENTICATED or FORBIDDEN, NOT_FOUND for an unknown division, FAILED_PRECONDITION without
   *   a walking network, LIMIT_EXCEEDED for more walks than fit; the signal's reason when the request is dropped.
   */
  async propose(
    question: SitingQuestion,
    version: DataVersion,
    viewer: Viewer,
    { signal, watch }: ProposeOptions = {},
  ): Promise<SitingOutcome> {
    const started = performance.now();
    const prepared = await this.prepare(question, version, viewer, signal);
    if ('outcome' in prepared) return prepared;
    const { posed } = prepared;
    const { outcome, thinned } = await this.solve(posed, { signal, watch }, started);
    return this.describe(posed, outcome, thinned, started);
  }

  /** Reads and poses a question; or why it has no plan. @throws as propose */
  async prepare(
    question: SitingQuestion,
    version: DataVersion,
    viewer: Viewer,
    signal?: AbortSignal,
  ): Promise<PreparedSiting | SitingInfeasible> {
    const scene = await this.look(question, version, viewer);
    const { places } = scene;
    const turns = new Turns();
    await turns.next();
    const first = obstaclesOfPlaces(question, places);
    if (first.length > 0) return infeasible(first, settingsOf(question, null));
    const posed = await poseSiting(scene, question, this.ground, signal);
    await turns.pause();
    const obstacles = obstaclesOfProblem(posed);
    if (obstacles.length > 0) return infeasible(obstacles, settingsOf(question, posed));
    return { posed, places };
  }

  /**
   * Refuses at once what could only fail later, however long it waited for its turn.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, FAILED_PRECONDITION, LIMIT_EXCEEDED
   */
  async checkStart(question: SitingQuestion, version: DataVersion, viewer: Viewer): Promise<void> {
    (await this.look(question, version, viewer)).checkSize();
  }

  /** What a question is about. @throws as propose */
  private async look(question: SitingQuestion, version: DataVersion, viewer: Viewer): Promise<SitingScene> {
    demandRole(viewer, 'Proposing sites', 'planner');
    const view = await this.coverage.view(question, version);
    const division = divisionNumber(view.ground, question.divisionCode);
    return this.scenes.find(view, version, division, question);
  }

  /** Solves a problem in a thread, without the candidates no plan needs. */
  async solve(
    posed: PosedSiting,
    { signal, watch }: ProposeOptions,
    started = performance.now(),
  ): Promise<SolvedSiting> {
    const { model, timeLimitSeconds, gapTolerance } = posed.asked;
    const turns = new Turns();
    const { question, kept, thinned } = await thinSiting(posed.question);
    await turns.pause();
    const { toShown } = objectiveScale(posed);
    const teller = watch && new ProgressTeller(watch, MODEL_TERMS[model].maximizes, started);
    const outcome = await this.threads.solve(
      question,
      { timeLimitSeconds, gapTolerance },
      { signal, watch: teller && ((value, bound) => teller.tell(toShown(value), toShown(bound))) },
    );
    return { outcome: unthinned(outcome, kept), thinned };
  }

  /** What the API shows of a solved problem. */
  async describe(
    posed: PosedSiting,
    outcome: KernelOutcome,
    thinned: number,
    started: number,
  ): Promise<SitingOutcome> {
    const { asked } = posed;
    const settings = settingsOf(asked, posed, thinned);
    if (outcome.status === 'INFEASIBLE') return infeasibleByKernel(outcome.conflicts, posed, settings);
    const { timeLimitSeconds } = asked;
    if (!outcome.plan) {
      const message = `No plan was found within ${timeLimitSeconds} s. Ask again with a longer timeLimitSeconds or fewer candidates.`;
      return { outcome: 'SitingTimedOut', message, bestPlan: null, settings };
    }
    const status = outcome.status === 'OPTIMAL' ? 'OPTIMAL' : 'FEASIBLE';
    const seconds = Math.round(performance.now() - started) / 1000;
    const plan = await describeSiting(posed, outcome.plan, { status, seconds, thinned });
    if (outcome.status !== 'TIMED_OUT') return plan;
    const { objective, lowerBound, upperBound } = plan;
    const best = MODEL_TERMS[asked.model].maximizes ? upperBound : lowerBound;
    const message = `The plan could not be proven within ${timeLimitSeconds} s; a better one may reach up to ${best} instead of ${objective} (${plan.objectiveUnit}). Ask again with a longer timeLimitSeconds or fewer candidates.`;
    return { outcome: 'SitingTimedOut', message, bestPlan: plan, settings };
  }
}
