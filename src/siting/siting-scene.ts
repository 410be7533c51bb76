import { BoundedCache, type DataVersion, type SnapSet, versionKey } from '../accessibility/index.js';
import type { CoverageView } from '../coverage/index.js';
import type { DivisionsRepository } from '../divisions/index.js';
import type { TravelLists } from '../kernel/siting/siting-model.js';
import { SharedWork } from '../platform/compute/shared-work.js';
import { Turns } from '../platform/compute/in-turns.js';
import type { CandidatePool } from './candidate-pool.js';
import { checkPairs, siteTravel } from './site-travel.js';
import { type CandidatePlace, readPlaces, type SitingPlaces } from './siting-places.js';
import { reachOf, type SitingQuestion } from './siting-question.js';

/** Where sites are on the network and whom they reach: candidates, then existing facilities. */
export interface SceneWalks {
  readonly snaps: SnapSet;
  readonly travel: TravelLists;
}

/** Kept of one scene: 40 MB. */
const MOST_PAIRS_KEPT = 5_000_000;

/** What questions about the same places rest on, whatever they wish for: how many, how dear, what is locked. */
export class SitingScene {
  /** Number in the tree by candidate, -1 = none. */
  private readonly divisionNumbers = new Map<string, number>();
  private shared: SharedWork<SceneWalks> | null;

  constructor(
    readonly view: CoverageView,
    /** Number in the tree of the division whose people count. */
    readonly division: number,
    readonly places: SitingPlaces,
    /** Centimetres looked at, null = however far. */
    private readonly reach: number | null,
    private readonly divisions: Pick<DivisionsRepository, 'findAround'>,
  ) {
    this.shared = new SharedWork((signal) => this.walk(signal));
  }

  /** @throws PlanningError LIMIT_EXCEEDED where there are more walks than can be looked at, as far as it is known */
  checkSize(): void {
    if (this.reach === null) checkPairs(this.siteCount, this.places.points.length);
  }

  /** @throws PlanningError LIMIT_EXCEEDED; the signal's reason */
  async walks(signal?: AbortSignal): Promise<SceneWalks> {
    this.checkSize();
    const walks = await (this.shared ? this.shared.join(signal) : this.walk(signal));
    if (walks.travel.demand.length > MOST_PAIRS_KEPT) this.shared = null;
    return walks;
  }

  /** Lowest divisions candidates stand in, by number in the tree, -1 = none. */
  async divisionsOf(candidates: readonly CandidatePlace[]): Promise<number[]> {
    const { tree, asOf } = this.view.ground;
    const unknown = candidates.filter(({ id }) => !this.divisionNumbers.has(id));
    const unplaced = unknown.filter(({ divisionCode }) => divisionCode === null);
    const codes = await this.divisions.findAround(unplaced, asOf);
    const around = new Map(unplaced.map(({ id }, at) => [id, codes[at]]));
    for (const { id, divisionCode } of unknown)
      this.divisionNumbers.set(id, tree.numberOf(divisionCode ?? around.get(id) ?? null));
    return candidates.map(({ id }) => this.divisionNumbers.get(id)!);
  }

  private get siteCount(): number {
    return this.places.candidates.length + this.places.existing.length;
  }

  private async walk(signal?: AbortSignal): Promise<SceneWalks> {
    const { network, demandSnaps } = this.view.field;
    const { candidates, existing, points } = this.places;
    const all = [...candidates, ...existing];
    const at = { lon: all.map(({ lon }) => lon ?? NaN), lat: all.map(({ lat }) => lat ?? NaN) };
    const snaps = await network.place(at, signal);
    return {
      snaps,
      travel: await siteTravel(network, snaps, demandSnaps.subset(points), this.reach, signal),
    };
  }
}

/** Keeps the scenes used last, so that only the first of many questions about the same places looks for them. */
export class SitingScenes {
  private readonly kept = new BoundedCache<SitingScene>(4);

  constructor(
    private readonly pool: CandidatePool,
    private readonly divisions: Pick<DivisionsRepository, 'findAround'>,
  ) {}

  /** @param version the request's, for what the view does not hold */
  find(
    view: CoverageView,
    version: DataVersion,
    division: number,
    question: SitingQuestion,
  ): Promise<SitingScene> {
    const { service, limit, asOf, cohort, candidateSources, candidateKinds, besideMeters } = question;
    const reach = reachOf(question);
    const chosenFrom = [candidateSources, candidateKinds, besideMeters, reach];
    const asked = [
      service,
      asOf,
      limit.walkMinutes,
      limit.speedMetersPerSecond,
      division,
      cohort,
      ...chosenFrom,
    ];
    // A view is as old as what it was made of; its revision of the facilities is a scenario's where there is one.
    const states = [
      versionKey(view.ground.version, 'divisions', 'facilities', 'demand'),
      versionKey(version, 'candidates', 'estates'),
    ];
    const key = `${states.join(' ')} ${JSON.stringify(asked)}`;
    return this.kept.get(key, async () => {
      await view.prepare(cohort);
      await new Turns().next();
      const places = await readPlaces(view, division, question, this.pool);
      return new SitingScene(view, division, places, reach, this.divisions);
    });
  }
}
