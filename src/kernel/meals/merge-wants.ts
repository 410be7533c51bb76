import type { MealGround, TimedLists } from './meal-ground.js';

/** A ground whose points are classes of points, and whether it asks the same as the one it was made of. */
export interface MergedMeals {
  readonly ground: MealGround;
  /** False where classes were made of points with different sites: then more may be served than really can. */
  readonly isExact: boolean;
}

/** How many of its quickest sites tell a point's class, from exact to coarse. */
const COARSER = [Infinity, 8, 4, 2, 1, 0];

/**
 * Points that reach the same sites become one point, layer by layer: exact, as far as it goes. Where more than `mostPairs`
 * pairs of a class and a site are left, points with the same few quickest sites share all sites of any of them, which can
 * only let more be served: an upper bound stays one. Travel times are dropped.
 */
export function mergeWants(ground: MealGround, mostPairs = Infinity): MergedMeals {
  let step = 0;
  let layers = [
    classesOf(ground.delivery, ground.rides, Infinity),
    classesOf(ground.dineIn, ground.walks, Infinity),
  ];
  // Couriers reach far: their pairs are most, and coarse classes of them lose least.
  while (pairsOf(layers) > mostPairs && step < COARSER.length - 1) {
    step++;
    layers = [classesOf(ground.delivery, ground.rides, COARSER[step]), layers[1]];
  }
  let dineInStep = 0;
  while (pairsOf(layers) > mostPairs && dineInStep < COARSER.length - 1) {
    dineInStep++;
    layers = [layers[0], classesOf(ground.dineIn, ground.walks, COARSER[dineInStep])];
  }
  const [delivery, dineIn] = layers;
  const count = delivery.length + dineIn.length;
  const digits = String(count).length;
  const amounts = (mine: readonly MealClass[], from: number) => {
    const meals = new Float64Array(count);
    mine.forEach((each, at) => (meals[from + at] = each.meals));
    return meals;
  };
  return {
    ground: {
      ...ground,
      pointIds: Array.from({ length: count }, (_, at) => String(at).padStart(digits, '0')),
      dineIn: amounts(dineIn, 0),
      delivery: amounts(delivery, dineIn.length),
      walks: listsOf(dineIn, 0, ground.sites.length),
      rides: listsOf(delivery, dineIn.length, ground.sites.length),
    },
    isExact: step === 0 && dineInStep === 0,
  };
}

interface MealClass {
  meals: number;
  readonly sites: Set<number>;
}

function pairsOf(layers: readonly (readonly MealClass[])[]): number {
  return layers.flat().reduce((sum, { sites }) => sum + sites.size, 0);
}

/** Classes in the order of their first point; points without a site are in none. */
function classesOf(meals: Float64Array, lists: TimedLists, keySites: number): MealClass[] {
  const reached: { readonly site: number; readonly seconds: number }[][] = Array.from(meals, () => []);
  for (let site = 0; site + 1 < lists.offset.length; site++)
    for (let at = lists.offset[site]; at < lists.offset[site + 1]; at++)
      reached[lists.point[at]].push({ site, seconds: lists.seconds[at] });
  const classes = new Map<string, MealClass>();
  reached.forEach((sites, point) => {
    if (sites.length === 0 || !(meals[point] > 0)) return;
    const quickest =
      keySites < sites.length
        ? [...sites].sort((a, b) => a.seconds - b.seconds || a.site - b.site).slice(0, keySites)
        : sites;
    const key = quickest
      .map(({ site }) => site)
      .sort((a, b) => a - b)
      .join();
    let known = classes.get(key);
    if (!known) classes.set(key, (known = { meals: 0, sites: new Set() }));
    known.meals += meals[point];
    for (const { site } of sites) known.sites.add(site);
  });
  return [...classes.values()];
}

function listsOf(classes: readonly MealClass[], from: number, sites: number): TimedLists {
  const bySite = Array.from({ length: sites }, (): number[] => []);
  classes.forEach(({ sites: reached }, at) => {
    for (const site of reached) bySite[site].push(from + at);
  });
  const offset = new Int32Array(sites + 1);
  bySite.forEach((points, site) => (offset[site + 1] = offset[site] + points.length));
  const point = Int32Array.from(bySite.flat());
  return { offset, point, seconds: new Float64Array(point.length) };
}
