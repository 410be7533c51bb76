import type { Cohort } from '../demand/index.js';
import type { FacilityPlace } from '../kernel/accessibility/index.js';
import { CoverageWhatIf, WhatIfIndex } from '../kernel/coverage/coverage-what-if.js';
import type { PopulationCoverage } from '../kernel/coverage/population.js';
import { invariant } from '../kernel/invariant.js';
import type { Snap } from '../kernel/network/index.js';
import { inTurns } from '../platform/compute/in-turns.js';
import type { CoverageView } from './coverage-view.js';
import { PresenceCounts } from './what-if-presence.js';

/** Who walks where, and who is covered. Points are positions in `WhatIfState.points`, divisions numbers in the tree. */
export interface WalkFigures {
  /** Number of the nearest facility of each point, -1 for none within the limit. */
  readonly nearest: Int32Array;
  readonly costCentimeters: Int32Array;
  coverageOf(division: number): PopulationCoverage;
  /** Points that lie in no division. */
  readonly elsewhere: PopulationCoverage;
}

/** What changes do to the walks. */
export interface ChangedWalks {
  /** Points whose nearest facility or walk is another, ascending; the arrays of `after` follow this list. */
  readonly points: Int32Array;
  readonly after: WalkFigures;
}

/** Points made ready between two looks at the clock. */
const POINTS_PER_STEP = 20_000;

/**
 * The real facilities of one question, ready to be changed. A question puts its facilities down, reads, and takes them
 * back; another one waits meanwhile, so no question sees another's. Numbers of facilities: those that serve, in the
 * order of `NearestField.serving`, then opened ones.
 */
export class WhatIfState {
  /** What is so without any change. */
  readonly before: WalkFigures;
  readonly presence: PresenceCounts;
  private readonly sites: readonly (Snap | null)[];
  private last: Promise<unknown> = Promise.resolve();
  /** True from the first change until all is taken back: a question that broke off in between leaves it so. */
  private isChanged = false;

  private constructor(
    readonly view: CoverageView,
    /** Positions in the ground's demand of the points that state the cohort. */
    readonly points: Int32Array,
    private readonly whatIf: CoverageWhatIf,
  ) {
    const { tree, facilities } = view.ground;
    this.sites = [...whatIf.facilities];
    const coverage = Array.from(tree.nodes.keys(), (division) => whatIf.coverageOf(division));
    this.before = {
      nearest: whatIf.nearest.slice(),
      costCentimeters: whatIf.costCentimeters.slice(),
      coverageOf: (division) => coverage[division],
      elsewhere: whatIf.elsewhere,
    };
    this.presence = new PresenceCounts(
      tree,
      view.field.serving.map((position) => facilities[position]),
    );
  }

  /** Makes one ready in turns of some milliseconds. */
  static build(view: CoverageView, cohort: Cohort): Promise<WhatIfState> {
    return inTurns(buildInSteps(view, cohort, (points, whatIf) => new WhatIfState(view, points, whatIf)));
  }

  /** Where a facility stands on the network without any change; null where no walkway is near, or for an opened one. */
  siteOf(facility: number): Snap | null {
    return this.sites[facility] ?? null;
  }

  /** What would be so if each facility (named once) stood where it is said to; afterwards all is as before. */
  changedBy(places: readonly FacilityPlace[], signal?: AbortSignal): Promise<ChangedWalks> {
    const answer = this.last.then(() => {
      signal?.throwIfAborted();
      return this.tryOut(places);
    });
    this.last = answer.catch(() => {});
    return answer;
  }

  private async tryOut(places: readonly FacilityPlace[]): Promise<ChangedWalks> {
    const { whatIf, before } = this;
    invariant(!this.isChanged, 'an earlier what-if took back what it changed');
    this.isChanged = true;
    // Numbers that earlier questions used lie closed and ready; only then do new ones follow in rising order.
    const inOrder = [...places].sort((a, b) => a.facility - b.facility);
    const change = await inTurns(whatIf.putInSteps(inOrder));
    const points = change.points.sort();
    const coverage = new Map(Array.from(change.divisions, (each) => [each, whatIf.coverageOf(each)]));
    const after: WalkFigures = {
      nearest: points.map((point) => whatIf.nearest[point]),
      costCentimeters: points.map((point) => whatIf.costCentimeters[point]),
      coverageOf: (division) => coverage.get(division) ?? before.coverageOf(division),
      elsewhere: whatIf.elsewhere,
    };
    await inTurns(
      whatIf.putInSteps(inOrder.map(({ facility }) => ({ facility, place: this.siteOf(facility) }))),
    );
    this.isChanged = false;
    return { points, after };
  }
}

function* buildInSteps<R>(
  view: CoverageView,
  cohort: Cohort,
  make: (points: Int32Array, whatIf: CoverageWhatIf) => R,
): Generator<void, R> {
  const { demandSnaps, network, sites } = view.field;
  const { demand, tree } = view.ground;
  const people = demand.people[cohort];
  const points = Int32Array.from(people.keys()).filter((point) => !Number.isNaN(people[point]));
  const snaps: (Snap | null)[] = [];
  for (const point of points) {
    if (snaps.push(demandSnaps.at(point)) % POINTS_PER_STEP === 0) yield;
  }
  const index = yield* WhatIfIndex.inSteps({
    network: network.network,
    demand: snaps,
    weight: Float64Array.from(points, (point) => people[point]),
    pointDivision: points.map((point) => demand.division[point]),
    parent: tree.parent,
  });
  yield;
  return make(points, yield* CoverageWhatIf.inSteps(index, sites.toSnaps(), view.limit.limitCentimeters));
}
