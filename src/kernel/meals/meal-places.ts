import { MealFlow } from './meal-flow.js';
import { MealNetwork, orderOf, UNITS_PER_MEAL } from './meal-network.js';
import { SelectionBound } from '../siting/selection-bound.js';
import type { MealGround } from './meal-ground.js';
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
  /** Places that must open, rising. */
  readonly locked: readonly number[];
  /** Most each place can add to any choice: what goes through it, or what can reach it. */
  readonly potential: Float64Array;
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
    const { lockedCanteens = [], lockedKitchens = [] } = question;
    this.locked = Array.from(this.places.keys()).filter((place) => {
      const { candidate, role } = this.places[place];
      return (role === 'CANTEEN' ? lockedCanteens : lockedKitchens).includes(candidate);
    });
    this.network = new MealNetwork(question.ground);
    const potential = sitePotentials(question.ground);
    this.potential = Float64Array.from(this.places, ({ role, at }) =>
      role === 'CANTEEN' ? potential[at] : question.ground.kitchens[at].mealsPerDay,
    );
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

  /**
   * No choice serves more: opening a place adds at most its potential, whatever else is open, so the best of them within
   * the limits come on top of what is served without any; for canteens, kitchens and both.
   */
  bound(): number {
    const { canteens, kitchens, budget = Infinity } = this.question;
    const all = Array.from(this.places.keys());
    const [asCanteen, asKitchen] = [all.slice(0, this.canteenCount), all.slice(this.canteenCount)];
    const most = (places: readonly number[], p: number) =>
      new SelectionBound(
        Float64Array.from(places, (place) => this.potential[place]),
        Float64Array.from(places, (place) => this.places[place].cost),
        { p, budget },
      ).bound();
    return Math.min(
      this.served(all),
      this.served(asKitchen) + most(asCanteen, canteens),
      this.served(asCanteen) + most(asKitchen, kitchens),
      this.served([]) +
        Math.min(most(all, canteens + kitchens), most(asCanteen, canteens) + most(asKitchen, kitchens)),
    );
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

/** Per site what its capacity, or the wants in its reach, let through. */
function sitePotentials({ sites, walks, rides, dineIn, delivery }: MealGround): Float64Array {
  return Float64Array.from(sites, ({ mealsPerDay, deliveredMealsPerDay }, site) => {
    let [onFoot, brought] = [0, 0];
    for (let at = walks.offset[site]; at < walks.offset[site + 1]; at++) onFoot += dineIn[walks.point[at]];
    for (let at = rides.offset[site]; at < rides.offset[site + 1]; at++) brought += delivery[rides.point[at]];
    return Math.min(mealsPerDay, onFoot + Math.min(brought, deliveredMealsPerDay));
  });
}
