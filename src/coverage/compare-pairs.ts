import type { DivisionsRepository } from '../divisions/index.js';
import type { GroundFacility, PlanningGround } from './planning-ground.js';

/** A facility as both sides of a comparison know it. */
export interface FacilityPair {
  /** Its id; for one that a scenario opens, what makes it the same on both sides. */
  readonly key: string;
  /** As it lies among the divisions of the earlier and of the later side, with what it offers there. */
  readonly earlier: GroundFacility;
  readonly later: GroundFacility;
  /** False on a side whose scenario does not open it. */
  readonly isBefore: boolean;
  readonly isAfter: boolean;
}

/**
 * The facilities of two grounds of one state of the data, by id. One that only a scenario of one side opens is told as it
 * would lie on the other: at most two statements, and only where the sides have other dates.
 */
export async function pairFacilities(
  before: PlanningGround,
  after: PlanningGround,
  divisions: Pick<DivisionsRepository, 'findAround'>,
): Promise<FacilityPair[]> {
  const onEarlier = new Map(before.facilities.map((facility) => [keyOf(facility), facility]));
  const onLater = new Map(after.facilities.map((facility) => [keyOf(facility), facility]));
  const missingOn = (known: ReadonlyMap<string, unknown>, { facilities }: PlanningGround) =>
    facilities.filter((facility) => !known.has(keyOf(facility)));
  for (const one of await moved(missingOn(onLater, before), before, after, divisions))
    onLater.set(keyOf(one), one);
  for (const one of await moved(missingOn(onEarlier, after), after, before, divisions))
    onEarlier.set(keyOf(one), one);
  const [isBefore, isAfter] = [before, after].map(({ facilities }) => new Set(facilities.map(keyOf)));
  return [...onLater.keys()].sort().map((key) => ({
    ...{ key, earlier: onEarlier.get(key)!, later: onLater.get(key)! },
    ...{ isBefore: isBefore.has(key), isAfter: isAfter.has(key) },
  }));
}

/** Two scenarios may call different places by one name. */
function keyOf({ id, openedBy, kind, lon, lat, assigned }: GroundFacility): string {
  return openedBy === undefined ? id : `${id} ${JSON.stringify([kind, lon, lat, assigned])}`;
}

/** Facilities of one ground as they would lie on another, where they do not operate. */
async function moved(
  facilities: readonly GroundFacility[],
  from: PlanningGround,
  to: PlanningGround,
  divisions: Pick<DivisionsRepository, 'findAround'>,
): Promise<GroundFacility[]> {
  const places = facilities.map(({ lon, lat }) => ({ lon: lon!, lat: lat!, divisionCode: null }));
  const codes =
    from.asOf === to.asOf
      ? facilities.map(({ divisionCode }) => divisionCode)
      : await divisions.findAround(places, to.asOf);
  return facilities.map((facility, at) => ({
    ...facility,
    ...{ divisionCode: codes[at], division: to.tree.numberOf(codes[at]), operating: false },
  }));
}
