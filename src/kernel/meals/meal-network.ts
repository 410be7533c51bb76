import type { MealGround, MealPriority, TimedLists } from './meal-ground.js';

/** Meals are counted in millionths, as whole numbers, so that sums and comparisons are exact. */
export const UNITS_PER_MEAL = 1_000_000;

export function unitsOf(meals: number): number {
  return Math.round(Math.min(meals, 1e9) * UNITS_PER_MEAL);
}

/** Somebody's wish for meals at a point, one of the two layers. */
export interface MealWant {
  readonly point: number;
  readonly layer: MealPriority;
  /** In millionths of a meal. */
  readonly units: number;
  /** Its node. */
  readonly node: number;
}

/** Where the arcs of a site and a kitchen lie. */
interface SiteArcs {
  /** Couriers → site; its capacity is what couriers carry. */
  readonly couriers: number;
  /** Through the site; its capacity is what the site hands out. */
  readonly through: number;
  /** Site → cooked there. */
  readonly cooked: number;
  /** Site → kitchen, and the kitchen's number. */
  readonly supplies: readonly { readonly arc: number; readonly kitchen: number }[];
}

/**
 * The ground as a network of flows: want → (couriers →) site → kitchen or the site's own stove → 0. Arcs come in pairs, the
 * odd one being the way back. The order of points, sites and kitchens in the ground leaves no trace: all goes by ids, and
 * each want looks at its quickest site first.
 */
export class MealNetwork {
  readonly nodeCount: number;
  readonly wants: readonly MealWant[];
  readonly siteArcs: readonly SiteArcs[];
  /** Kitchen → 0. */
  readonly kitchenArc: Int32Array;
  readonly arcTo: Int32Array;
  /** Millionths of a meal with every site and kitchen open. */
  readonly arcUnits: Float64Array;
  /** Arcs out of node n: nodeArc[k] for k of nodeOffset[n] … nodeOffset[n + 1] − 1. */
  readonly nodeOffset: Int32Array;
  readonly nodeArc: Int32Array;
  /** Arcs of each want to its sites (or their couriers), in the order of `wants`: arc, site. */
  readonly wantArcs: readonly { readonly first: number; readonly sites: Int32Array }[];
  /** Points in the order of their ids. */
  readonly pointOrder: Int32Array;
  readonly kitchenRank: Int32Array;

  constructor(readonly ground: MealGround) {
    const { sites, kitchens, dineIn, delivery } = ground;
    const siteRank = ranksOf(sites.map(({ id }) => id));
    this.kitchenRank = ranksOf(kitchens.map(({ id }) => id));
    this.pointOrder = orderOf(ground.pointIds);
    const from: number[] = [];
    const to: number[] = [];
    const units: number[] = [];
    const arc = (tail: number, head: number, most: number): number => {
      from.push(tail, head);
      to.push(head, tail);
      units.push(most, 0);
      return to.length - 2;
    };
    // Node 0 is where all meals come from; then three nodes a site, one a kitchen, one a want.
    const siteNode = (site: number) => 1 + 3 * site;
    const kitchenNode = (kitchen: number) => 1 + 3 * sites.length + kitchen;
    const wanted: MealWant[] = [];
    let node = 1 + 3 * sites.length + kitchens.length;
    for (const layer of ['DINE_IN', 'DELIVERY'] as const) {
      for (const point of this.pointOrder) {
        const amount = unitsOf((layer === 'DINE_IN' ? dineIn : delivery)[point]);
        if (amount > 0) wanted.push({ point, layer, units: amount, node: node++ });
      }
    }
    const walkedTo = turned(ground.walks, ground.pointIds.length, siteRank);
    const riddenTo = turned(ground.rides, ground.pointIds.length, siteRank);
    this.wantArcs = wanted.map(({ point, layer, units: amount, node: at }) => {
      const reached = (layer === 'DINE_IN' ? walkedTo : riddenTo)[point];
      const first = to.length;
      for (const site of reached) arc(at, siteNode(site) + (layer === 'DINE_IN' ? 1 : 0), amount);
      return { first, sites: reached };
    });
    const suppliers = turned(ground.supply, sites.length, this.kitchenRank);
    this.siteArcs = sites.map(({ mealsPerDay, deliveredMealsPerDay, cookedMealsPerDay }, site) => {
      const at = siteNode(site);
      const most = unitsOf(mealsPerDay);
      return {
        couriers: arc(at, at + 1, Math.min(most, unitsOf(deliveredMealsPerDay))),
        through: arc(at + 1, at + 2, most),
        cooked: arc(at + 2, 0, Math.min(most, unitsOf(cookedMealsPerDay))),
        supplies: Array.from(suppliers[site], (kitchen) => ({
          arc: arc(at + 2, kitchenNode(kitchen), most),
          kitchen,
        })),
      };
    });
    this.kitchenArc = Int32Array.from(kitchens, ({ mealsPerDay }, kitchen) =>
      arc(kitchenNode(kitchen), 0, unitsOf(mealsPerDay)),
    );
    this.wants = wanted;
    this.nodeCount = node;
    this.arcTo = Int32Array.from(to);
    this.arcUnits = Float64Array.from(units);
    this.nodeOffset = new Int32Array(node + 1);
    for (const tail of from) this.nodeOffset[tail + 1]++;
    for (let n = 0; n < node; n++) this.nodeOffset[n + 1] += this.nodeOffset[n];
    const next = this.nodeOffset.slice();
    this.nodeArc = new Int32Array(to.length);
    from.forEach((tail, at) => (this.nodeArc[next[tail]++] = at));
  }

  /** How many pairs of a want and a site there are. */
  get pairCount(): number {
    return this.wantArcs.reduce((sum, { sites }) => sum + sites.length, 0);
  }
}

/** Positions in the order of their ids. */
export function orderOf(ids: readonly string[]): Int32Array {
  return Int32Array.from(ids.keys()).sort((a, b) => (ids[a] < ids[b] ? -1 : ids[a] > ids[b] ? 1 : 0));
}

function ranksOf(ids: readonly string[]): Int32Array {
  const rank = new Int32Array(ids.length);
  orderOf(ids).forEach((at, place) => (rank[at] = place));
  return rank;
}

/** Per point who reaches it, the quickest first, ties by rank. */
function turned({ offset, point, seconds }: TimedLists, points: number, rank: Int32Array): Int32Array[] {
  const start = new Int32Array(points + 1);
  for (const reached of point) start[reached + 1]++;
  for (let at = 0; at < points; at++) start[at + 1] += start[at];
  const next = start.slice();
  const pairs = new Int32Array(point.length);
  const whose = new Int32Array(point.length);
  for (let site = 0; site + 1 < offset.length; site++) {
    for (let pair = offset[site]; pair < offset[site + 1]; pair++) {
      whose[pair] = site;
      pairs[next[point[pair]]++] = pair;
    }
  }
  return Array.from({ length: points }, (_, at) =>
    pairs
      .slice(start[at], start[at + 1])
      .sort((a, b) => seconds[a] - seconds[b] || rank[whose[a]] - rank[whose[b]])
      .map((pair) => whose[pair]),
  );
}
