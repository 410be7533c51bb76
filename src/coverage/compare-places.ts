import type { HeldNetwork } from '../accessibility/index.js';
import { SnapSet, versionKey } from '../accessibility/index.js';
import type { FacilityPair } from './compare-pairs.js';
import type { CoverageView } from './coverage-view.js';
import type { GroundFacility } from './planning-ground.js';
import type { SitedChange } from './what-if-sites.js';
import type { NewSite } from './what-if.service.js';

/** A place that operates before or after, or both. One that moves is two: the old place closes, the new one opens. */
export interface ComparedPlace {
  /** Key of the facility's pair; `resized:` before it for what a scenario makes of it, `change:n` for what changes[n] puts down. */
  readonly key: string;
  readonly facility: GroundFacility;
  /** The same as it lay among the divisions of the earlier date. */
  readonly earlier: GroundFacility;
  /** True when it is of the service by itself, whatever a predicate says. */
  readonly isOfService: boolean;
  /** The facility itself, unless newly opened. */
  readonly known: GroundFacility | null;
  readonly name: string | null;
  readonly changeIndex: number | null;
  /** True for either place of a facility that offers the service on one side only, by a scenario's word. */
  readonly isResized: boolean;
}

/** Everything that operates before or after a change, told apart by key. */
export interface ComparedPlaces {
  /** Existing facilities in the order of their ids, then what changes put down. */
  readonly places: readonly ComparedPlace[];
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  /** Where they stand on the network, in the same order; null without one. */
  readonly sites: SnapSet | null;
}

/** Changes tried out on the later side, each with where it puts its facility. */
interface PlacedChanges {
  readonly sited: readonly SitedChange[];
  readonly sites: readonly (NewSite | null)[];
  /** Per change the division its place lies in on the earlier date. */
  readonly earlier: readonly (string | null)[];
}

export const NO_CHANGES: PlacedChanges = { sited: [], sites: [], earlier: [] };

/**
 * The facilities of two views of one state of the data, with changes to the later one. One that a scenario makes offer
 * the service, or makes it cease to, is two places as well.
 */
export async function comparedPlaces(
  before: CoverageView,
  after: CoverageView,
  pairs: readonly FacilityPair[],
  { sited, sites, earlier: earlierCodes }: PlacedChanges,
  signal?: AbortSignal,
): Promise<ComparedPlaces> {
  const { facilities, tree } = after.ground;
  const places: ComparedPlace[] = [];
  const keysBefore = new Set<string>();
  const keysAfter = new Set<string>();
  const keyAfter = new Map<string, string>();
  for (const { key, earlier, later, isBefore, isAfter } of pairs) {
    const isResized = isBefore && isAfter && isOtherOffer(earlier, later, [before, after]);
    const place = (placeKey: string, { name, capabilities }: GroundFacility) =>
      places.push({
        ...{ key: placeKey, name, isResized, isOfService: false, known: later, changeIndex: null },
        facility: isResized ? { ...later, capabilities } : later,
        earlier: isResized ? { ...earlier, capabilities } : earlier,
      });
    const afterwards = isResized ? `resized:${key}` : key;
    place(key, isBefore ? earlier : later);
    if (isResized) place(afterwards, later);
    if (isBefore && earlier.operating) keysBefore.add(key);
    if (isAfter && later.operating) keysAfter.add(afterwards);
    if (isAfter) keyAfter.set(later.id, afterwards);
  }
  const existing = places.length;
  // Of several changes to one facility the last stands.
  const last = new Map(sited.map(({ facility }, index) => [facility, index]));
  for (const [number, index] of last) {
    const { change } = sited[index];
    const known = facilities[after.field.serving[number]] ?? null;
    if (known) keysAfter.delete(keyAfter.get(known.id)!);
    const site = sites[index];
    if (change.kind === 'CLOSE' || !site) continue;
    const key = `change:${index}`;
    keysAfter.add(key);
    const standingIn = (divisionCode: string | null): GroundFacility => ({
      ...(known ?? NEW_PLACE),
      ...{ id: known?.id ?? key, divisionCode, division: tree.numberOf(divisionCode) },
      ...{ lon: change.at.lon, lat: change.at.lat },
    });
    places.push({
      ...{ key, known, changeIndex: index, isOfService: known === null, isResized: false },
      facility: standingIn(site.divisionCode),
      earlier: standingIn(earlierCodes[index]),
      name: known?.name ?? (change.kind === 'OPEN' ? change.name : null),
    });
  }
  const network = after.snapshotId === null ? null : after.field.network;
  const added = places.slice(existing).map(({ changeIndex }) => sites[changeIndex!]!.snap);
  return {
    ...{ places, before: keysBefore, after: keysAfter },
    sites: network && (await sitesOf(network, [before, after], places.slice(0, existing), added, signal)),
  };
}

/** Whether a scenario decides that a facility offers the service, by the rule of either side. */
function isOtherOffer(
  earlier: GroundFacility,
  later: GroundFacility,
  views: readonly CoverageView[],
): boolean {
  return views.some(({ presence: { predicates } }) => {
    return predicates.offers({ ...later, capabilities: earlier.capabilities }) !== predicates.offers(later);
  });
}

async function sitesOf(
  network: HeldNetwork,
  views: readonly [CoverageView, CoverageView],
  existing: readonly ComparedPlace[],
  added: Parameters<typeof SnapSet.of>[0],
  signal?: AbortSignal,
): Promise<SnapSet> {
  signal?.throwIfAborted();
  const points = {
    lon: existing.map(({ facility }) => facility.lon ?? NaN),
    lat: existing.map(({ facility }) => facility.lat ?? NaN),
  };
  const [{ ground }] = views;
  // What the register holds stays the same for all who compare it.
  const known = views.every((view) => view.ground.scenario === null)
    ? await network.snapAll(`all facilities ${versionKey(ground.version, 'facilities')}`, points)
    : await network.place(points, signal);
  return added.length === 0 ? known : SnapSet.of([...known.toSnaps(), ...added]);
}

const NEW_PLACE: Omit<GroundFacility, 'id' | 'division' | 'divisionCode' | 'lon' | 'lat'> = {
  name: '',
  kind: 'COMMUNITY_STATION',
  capabilities: [],
  mealMode: null,
  published: true,
  assigned: [],
  synthetic: false,
  operating: true,
};
