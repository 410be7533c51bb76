import { MealFlow, type OpenPlaces } from './meal-flow.js';
import type { MealGround, MealPriority, TimedLists } from './meal-ground.js';
import { MealNetwork, orderOf, UNITS_PER_MEAL } from './meal-network.js';

/** Meals that go one way: kitchen → site → point. */
export interface MealChain {
  readonly point: number;
  readonly layer: MealPriority;
  readonly site: number;
  /** The kitchen they come from, -1 = cooked at the site. */
  readonly kitchen: number;
  readonly meals: number;
  /** Seconds from the site to the point on foot, or of the ride. */
  readonly seconds: number;
}

/** What a site hands out a day, and what keeps it from handing out more. */
export interface SiteLoad {
  readonly dineIn: number;
  readonly delivery: number;
  /** Of both together what it cooks itself; the rest comes from kitchens. */
  readonly cooked: number;
  /** What holds back people who are not served: its own capacity, its couriers, or its stove where no kitchen helps. */
  readonly bottlenecks: readonly ('CAPACITY' | 'COURIERS' | 'SUPPLY')[];
}

/** Why meals that are wanted are not had. */
export type UnmetReason =
  /** No open site in time. */
  | 'OUT_OF_REACH'
  /** Sites in time, but none that has meals of its own or from a kitchen. */
  | 'NO_SUPPLY'
  /** Everything in reach is full. */
  | 'NO_CAPACITY';

export interface MealAssignment {
  /** Meals had at each point, by layer. */
  readonly dineIn: Float64Array;
  readonly delivery: Float64Array;
  readonly served: number;
  /** The same from the least cut: no assignment serves more. */
  readonly bound: number;
  /** By layer, point (by id), site and kitchen. */
  readonly chains: readonly MealChain[];
  readonly siteLoads: readonly SiteLoad[];
  /** Meals a day each kitchen sends out. */
  readonly kitchenLoads: Float64Array;
  /** 1 where a kitchen's capacity holds back people who are not served. */
  readonly kitchenIsBottleneck: Uint8Array;
  /** Per point why not all is had; null where all is, or nothing is wanted. */
  readonly dineInUnmet: readonly (UnmetReason | null)[];
  readonly deliveryUnmet: readonly (UnmetReason | null)[];
}

/**
 * Hands out meals so that as many as possible are had within capacity, and time (METHODS E9), proven by the least cut. The
 * same whatever the order of points, sites and kitchens: ties go to smaller ids. Each point goes to its quickest site as
 * long as there is room, and as few as possible are moved to make room.
 */
export function assignMeals(
  ground: MealGround,
  first: MealPriority = 'DINE_IN',
  open: OpenPlaces = {},
): MealAssignment {
  const network = new MealNetwork(ground);
  return describeFlow(new MealFlow(network, open).serve(first), open);
}

/** The assignment of a flow that has served. */
export function describeFlow(flow: MealFlow, open: OpenPlaces): MealAssignment {
  const { network } = flow;
  const { ground, wants } = network;
  const points = ground.pointIds.length;
  const had = { DINE_IN: new Float64Array(points), DELIVERY: new Float64Array(points) };
  const unmet = {
    DINE_IN: new Array<UnmetReason | null>(points).fill(null),
    DELIVERY: new Array<UnmetReason | null>(points).fill(null),
  };
  const hasSupply = suppliedSites(ground, open);
  wants.forEach(({ point, layer, units }, want) => {
    had[layer][point] = (units - flow.left[want]) / UNITS_PER_MEAL;
    if (flow.left[want] === 0) return;
    const reached = Array.from(network.wantArcs[want].sites).filter((site) => open.sites?.[site] !== 0);
    unmet[layer][point] =
      reached.length === 0
        ? 'OUT_OF_REACH'
        : reached.some((site) => hasSupply[site] === 1)
          ? 'NO_CAPACITY'
          : 'NO_SUPPLY';
  });
  const chains = chainsOf(flow);
  return {
    dineIn: had.DINE_IN,
    delivery: had.DELIVERY,
    served: flow.servedUnits / UNITS_PER_MEAL,
    bound: flow.cutUnits() / UNITS_PER_MEAL,
    chains,
    siteLoads: siteLoadsOf(flow),
    kitchenLoads: Float64Array.from(network.kitchenArc, (arc) => flow.over(arc) / UNITS_PER_MEAL),
    kitchenIsBottleneck: Uint8Array.from(network.kitchenArc, (arc) => (flow.isBottleneck(arc) ? 1 : 0)),
    dineInUnmet: unmet.DINE_IN,
    deliveryUnmet: unmet.DELIVERY,
  };
}

/** 1 for each open site that cooks or that an open kitchen with any capacity supplies. */
function suppliedSites({ sites, kitchens, supply }: MealGround, open: OpenPlaces): Uint8Array {
  const supplied = Uint8Array.from(sites, ({ cookedMealsPerDay }) => (cookedMealsPerDay > 0 ? 1 : 0));
  kitchens.forEach(({ mealsPerDay }, kitchen) => {
    if (open.kitchens?.[kitchen] === 0 || !(mealsPerDay > 0)) return;
    for (let at = supply.offset[kitchen]; at < supply.offset[kitchen + 1]; at++)
      supplied[supply.point[at]] = 1;
  });
  return supplied;
}

function siteLoadsOf(flow: MealFlow): SiteLoad[] {
  return flow.network.siteArcs.map(({ couriers, through, cooked }) => {
    const delivery = flow.over(couriers);
    const bottlenecks: SiteLoad['bottlenecks'][number][] = [];
    if (flow.isBottleneck(through)) bottlenecks.push('CAPACITY');
    if (flow.isBottleneck(couriers)) bottlenecks.push('COURIERS');
    if (flow.isBottleneck(cooked)) bottlenecks.push('SUPPLY');
    return {
      dineIn: (flow.over(through) - delivery) / UNITS_PER_MEAL,
      delivery: delivery / UNITS_PER_MEAL,
      cooked: flow.over(cooked) / UNITS_PER_MEAL,
      bottlenecks,
    };
  });
}

/** Splits what flows into ways: a site's lots (its own stove, then kitchens by id) go to its people in their order. */
function chainsOf(flow: MealFlow): MealChain[] {
  const { network } = flow;
  const { ground, siteArcs, kitchenRank, wants, wantArcs } = network;
  const lots = siteArcs.map(({ cooked, supplies }) => [
    { kitchen: -1, units: flow.over(cooked) },
    ...[...supplies]
      .sort((a, b) => kitchenRank[a.kitchen] - kitchenRank[b.kitchen])
      .map(({ arc, kitchen }) => ({ kitchen, units: flow.over(arc) })),
  ]);
  const next = new Int32Array(lots.length);
  const siteOrder = orderOf(ground.sites.map(({ id }) => id));
  const rank = new Int32Array(siteOrder.length);
  siteOrder.forEach((site, at) => (rank[site] = at));
  const walkSeconds = secondsIn(ground.walks);
  const rideSeconds = secondsIn(ground.rides);
  const chains: MealChain[] = [];
  wants.forEach(({ point, layer }, want) => {
    const { first, sites } = wantArcs[want];
    const taken = Array.from(sites, (site, k) => ({ site, units: flow.over(first + 2 * k) }))
      .filter(({ units }) => units > 0)
      .sort((a, b) => rank[a.site] - rank[b.site]);
    for (const { site, units } of taken) {
      const seconds = (layer === 'DINE_IN' ? walkSeconds : rideSeconds)(site, point);
      for (let left = units; left > 0;) {
        const lot = lots[site][next[site]];
        const part = Math.min(left, lot.units);
        if (part > 0)
          chains.push({ point, layer, site, kitchen: lot.kitchen, meals: part / UNITS_PER_MEAL, seconds });
        left -= part;
        lot.units -= part;
        if (left > 0) next[site]++;
      }
    }
  });
  return chains;
}

function secondsIn({ offset, point, seconds }: TimedLists): (site: number, at: number) => number {
  return (site, at) => {
    let [low, high] = [offset[site], offset[site + 1]];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (point[middle] < at) low = middle + 1;
      else high = middle;
    }
    return seconds[low];
  };
}
