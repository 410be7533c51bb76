import { BoundedCache, type DataVersion, LOOK_METERS, versionKey } from '../accessibility/index.js';
import type { Cohort } from '../demand/index.js';
import type { DivisionsAround } from '../divisions/index.js';
import type { FacilityPlace } from '../kernel/accessibility/index.js';
import type { Snap } from '../kernel/network/index.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { ruleOf } from './coverage-rule.js';
import type { CoverageView } from './coverage-view.js';
import { type CoverageQuestion, type CoverageService, divisionNumber } from './coverage.service.js';
import type { FacilityChange } from './what-if-change.js';
import { type ChangedFacility, WhatIfOutcome } from './what-if-outcome.js';
import type { StandingChange } from './what-if-presence.js';
import { type SitedChange, siteChanges } from './what-if-sites.js';
import { WhatIfState } from './what-if-state.js';
import { WhatIf } from './what-if.type.js';
import type { WhatIfChange } from './what-if.types.js';

export interface WhatIfQuestion extends CoverageQuestion {
  readonly cohort: Cohort;
  /** Tells only of this division and what lies under it; null = everywhere. */
  readonly divisionCode: string | null;
  readonly changes: readonly FacilityChange[];
}

/** Where a change puts its facility. */
export interface NewSite {
  readonly snap: Snap | null;
  /** Metres to the nearest walkway where none is near enough; null where one is. */
  readonly nearestWalkwayMeters: number | null;
  readonly divisionCode: string | null;
}

/** Each holds a few labels per node and demand point: some megabytes for a county. */
const KEPT_STATES = 8;

/** Answers what coverage would be if facilities opened, closed or moved. Nothing is stored. */
export class WhatIfService {
  private readonly states = new BoundedCache<WhatIfState>(KEPT_STATES);

  constructor(
    private readonly coverage: CoverageService,
    private readonly divisions: DivisionsAround,
  ) {}

  /**
   * What the changes, taken in order, do to walks, coverage and presence: the same as computing everything anew over the
   * facilities as they would stand, new ones after the existing where ties are broken. For planners; the caller has
   * checked the question.
   * @throws PlanningError UNAUTHENTICATED or FORBIDDEN, NOT_FOUND for an unknown division or facility,
   *   FAILED_PRECONDITION without a walking network or for a facility that cannot close or move, BAD_USER_INPUT for a
   *   place far from every walkway; the signal's reason when the request is dropped.
   */
  async ask(
    question: WhatIfQuestion,
    version: DataVersion,
    viewer: Viewer,
    signal?: AbortSignal,
  ): Promise<WhatIf> {
    demandRole(viewer, 'Asking what if', 'planner');
    const { cohort, divisionCode } = question;
    const view = await this.coverage.view(question, version);
    const focus = divisionCode === null ? -1 : divisionNumber(view.ground, divisionCode);
    const sited = siteChanges(view, question.changes);
    const [state, sites] = await Promise.all([this.state(view, cohort), this.place(view, sited, signal)]);
    const last = new Map(sited.map(({ facility }, index) => [facility, index]));
    const places = Array.from(last, ([facility, index]): FacilityPlace => {
      return { facility, place: sites[index]?.snap ?? null };
    });
    const walks = await state.changedBy(places, signal);
    const presence = state.presence.changedBy(standingChanges(view, sites, last));
    const names = new Map(
      Array.from(last, ([facility, changeIndex]): [number, ChangedFacility] => {
        const { change } = sited[changeIndex];
        return [facility, { changeIndex, name: change.kind === 'OPEN' ? change.name : null }];
      }),
    );
    const outcome = new WhatIfOutcome(state, walks, view.ground.demand.people[cohort], names, presence);
    const { before, after } = outcome.coverage(focus);
    const { newlyCovered, noLongerCovered, rerouted } = outcome.movements(focus);
    return Object.assign(new WhatIf(), {
      outcome,
      focus,
      rule: ruleOf(view, focus),
      cohort,
      changes: sited.map((each, index) => describeChange(state, each, index, sites[index])),
      coverageBefore: before,
      coverageAfter: after,
      peopleNewlyCovered: newlyCovered,
      peopleNoLongerCovered: noLongerCovered,
      pointsRerouted: rerouted,
    });
  }

  private state(view: CoverageView, cohort: Cohort): Promise<WhatIfState> {
    const { ground, limit, presence } = view;
    const key = [
      versionKey(ground.version, 'divisions', 'facilities', 'demand'),
      ...[presence.service, ground.asOf, limit.limitCentimeters, limit.speedMetersPerSecond, cohort],
    ].join(' ');
    return this.states.get(key, () => WhatIfState.build(view, cohort));
  }

  /**
   * Where each change puts its facility, null for one that closes.
   * @throws PlanningError BAD_USER_INPUT for a place far from every walkway
   */
  async place(
    view: CoverageView,
    sited: readonly SitedChange[],
    signal?: AbortSignal,
  ): Promise<(NewSite | null)[]> {
    const { network, serving } = view.field;
    const { facilities, asOf, version } = view.ground;
    const placed = sited.flatMap(({ change, facility }, index) => {
      if (change.kind === 'CLOSE') return [];
      return [{ ...change.at, index, divisionCode: facilities[serving[facility]]?.divisionCode ?? null }];
    });
    const columns = { lon: placed.map(({ lon }) => lon), lat: placed.map(({ lat }) => lat) };
    const [snaps, around] = await Promise.all([
      network.place(columns, signal),
      this.divisions.find(placed, asOf, version.revisions.divisions),
    ]);
    const sites: (NewSite | null)[] = sited.map(() => null);
    const far = snaps.missing === 0 ? null : await network.place(columns, signal, LOOK_METERS);
    placed.forEach(({ index, lon, lat }, at) => {
      const snap = snaps.at(at);
      const nearestWalkwayMeters = snap ? null : (far?.at(at)?.accessMeters ?? Infinity);
      if (nearestWalkwayMeters === Infinity) throw outside(index, lon, lat);
      sites[index] = { snap, nearestWalkwayMeters, divisionCode: around[at] };
    });
    return sites;
  }
}

function outside(index: number, lon: number, lat: number) {
  return badInput(
    `changes[${index}].at: no walkway lies within ${LOOK_METERS / 1000} km of lon ${lon}, lat ${lat}; expected a place in or near the walking network.`,
    { field: `changes[${index}].at`, reason: 'OUTSIDE_NETWORK', change: index },
  );
}

/** Where facilities count for presence before and after; a facility keeps the divisions it is assigned to. */
function standingChanges(
  { ground, field }: CoverageView,
  sites: readonly (NewSite | null)[],
  last: ReadonlyMap<number, number>,
): StandingChange[] {
  return Array.from(last, ([facility, index]) => {
    const known = ground.facilities[field.serving[facility]] ?? null;
    const site = sites[index];
    const after = site && {
      division: ground.tree.numberOf(site.divisionCode),
      assigned: known?.assigned ?? [],
    };
    return { before: known, after };
  });
}

function describeChange(
  state: WhatIfState,
  { change, facility }: SitedChange,
  index: number,
  site: NewSite | null,
): WhatIfChange {
  const { ground, field } = state.view;
  const known = ground.facilities[field.serving[facility]] ?? null;
  const place = change.kind === 'CLOSE' ? known! : change.at;
  const snap = site ? site.snap : state.siteOf(facility);
  const isKnown = place.lon !== null && place.lat !== null;
  return {
    index,
    kind: change.kind,
    facilityId: known?.id ?? null,
    name: known?.name ?? (change.kind === 'OPEN' ? change.name : null),
    location: isKnown ? { type: 'Point', coordinates: [place.lon!, place.lat!] } : null,
    divisionCode: site ? site.divisionCode : (known?.divisionCode ?? null),
    snapDistanceMeters: snap?.accessMeters ?? null,
    snappedPoint: snap && { type: 'Point', coordinates: [snap.lon, snap.lat] },
    offNetworkReason: snap ? null : isKnown ? 'NOT_SNAPPED' : 'NO_ENTRANCE',
    nearestWalkwayMeters: site?.nearestWalkwayMeters ?? null,
  };
}
