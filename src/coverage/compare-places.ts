import type { HeldNetwork } from '../accessibility/index.js';
import { SnapSet, versionKey } from '../accessibility/index.js';
import type { CoverageView } from './coverage-view.js';
import type { GroundFacility } from './planning-ground.js';
import type { SitedChange } from './what-if-sites.js';
import type { NewSite } from './what-if.service.js';

/** A place that operates before or after, or both. One that moves is two: the old place closes, the new one opens. */
export interface ComparedPlace {
  /** Facility id, or `change:n` for what changes[n] puts down. */
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

/** The facilities of two views of one state of the data, with changes to the later one. */
export async function comparedPlaces(
  before: CoverageView,
  after: CoverageView,
  changes: readonly SitedChange[],
  newSites: readonly (NewSite | null)[],
  /** Per change the division its place lies in on the earlier date. */
  earlierCodes: readonly (string | null)[],
  signal?: AbortSignal,
): Promise<ComparedPlaces> {
  const { facilities, tree } = after.ground;
  const operating = (view: CoverageView) =>
    new Set(view.ground.facilities.flatMap(({ id, operating: is }) => (is ? [id] : [])));
  // Both grounds are of one state of the data: the same facilities in the same order.
  const places = facilities.map((facility, at): ComparedPlace => {
    const { id: key, name } = facility;
    const earlier = before.ground.facilities[at];
    return { key, facility, earlier, isOfService: false, known: facility, name, changeIndex: null };
  });
  const keysAfter = operating(after);
  // Of several changes to one facility the last stands.
  const last = new Map(changes.map(({ facility }, index) => [facility, index]));
  for (const [number, index] of last) {
    const { change } = changes[index];
    const known = facilities[after.field.serving[number]] ?? null;
    if (known) keysAfter.delete(known.id);
    const site = newSites[index];
    if (change.kind === 'CLOSE' || !site) continue;
    const key = `change:${index}`;
    keysAfter.add(key);
    const standingIn = (divisionCode: string | null): GroundFacility => ({
      ...(known ?? NEW_PLACE),
      ...{ id: known?.id ?? key, divisionCode, division: tree.numberOf(divisionCode) },
      ...{ lon: change.at.lon, lat: change.at.lat },
    });
    places.push({
      ...{ key, known, changeIndex: index, isOfService: known === null },
      facility: standingIn(site.divisionCode),
      earlier: standingIn(earlierCodes[index]),
      name: known?.name ?? (change.kind === 'OPEN' ? change.name : null),
    });
  }
  const network = after.snapshotId === null ? null : after.field.network;
  const added = places.slice(facilities.length).map(({ changeIndex }) => newSites[changeIndex!]!.snap);
  return {
    places,
    before: operating(before),
    after: keysAfter,
    sites: network && (await sitesOf(network, after, added, signal)),
  };
}

async function sitesOf(
  network: HeldNetwork,
  { ground }: CoverageView,
  added: Parameters<typeof SnapSet.of>[0],
  signal?: AbortSignal,
): Promise<SnapSet> {
  signal?.throwIfAborted();
  const existing = await network.snapAll(`all facilities ${versionKey(ground.version, 'facilities')}`, {
    lon: ground.facilities.map(({ lon }) => lon ?? NaN),
    lat: ground.facilities.map(({ lat }) => lat ?? NaN),
  });
  return added.length === 0 ? existing : SnapSet.of([...existing.toSnaps(), ...added]);
}

const NEW_PLACE: Omit<GroundFacility, 'id' | 'division' | 'divisionCode' | 'lon' | 'lat'> = {
  name: '',
  kind: 'COMMUNITY_STATION',
  capabilities: [],
  published: true,
  assigned: [],
  synthetic: false,
  operating: true,
};
