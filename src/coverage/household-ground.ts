import type { EntranceRow } from '../estates/index.js';
import type { SourcesInUse } from '../platform/sources/index.js';
import type { DatedPlaces } from './dated-places.repository.js';
import type { DivisionTree } from './division-tree.js';

/** Estates in the order of their ids, as parallel arrays, and every place one leaves them by; as of one day. */
export interface HouseholdGround extends SourcesInUse {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly households: Int32Array;
  /** Number in the tree of the division each lies in, -1 = none. */
  readonly division: Int32Array;
  /** 1 for each estate handed over by the day, or of which no day is recorded; nobody lives in the others yet. */
  readonly delivered: Uint8Array;
  /** 1 for each of those whose number of households is known: only they count. */
  readonly counted: Uint8Array;
  /** The entrances of estate e are numbers entranceOffset[e] … entranceOffset[e + 1] − 1; its point where none is recorded. */
  readonly entranceOffset: Int32Array;
  readonly ordinal: Int32Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
}

/** Databases differ in how they sort text; entrances are put in code order so that lists and ties are alike everywhere. */
export function sortedEntrances(rows: readonly EntranceRow[]): EntranceRow[] {
  return [...rows].sort((a, b) =>
    a.estateId === b.estateId ? a.ordinal - b.ordinal : a.estateId < b.estateId ? -1 : 1,
  );
}

/**
 * @param sorted as `sortedEntrances` puts them
 * @param asOf YYYY-MM-DD
 * @param moved estates that lie in another division on the day than is stored
 */
export function householdGround(
  sorted: readonly EntranceRow[],
  sources: SourcesInUse,
  tree: DivisionTree,
  asOf: string,
  moved: DatedPlaces,
): HouseholdGround {
  const firsts = [...sorted.keys()].filter((at) => sorted[at].estateId !== sorted[at - 1]?.estateId);
  const estates = firsts.map((at) => sorted[at]);
  const delivered = Uint8Array.from(estates, ({ deliveredOn }) =>
    deliveredOn === null || deliveredOn <= asOf ? 1 : 0,
  );
  return {
    ids: estates.map(({ estateId }) => estateId),
    names: estates.map(({ estateName }) => estateName),
    households: Int32Array.from(estates, ({ households }) => households ?? 0),
    division: Int32Array.from(estates, ({ estateId, divisionCode }) =>
      tree.numberOf(moved.has(estateId) ? moved.get(estateId)! : divisionCode),
    ),
    delivered,
    counted: delivered.map((isDelivered, estate) => (estates[estate].households ? isDelivered : 0)),
    entranceOffset: Int32Array.from([...firsts, sorted.length]),
    ordinal: Int32Array.from(sorted, ({ ordinal }) => ordinal),
    lon: Float64Array.from(sorted, ({ lon }) => lon),
    lat: Float64Array.from(sorted, ({ lat }) => lat),
    ...sources,
  };
}
