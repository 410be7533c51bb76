/**
 * Where the next facilities should go: covering as many people as possible with a count or a budget, with proof.
 * Lives here: candidate places of every kind, the covering problem and its plan. Does not live here: imported
 * candidates themselves (facilities), coverage (coverage), the mathematics (kernel/siting) and the solver (platform).
 * Neighbours: divisions, facilities, estates, accessibility, coverage, jobs.
 */
import type { EntityManager } from 'typeorm';
import type { AccessibilityRoom } from '../accessibility/index.js';
import type { CoverageRoom } from '../coverage/index.js';
import type { DivisionsRoom } from '../divisions/index.js';
import type { EstatesRoom } from '../estates/index.js';
import type { FacilitiesRoom } from '../facilities/index.js';
import type { JobsRoom } from '../jobs/index.js';
import type { MilpSolver } from '../kernel/milp/milp-solver.js';
import type { Room } from '../platform/graphql/room.js';
import { CandidatePool } from './candidate-pool.js';
import { ExplainSitingService } from './explain-siting.service.js';
import { CandidateWorthResolver, ExplainCandidateResolver } from './explanation.resolver.js';
import { SitesReports } from './report-sites.js';
import { SITING_JOB, sitingJob, SitingJobs } from './siting-job.js';
import { SitingJobResolver } from './siting-job.resolver.js';
import {
  ProposedSiteResolver,
  SitingEffectResolver,
  SitingLevelResolver,
  SitingPlanResolver,
  SitingResolver,
} from './siting.resolver.js';
import { SitingScenes } from './siting-scene.js';
import { SitingService } from './siting.service.js';
import { SolveThreads } from './solve-threads.js';
import type { PoseGround } from './pose-siting.js';

export { lossFigure } from './loss-words.js';
export {
  type CandidateReport,
  type PlanReport,
  SitesReports,
  type SitesReport,
  storedSites,
} from './report-sites.js';
export { SITING_JOB } from './siting-job.js';
export { CandidateReasonCode } from './explanation.types.js';
export { InfeasibleReason } from './siting-conflict.type.js';
export type { CandidatePool } from './candidate-pool.js';
export { type Candidate, CandidateSource } from './candidate-source.js';
export { checkSitingQuestion } from './check-siting-question.js';
export {
  LONGEST_JOB_SECONDS,
  type PlanPhase,
  type SitingAsk,
  type SitingQuestion,
} from './siting-question.js';
export { CapacityField, SitingModel } from './siting-terms.js';
export type { CountedTarget } from './level-targets.js';
export { describeSolved, MAXIMIZED, type SolveAnswer } from './solve-answer.js';
export { readPlanQuestion } from './read-plan-question.js';
export { readSolveProblem, type SolveProblem } from './solve-problem.js';
export { SolveThreads } from './solve-threads.js';
export { type ProposeOptions, SitingService } from './siting.service.js';
export { ProgressTeller, type SitingProgress, type WatchSiting } from './siting-progress.js';
export { readOutcome, storeOutcome, type StoredOutcome } from './stored-outcome.js';
export { SitingInfeasible, type SitingOutcome, SitingTimedOut } from './siting-outcome.types.js';
export { PlanStatus, SitingPlan } from './siting-plan.type.js';

export interface SitingRoom extends Room {
  readonly siting: SitingService;
  readonly reports: SitesReports;
  readonly jobs: SitingJobs;
  /** Places where something could go, for other plans. */
  readonly candidates: CandidatePool;
  /** Ends the threads. */
  close(): Promise<void>;
}

export function createSitingRoom(ground: {
  readonly manager: EntityManager;
  readonly divisions: DivisionsRoom;
  readonly facilities: FacilitiesRoom;
  readonly estates: EstatesRoom;
  readonly accessibility: AccessibilityRoom;
  readonly coverage: CoverageRoom;
  readonly jobs: JobsRoom;
  readonly solver: MilpSolver;
  /** Level targets on record that hold for a question; none if absent. */
  readonly targets?: PoseGround['targets'];
}): SitingRoom {
  const { divisions, facilities, estates } = ground;
  const pool = new CandidatePool(divisions.divisions, facilities.candidates, estates.estates);
  const threads = new SolveThreads(ground.solver);
  const poseGround = {
    capacities: () => facilities.facilities.readCapacities(),
    targets: ground.targets ?? (async () => []),
  };
  const siting = new SitingService(
    ground.coverage.coverage,
    new SitingScenes(pool, divisions.divisions),
    poseGround,
    threads,
  );
  const explaining = new ExplainSitingService(siting, threads);
  const { versions } = ground.accessibility;
  ground.jobs.jobs.define(SITING_JOB, sitingJob(siting, versions));
  const jobs = new SitingJobs(ground.jobs.jobs, siting, versions);
  const resolvers = [
    new SitingResolver(siting, ground.accessibility.loaders),
    new SitingJobResolver(jobs, ground.jobs.loaders),
    new ExplainCandidateResolver(explaining, ground.accessibility.loaders),
    new CandidateWorthResolver(),
    new SitingPlanResolver(),
    new SitingLevelResolver(),
    new ProposedSiteResolver(divisions.loaders),
    new SitingEffectResolver(divisions.loaders),
  ];
  const reports = new SitesReports(siting, explaining, versions);
  return { resolvers, siting, reports, jobs, candidates: pool, close: () => threads.close() };
}
