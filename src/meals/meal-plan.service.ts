import type { DataVersion } from '../accessibility/index.js';
import { divisionNumber, ruleOf } from '../coverage/index.js';
import type { DivisionsRepository } from '../divisions/index.js';
import type { MealPlan as KernelPlan } from '../kernel/meals/meal-plan.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import type { CandidatePool } from '../siting/index.js';
import { mealsOfDivision, pointsOf } from './describe-meals.js';
import { type MealField, type PlannedMeals, quickest } from './meal-field.js';
import { mealNotes } from './meal-notes.js';
import type { MealPlanAsk } from './meal-plan-question.js';
import { MealPlanInfeasible, type MealPlanOutcome, MealPlanTimedOut } from './meal-plan-outcome.types.js';
import type { MealPlanSettings } from './meal-plan-settings.type.js';
import { MealPlan, ProposedMealPlace } from './meal-plan.type.js';
import type { MealThreads, WatchMealPlan } from './meal-threads.js';
import type { MealsService } from './meals.service.js';
import { poseMealPlan, type PosedMealPlan } from './pose-meal-plan.js';

/** Proposes meal points: existing places stay, the people of one division count. */
export class MealPlanService {
  constructor(
    private readonly meals: MealsService,
    private readonly pool: CandidatePool,
    private readonly divisions: DivisionsRepository,
    private readonly threads: MealThreads,
  ) {}

  /**
   * Which candidates become canteens and central kitchens. Equal data and settings give the same places; ties go to the
   * smaller candidate id. The time limit counts from here, so that posing the question takes of the same seconds. The
   * caller has checked the question. For planners.
   * @throws PlanningError UNAUTHENTICATED or FORBIDDEN, NOT_FOUND, FAILED_PRECONDITION without a walking network,
   *   LIMIT_EXCEEDED for too many candidates; the signal's reason on abort.
   */
  async propose(
    ask: MealPlanAsk,
    version: DataVersion,
    viewer: Viewer,
    { signal, watch }: { readonly signal?: AbortSignal; readonly watch?: WatchMealPlan } = {},
  ): Promise<MealPlanOutcome> {
    demandRole(viewer, 'Proposing meal points', 'planner');
    const started = performance.now();
    const asked = await this.pose(ask, version, signal);
    if (asked === null) {
      const message = `Posing the question took all of the ${ask.timeLimitSeconds} s. Ask again with a longer timeLimitSeconds, for a smaller division or with fewer candidates.`;
      return Object.assign(new MealPlanTimedOut(), { message, bestPlan: null });
    }
    const { field, unit, posed } = asked;
    const settings = settingsOf(ask, posed);
    if (posed.unusable.length > 0) {
      const out = posed.unusable.filter((id) => ask.lockedOut.includes(id));
      const message =
        out.length > 0
          ? `Locked in and locked out at once: ${out.join(', ')}.`
          : `Locked in, but not among the candidates of that role: ${posed.unusable.join(', ')}. They may be unknown, of another kind or source, off the network, out of reach, without a cost, or of a role nobody asks for.`;
      const reason = out.length > 0 ? 'LOCKS_CONTRADICT' : 'LOCK_UNUSABLE';
      return Object.assign(new MealPlanInfeasible(), {
        reason,
        message,
        asked: null,
        possible: null,
        settings,
      });
    }
    const { timeLimitSeconds, gapTolerance } = ask;
    const options = {
      timeLimitSeconds: timeLimitSeconds - (performance.now() - started) / 1000,
      ...{ gapTolerance, first: ask.settings.serveFirst },
    };
    const outcome = await this.threads.plan({ question: posed.question, options }, watch, signal);
    if (outcome.status === 'INFEASIBLE') {
      const [{ code, asked = null, possible = null }] = outcome.conflicts;
      const message = outcome.conflicts.map((conflict) => conflict.message).join(' ');
      return Object.assign(new MealPlanInfeasible(), { reason: code, message, asked, possible, settings });
    }
    const plan = await this.describe(field, unit, posed, outcome.plan, settings);
    plan.status = outcome.status === 'OPTIMAL' ? 'OPTIMAL' : 'FEASIBLE';
    plan.seconds = Math.round(performance.now() - started) / 1000;
    if (outcome.status !== 'TIMED_OUT') return plan;
    const message = `The plan could not be proven within ${timeLimitSeconds} s; a better one may serve up to ${plan.upperBoundPeople} new people instead of ${plan.objectivePeople}. Ask again with a longer timeLimitSeconds, fewer candidates or a gapTolerance.`;
    return Object.assign(new MealPlanTimedOut(), { message, bestPlan: plan });
  }

  /**
   * Refuses at once what could only fail later, however long it waited for its turn.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, FAILED_PRECONDITION
   */
  async checkStart(ask: MealPlanAsk, version: DataVersion, viewer: Viewer): Promise<void> {
    demandRole(viewer, 'Proposing meal points', 'planner');
    const { ground } = await this.meals.view(ask, version);
    divisionNumber(ground, ask.divisionCode);
  }

  /** The question ready to be solved; null when its time is up before. */
  private async pose(ask: MealPlanAsk, version: DataVersion, signal?: AbortSignal) {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error('late')), 1000 * ask.timeLimitSeconds);
    const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
    try {
      const field = await this.meals.field(ask, version, either);
      const unit = divisionNumber(field.view.ground, ask.divisionCode);
      const posed = await poseMealPlan(field, unit, ask, this.pool, this.meals, either);
      return { field, unit, posed };
    } catch (error) {
      if (late.signal.aborted && error === late.signal.reason) return null;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  private async describe(
    field: MealField,
    unit: number,
    posed: PosedMealPlan,
    plan: KernelPlan,
    settings: MealPlanSettings,
  ): Promise<MealPlan> {
    const { view } = field;
    const { candidates, question } = posed;
    const chosen = plan.places.map(({ candidate }) => candidates[candidate]);
    const around = await this.divisions.findAround(chosen, view.ground.asOf);
    const planned = plannedMeals(field, posed, plan);
    const { siteLoads, kitchenLoads } = plan.assignment;
    return Object.assign(new MealPlan(), {
      settings,
      plannedPoints: await pointsOf(planned, Array.from(planned.points.keys())),
      places: plan.places.map(({ candidate, candidateId, role, cost, mealsLostWithout }, index) => {
        const { name, lon, lat, divisionCode } = candidates[candidate];
        const isCanteen = role === 'CANTEEN';
        const load = isCanteen ? siteLoads[question.siteCandidate.indexOf(candidate)] : null;
        return Object.assign(new ProposedMealPlace(), {
          ...{ order: index + 1, role, candidateId, name, peopleLostWithout: mealsLostWithout },
          location: { type: 'Point' as const, coordinates: [lon, lat] },
          divisionCode: divisionCode ?? around[index],
          dineInPeople: load?.dineIn ?? 0,
          deliveryPeople: load?.delivery ?? 0,
          suppliedPeople: isCanteen ? 0 : kitchenLoads[question.kitchenCandidate.indexOf(candidate)],
          cost: settings.budget === null ? null : cost,
        });
      }),
      objectivePeople: plan.objective,
      upperBoundPeople: plan.upperBound,
      gap: plan.gap,
      totalCost: settings.budget === null ? null : plan.totalCost,
      before: mealsOfDivision(field, unit),
      after: mealsOfDivision(planned, unit),
      notes: mealNotes(field, unit),
      dataHash: posed.dataHash,
      rule: ruleOf(view, unit),
      synthetic: view.synthetic || candidates.some(({ synthetic }) => synthetic),
    });
  }
}

/** The division's people as they would be served. */
function plannedMeals(
  field: MealField,
  { question, candidates, points, hasStreet }: PosedMealPlan,
  { assignment, places }: KernelPlan,
): PlannedMeals {
  const { ground, siteCandidate, kitchenCandidate } = question;
  const { facilities } = field.view.ground;
  const asCanteen = new Set(
    places.filter(({ role }) => role === 'CANTEEN').map(({ candidate }) => candidate),
  );
  const isOpen = (site: number) => siteCandidate[site] < 0 || asCanteen.has(siteCandidate[site]);
  return {
    ...{ question: field.question, view: field.view, points, ground, assignment, hasStreet },
    walkSeconds: quickest(ground.walks, points.length, isOpen),
    rideSeconds: quickest(ground.rides, points.length, isOpen),
    nameOfSite: (site) =>
      siteCandidate[site] < 0 ? facilities[field.sites[site].facility] : candidates[siteCandidate[site]],
    nameOfKitchen: (kitchen) =>
      kitchenCandidate[kitchen] < 0
        ? facilities[field.kitchens[kitchen].facility]
        : candidates[kitchenCandidate[kitchen]],
  };
}

function settingsOf(ask: MealPlanAsk, posed: PosedMealPlan): MealPlanSettings {
  const { divisionCode, cohort, canteens, kitchens, budget, kitchenCostFactor, newCanteensCook } = ask;
  const { candidateSources, candidateKinds, kitchenKinds, timeLimitSeconds, gapTolerance, settings } = ask;
  const { lockedCanteens, lockedKitchens, lockedOut } = ask;
  const unlimited = budget === null ? 0 : null;
  return {
    ...{ divisionCode, cohort, budget, kitchenCostFactor, newCanteensCook, candidateSources, candidateKinds },
    ...{ kitchenKinds, timeLimitSeconds, gapTolerance, meals: settings },
    ...{ lockedCanteens, lockedKitchens, lockedOut },
    canteens: canteens ?? unlimited,
    kitchens: kitchens ?? unlimited,
    candidates: posed.candidates.length,
    candidatesWithoutWalkway: posed.candidatesWithoutWalkway,
    candidatesWithoutCost: posed.candidatesWithoutCost,
  };
}
