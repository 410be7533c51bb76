import { createHash } from 'node:crypto';
import { walkSecondsOf } from '../accessibility/index.js';
import type { MealGround, TimedLists } from '../kernel/meals/meal-ground.js';
import type { MealPlanQuestion } from '../kernel/meals/meal-plan-question.js';
import type { PlaceColumns } from '../kernel/meals/vehicle-rides.js';
import { DEFAULT_SNAP_LIMIT_METERS } from '../kernel/network/index.js';
import { Turns } from '../platform/compute/in-turns.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { boxAround } from '../platform/graphql/apply-spatial-filter.js';
import type { Candidate, CandidatePool } from '../siting/index.js';
import { type MealField, pointsWithin } from './meal-field.js';
import { type MealPlanAsk, MOST_CANDIDATES } from './meal-plan-question.js';
import { kitchenOf, siteOf } from './meal-sites.js';
import { facilityPlaces, type MealsService, MOST_PAIRS, placesOf } from './meals.service.js';

/** A question turned into what the kernel plans with, and the way back. */
export interface PosedMealPlan {
  readonly question: MealPlanQuestion;
  readonly candidates: readonly Candidate[];
  /** Positions in the ground's demand of its points. */
  readonly points: Int32Array;
  readonly hasStreet: Uint8Array;
  readonly candidatesWithoutWalkway: number;
  readonly candidatesWithoutCost: number;
  /** Ids that are locked in and are none of the candidates of that role. */
  readonly unusable: readonly string[];
  /** SHA-256 of settings and inputs; equal hashes mean the same problem. */
  readonly dataHash: string;
}

/**
 * Poses the plan of a division: its own people, existing places with what they have left after everybody else's meals, and
 * candidates that stand in the division or that some of its people can walk to.
 */
export async function poseMealPlan(
  field: MealField,
  division: number,
  ask: MealPlanAsk,
  pool: CandidatePool,
  meals: MealsService,
  signal?: AbortSignal,
): Promise<PosedMealPlan> {
  const { view } = field;
  const { network, demandSnaps } = view.field;
  const mine = pointsWithin(field, division);
  const points = Int32Array.from(mine, (at) => field.points[at]);
  const found = await pool.read(
    ask.candidateSources,
    ask.candidateKinds,
    boxAroundPoints(field, points),
    network,
  );
  const snaps = await network.place(columnsOf(found), signal);
  const { limitCentimeters, speedMetersPerSecond } = view.limit;
  const peopleSnaps = demandSnaps.subset(points);
  const near = await network.coverLists(snaps, peopleSnaps, limitCentimeters, signal);
  const { tree } = view.ground;
  const isIn = ({ divisionCode }: Candidate) => {
    const unit = tree.numberOf(divisionCode);
    return unit >= 0 && tree.isWithin(unit, division);
  };
  const kept = Array.from(found.keys()).filter(
    (at) =>
      snaps.has(at) &&
      !ask.lockedOut.includes(found[at].id) &&
      (near[at].length > 0 || isIn(found[at])) &&
      (ask.budget === null || found[at].cost !== null),
  );
  if (kept.length > MOST_CANDIDATES)
    throw new PlanningError(
      'LIMIT_EXCEEDED',
      `${kept.length} candidates are more than ${MOST_CANDIDATES}; ask for fewer sources or kinds, or a smaller division.`,
      { limit: MOST_CANDIDATES, candidates: kept.length },
    );
  const candidates = kept.map((at) => found[at]);
  const roles = rolesOf(candidates, ask);
  const inRole = (mine: readonly number[]) => columnsOf(mine.map((at) => candidates[at]));
  const places = joinColumns(facilityPlaces(view, field.sites), inRole(roles.canteens));
  const { offset, demand, costCentimeters } = await network.walksWithin(
    await network.place(places, signal),
    peopleSnaps,
    limitCentimeters,
    MOST_PAIRS,
    signal,
  );
  const walks: TimedLists = {
    offset,
    point: demand,
    seconds: Float64Array.from(costCentimeters, (cost) => walkSecondsOf(cost, speedMetersPerSecond)),
  };
  const rides = await meals.ridesBetween(
    network,
    {
      points: placesOf(view, points),
      sites: places,
      kitchens: joinColumns(facilityPlaces(view, field.kitchens), inRole(roles.kitchens)),
    },
    ask.settings,
    signal,
  );
  const question = questionFor(field, mine, candidates, roles, ask, {
    walks,
    rides: rides.rides,
    supply: rides.supply,
  });
  return {
    ...{ question, candidates, points, hasStreet: rides.hasStreet },
    candidatesWithoutWalkway: snaps.missing,
    candidatesWithoutCost: ask.budget === null ? 0 : found.filter(({ cost }) => cost === null).length,
    unusable: [
      ...ask.lockedCanteens.filter((id) => !roles.canteens.some((at) => candidates[at].id === id)),
      ...ask.lockedKitchens.filter((id) => !roles.kitchens.some((at) => candidates[at].id === id)),
    ],
    dataHash: await hashOf(ask, question, signal),
  };
}

/** Positions of the candidates that may become canteens, and central kitchens. */
interface CandidateRoles {
  readonly canteens: readonly number[];
  readonly kitchens: readonly number[];
}

/** Roles nobody asks for are not looked at: their rides would be told for nothing. */
function rolesOf(
  candidates: readonly Candidate[],
  { canteens, kitchens, budget, kitchenKinds }: MealPlanAsk,
): CandidateRoles {
  const all = Array.from(candidates.keys());
  const isAsked = (count: number | null) => (count === null ? budget !== null : count > 0);
  const mayCook = ({ kind }: Candidate) =>
    kitchenKinds === null || (kind !== null && kitchenKinds.includes(kind));
  return {
    canteens: isAsked(canteens) ? all : [],
    kitchens: isAsked(kitchens) ? all.filter((at) => mayCook(candidates[at])) : [],
  };
}

function questionFor(
  field: MealField,
  mine: readonly number[],
  candidates: readonly Candidate[],
  roles: CandidateRoles,
  ask: MealPlanAsk,
  lists: Pick<MealGround, 'walks' | 'rides' | 'supply'>,
): MealPlanQuestion {
  const { settings, budget, newCanteensCook, kitchenCostFactor } = ask;
  const { sites, kitchens } = leftFor(field, mine);
  const unlimited = budget === null ? 0 : Infinity;
  const positionsOf = (ids: readonly string[]) =>
    Array.from(candidates.keys()).filter((at) => ids.includes(candidates[at].id));
  const cost = (factor: number) =>
    Float64Array.from(candidates, (candidate) => factor * (candidate.cost ?? 0));
  return {
    ground: {
      pointIds: mine.map((at) => field.ground.pointIds[at]),
      dineIn: Float64Array.from(mine, (at) => field.ground.dineIn[at]),
      delivery: Float64Array.from(mine, (at) => field.ground.delivery[at]),
      sites: [
        ...sites,
        ...roles.canteens.map((at) => {
          const { id, capacity } = candidates[at];
          const meals =
            capacity === null ? settings.canteenMealsPerDay : capacity * settings.mealsPerPersonPerDay;
          return siteOf(`+${id}`, meals, newCanteensCook, settings);
        }),
      ],
      kitchens: [
        ...kitchens,
        ...roles.kitchens.map((at) =>
          kitchenOf(`+${candidates[at].id}`, settings.kitchenMealsPerDay, settings),
        ),
      ],
      ...lists,
    },
    candidateIds: candidates.map(({ id }) => id),
    siteCandidate: Int32Array.from([...sites.map(() => -1), ...roles.canteens]),
    kitchenCandidate: Int32Array.from([...kitchens.map(() => -1), ...roles.kitchens]),
    canteens: ask.canteens ?? unlimited,
    kitchens: ask.kitchens ?? unlimited,
    lockedCanteens: positionsOf(ask.lockedCanteens),
    lockedKitchens: positionsOf(ask.lockedKitchens),
    ...(budget !== null && { budget, canteenCost: cost(1), kitchenCost: cost(kitchenCostFactor) }),
  };
}

/** Existing places with what is left of them once everybody outside has had what they have now. */
function leftFor({ ground, assignment }: MealField, mine: readonly number[]) {
  const inside = new Set(mine);
  const sites = ground.sites.map(({ id, mealsPerDay, deliveredMealsPerDay, cookedMealsPerDay }) => ({
    ...{ id, mealsPerDay, deliveredMealsPerDay, cookedMealsPerDay },
  }));
  const kitchens = ground.kitchens.map(({ id, mealsPerDay }) => ({ id, mealsPerDay }));
  const less = (had: number, taken: number) => Math.max(0, Math.round((had - taken) * 1e6) / 1e6);
  for (const { point, layer, site, kitchen, meals } of assignment.chains) {
    if (inside.has(point)) continue;
    const place = sites[site];
    place.mealsPerDay = less(place.mealsPerDay, meals);
    if (layer === 'DELIVERY') place.deliveredMealsPerDay = less(place.deliveredMealsPerDay, meals);
    if (kitchen < 0) place.cookedMealsPerDay = less(place.cookedMealsPerDay, meals);
    else kitchens[kitchen].mealsPerDay = less(kitchens[kitchen].mealsPerDay, meals);
  }
  return { sites, kitchens };
}

/** The box around the points, as much wider as people walk. */
function boxAroundPoints({ view }: MealField, points: Int32Array) {
  const { lon, lat } = view.ground.demand;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const point of points) {
    west = Math.min(west, lon[point]);
    east = Math.max(east, lon[point]);
    south = Math.min(south, lat[point]);
    north = Math.max(north, lat[point]);
  }
  if (points.length === 0) return [0, 0, 0, 0] as const;
  const meters = view.limit.limitCentimeters / 100 + DEFAULT_SNAP_LIMIT_METERS;
  const [low, high] = [boxAround(west, south, meters), boxAround(east, north, meters)];
  return [Math.min(low[0], high[0]), low[1], Math.max(low[2], high[2]), high[3]] as const;
}

function columnsOf(places: readonly Candidate[]): PlaceColumns {
  return { lon: places.map(({ lon }) => lon), lat: places.map(({ lat }) => lat) };
}

function joinColumns(a: PlaceColumns, b: PlaceColumns): PlaceColumns {
  return {
    lon: [...Array.from(a.lon), ...Array.from(b.lon)],
    lat: [...Array.from(a.lat), ...Array.from(b.lat)],
  };
}

const BYTES_PER_STEP = 1 << 20;

/** Columns are hashed as the bytes they are: as text millions of pairs take seconds. */
async function hashOf(
  { timeLimitSeconds: _, ...ask }: MealPlanAsk,
  question: MealPlanQuestion,
  signal?: AbortSignal,
): Promise<string> {
  const columns: ArrayBufferView[] = [];
  const text = JSON.stringify([ask, question], (_key, each: unknown) => {
    if (!ArrayBuffer.isView(each)) return each;
    columns.push(each);
    return each.byteLength;
  });
  const hash = createHash('sha256').update(text);
  const turns = new Turns();
  for (const { buffer, byteOffset, byteLength } of columns) {
    for (let at = 0; at < byteLength; at += BYTES_PER_STEP) {
      hash.update(new Uint8Array(buffer, byteOffset + at, Math.min(BYTES_PER_STEP, byteLength - at)));
      await turns.pause();
      signal?.throwIfAborted();
    }
  }
  return hash.digest('hex');
}
