import type { DataVersion, NetworkHolder } from '../accessibility/index.js';
import {
  auditedDivision,
  type AuditView,
  type EstateAuditService,
  ExactNumber,
} from '../estate-audit/index.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { describeForms, describeSteps, describeUnsettled, sum } from './describe-remedies.js';
import { poseRemedies, type PosedRemedies, type RemedySources } from './pose-remedies.js';
import type { RemedyAsk } from './remedy-ask.js';
import { remedyNotes } from './remedy-notes.js';
import { RemedyPlan } from './remedy-plan.type.js';
import type { RemedyPlanSettings } from './remedy-plan.types.js';
import type { RemedyThreads } from './remedy-threads.js';

/** Proposes how estates in deficit come to what they lack. */
export class RemediesService {
  constructor(
    private readonly audits: EstateAuditService,
    private readonly networks: NetworkHolder,
    private readonly sources: RemedySources,
    private readonly threads: RemedyThreads,
  ) {}

  /**
   * The cheapest remedies that settle most. Equal data and settings give the same plan on any machine unless the time
   * limit cuts it short. The caller has checked the question. For planners and natural-resources and housing staff.
   * @throws PlanningError UNAUTHENTICATED or FORBIDDEN, NOT_FOUND, FAILED_PRECONDITION without a walking network,
   *   LIMIT_EXCEEDED for too much to plan at once; the signal's reason on abort.
   */
  async propose(
    ask: RemedyAsk,
    version: DataVersion,
    viewer: Viewer,
    signal?: AbortSignal,
  ): Promise<RemedyPlan> {
    demandRole(viewer, 'Planning remedies', 'planner', 'resources');
    const started = performance.now();
    const { asOf, limit, divisionCode, timeLimitSeconds } = ask;
    const view = await this.audits.view({ asOf, speedMetersPerSecond: limit.speedMetersPerSecond }, version);
    const division = auditedDivision(view, divisionCode);
    const held = await this.networks.at(version);
    const posed = await poseRemedies(view, division, ask, held, this.sources, signal);
    const planned = await this.threads.plan({ question: posed.question, timeLimitSeconds }, signal);
    const { plan } = planned;
    return Object.assign(new RemedyPlan(), {
      divisionName: view.ground.tree.nodes[division!].name,
      dataVintage: view.ground.editions.join('; '),
      status: plan.status,
      steps: describeSteps(posed, planned),
      unsettled: describeUnsettled(posed, planned),
      forms: describeForms(posed, planned),
      estatesInDeficit: posed.estates.length,
      estatesSettled: plan.settled.length,
      deficitSquareMeters: new ExactNumber(sum(posed.question.needs.map((need) => need.lackSquareMeters))),
      settledSquareMeters: new ExactNumber(plan.settledSquareMeters),
      settledBoundSquareMeters: plan.settledBoundSquareMeters,
      costYuan: new ExactNumber(plan.cost),
      costBoundYuan: plan.costBound,
      costWithoutBudgetYuan: plan.unlimited && new ExactNumber(plan.unlimited.cost),
      seconds: Math.round(performance.now() - started) / 1000,
      settings: settingsOf(ask, posed),
      notes: remedyNotes(ask, posed, planned),
      dataHash: posed.dataHash,
      snapshotId: held.snapshotId,
      synthetic: isSynthetic(view, posed) || held.synthetic,
    } satisfies RemedyPlan);
  }
}

function isSynthetic({ ground }: AuditView, { places }: PosedRemedies): boolean {
  return ground.synthetic || places.some(({ synthetic }) => synthetic);
}

function settingsOf(ask: RemedyAsk, { places }: PosedRemedies): RemedyPlanSettings {
  const { divisionCode, asOf, budgetYuan, forms, timeLimitSeconds } = ask;
  const { walkMinutes, speedMetersPerSecond } = ask.limit;
  const premises = places.filter(({ form }) => form !== 'POOLING').length;
  return {
    ...{ divisionCode, asOf, budgetYuan, forms, walkMinutes, speedMetersPerSecond, timeLimitSeconds },
    ...{ premises, estatesWithSpareArea: places.length - premises },
  };
}
