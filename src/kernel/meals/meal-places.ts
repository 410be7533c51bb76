import { MealFlow } from './meal-flow.js';
import { MealNetwork, orderOf, UNITS_PER_MEAL } from './meal-network.js';
import type { MealPlanQuestion, MealRole } from './meal-plan-question.js';

/** A candidate in one of the roles it could take. */
export interface MealPlace {
  readonly candidate: number;
  readonly role: MealRole;
  /** Its number among the ground's sites or kitchens. */
  readonly at: number;
  readonly cost: number;
}

/** The places one can choose from, what they may cost together, and what any choice of them serves. */
export class MealPlaces {
  /** Canteens by candidate id, then kitchens by candidate id. */
  readonly places: readonly MealPlace[];
  readonly canteenCount: number;
  private readonly network: MealNetwork;

  constructor(readonly question: MealPlanQuestion) {
    const { candidateIds, siteCandidate, kitchenCandidate, canteenCost, kitchenCost } = question;
    const rank = new Int32Array(candidateIds.length);
    orderOf(candidateIds).forEach((candidate, place) => (rank[candidate] = place));
    const inRole = (role: MealRole, candidates: Int32Array, cost: Float64Array | undefined) =>
      Array.from(candidates.keys())
        .filter((at) => candidates[at] >= 0)
        .sort((a, b) => rank[candidates[a]] - rank[candidates[b]])
        .map((at) => ({ candidate: candidates[at], role, at, cost: cost?.[candidates[at]] ?? 0 }));
    const canteens = question.canteens > 0 ? inRole('CANTEEN', siteCandidate, canteenCost) : [];
    const kitchens = question.kitchens > 0 ? inRole('CENTRAL_KITCHEN', kitchenCandidate, kitchenCost) : [];
    this.places = [...canteens, ...kitchens];
    this.canteenCount = canteens.length;
    this.network = new MealNetwork(question.ground);
  }

  /** Whether all these places may open together. */
  allows(chosen: readonly number[]): boolean {
    const { canteens, kitchens, budget = Infinity } = this.question;
    const taken = new Set<number>();
    let [ofCanteens, cost] = [0, 0];
    for (const place of chosen) {
      const { candidate, role, cost: each } = this.places[place];
      if (taken.has(candidate)) return false;
      taken.add(candidate);
      if (role === 'CANTEEN') ofCanteens++;
      cost += each;
    }
    return ofCanteens <= canteens && chosen.length - ofCanteens <= kitchens && cost <= budget + 1e-9;
  }

  /** What is served with these places open beside the existing ones, the flow itself. */
  flow(chosen: readonly number[]): MealFlow {
    return new MealFlow(this.network, this.openWith(chosen)).serve();
  }

  /** Meals served with these places. */
  served(chosen: readonly number[]): number {
    return this.flow(chosen).servedUnits / UNITS_PER_MEAL;
  }

  /** Meals served when one more place opens; `flow` stays as it is. */
  servedAlso(flow: MealFlow, place: number): number {
    const { role, at } = this.places[place];
    const next = new MealFlow(this.network, flow);
    if (role === 'CANTEEN') next.openSite(at);
    else next.openKitchen(at);
    return next.serve().servedUnits / UNITS_PER_MEAL;
  }

  /** Existing sites and kitchens and these places, as flags over the ground. */
  openWith(chosen: readonly number[]): { readonly sites: Uint8Array; readonly kitchens: Uint8Array } {
    const { siteCandidate, kitchenCandidate } = this.question;
    const sites = Uint8Array.from(siteCandidate, (candidate) => (candidate < 0 ? 1 : 0));
    const kitchens = Uint8Array.from(kitchenCandidate, (candidate) => (candidate < 0 ? 1 : 0));
    for (const place of chosen) {
      const { role, at } = this.places[place];
      (role === 'CANTEEN' ? sites : kitchens)[at] = 1;
    }
    return { sites, kitchens };
  }
}
