import {
  BoundedCache,
  versionKey,
  type DataVersion,
  type NetworkHolder,
  type WalkLimit,
} from '../accessibility/index.js';
import type { CareService, FacilityKind } from '../facilities/index.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { AppliedScenario } from '../scenarios/index.js';
import { CoverageView } from './coverage-view.js';
import { nearestField, type NearestField } from './nearest-field.js';
import type { PlanningGroundRepository } from './planning-ground.repository.js';
import type { PlanningGround } from './planning-ground.js';
import { presenceField, type PresenceField } from './presence-field.js';
import { scenarioGround, type ScenarioPlaces } from './scenario-ground.js';
import { unitPresence, type UnitPresence } from './unit-presence.js';

/** What a coverage question fixes besides the division. */
export interface CoverageQuestion {
  readonly service: CareService;
  readonly limit: WalkLimit;
  /** Calendar date, YYYY-MM-DD. */
  readonly asOf: string;
  /** Changes on top of the register; null, absent or without changes: the register as it is. */
  readonly scenario?: AppliedScenario | null;
}

/** What one service and date fix, whatever the walking limit. */
interface Fields {
  readonly presence: PresenceField;
  readonly walks: NearestField | null;
}

/** What is kept of the register, and of scenarios together, which so never push the register's out. */
class Kept {
  readonly grounds: BoundedCache<PlanningGround>;
  readonly fields: BoundedCache<Fields>;
  readonly views: BoundedCache<CoverageView>;
  readonly presences: BoundedCache<readonly UnitPresence[]>;

  constructor(sizes: Readonly<Record<'grounds' | 'fields' | 'views' | 'presences', number>>) {
    this.grounds = new BoundedCache(sizes.grounds);
    this.fields = new BoundedCache(sizes.fields);
    this.views = new BoundedCache(sizes.views);
    this.presences = new BoundedCache(sizes.presences);
  }
}

/**
 * One computation per question answers every division. Results are kept across requests under the snapshot, the
 * datasets' revisions and the scenario, so a change of any is seen by the next request.
 */
export class CoverageService {
  private readonly register = new Kept({ grounds: 4, fields: 32, views: 32, presences: 64 });
  private readonly scenarios = new Kept({ grounds: 8, fields: 8, views: 8, presences: 32 });

  constructor(
    private readonly repository: PlanningGroundRepository,
    private readonly places: ScenarioPlaces & { readonly networks: NetworkHolder },
  ) {}

  /**
   * Coverage of every division for one question; without a walking network only presence is known.
   * @throws PlanningError as `scenarioGround` for a scenario that cannot be applied
   */
  view(question: CoverageQuestion, version: DataVersion): Promise<CoverageView> {
    const { service, limit, asOf, scenario } = question;
    const kept = this.keptFor(scenario);
    const key = `${keyOf(version)} ${service} ${asOf} ${scenario?.key ?? ''}`;
    return kept.views.get(`${key} ${limit.walkMinutes} ${limit.speedMetersPerSecond}`, async () => {
      const { presence, walks } = await kept.fields.get(key, () => this.field(question, version));
      return new CoverageView(presence, walks, limit);
    });
  }

  /**
   * The catalogue of a data version (or newer, when it changed meanwhile) as of a date, changed by a scenario.
   * @throws PlanningError likewise
   */
  ground(
    asOf: string,
    version: DataVersion,
    scenario: AppliedScenario | null = null,
  ): Promise<PlanningGround> {
    const key = `${keyOf(version)} ${asOf}`;
    if (!scenario?.key) return this.register.grounds.get(key, () => this.repository.read(asOf));
    return this.scenarios.grounds.get(`${key} ${scenario.key}`, async () =>
      scenarioGround(await this.ground(asOf, version), scenario, this.places),
    );
  }

  /** Which divisions of a ground have a service, in the order of its tree; asks no network. */
  presence(ground: PlanningGround, service: CareService): Promise<readonly UnitPresence[]> {
    const { presences } = this.keptFor(ground.scenario);
    return presences.get(`${keyOf(ground.version)} ${ground.asOf} ${service}`, async () => {
      return presenceField(ground, service).units;
    });
  }

  /** The same for operating facilities of one kind, whatever they offer. */
  presenceOfKind(ground: PlanningGround, kind: FacilityKind): Promise<readonly UnitPresence[]> {
    const { presences } = this.keptFor(ground.scenario);
    return presences.get(`${keyOf(ground.version)} ${ground.asOf} kind ${kind}`, async () => {
      const ofKind = {
        offers: (facility: { kind: FacilityKind }) => facility.kind === kind,
        offersButForMealMode: () => false,
        steps: () => 1,
      };
      return unitPresence(ground.tree, ground.facilities, ofKind, (facility) => facility.kind === kind);
    });
  }

  private async field({ service, asOf, scenario }: CoverageQuestion, version: DataVersion): Promise<Fields> {
    const presence = presenceField(await this.ground(asOf, version, scenario), service);
    const { version: read } = presence.ground;
    if (read.snapshotId === null) return { presence, walks: null };
    return { presence, walks: await nearestField(presence, await this.places.networks.at(read)) };
  }

  private keptFor(scenario: AppliedScenario | null | undefined): Kept {
    return scenario?.key ? this.scenarios : this.register;
  }
}

/**
 * The division's number in the tree of a view.
 * @throws PlanningError NOT_FOUND
 */
export function divisionNumber(ground: PlanningGround, code: string): number {
  const division = ground.tree.numberOf(code);
  if (division >= 0) return division;
  throw new PlanningError('NOT_FOUND', `There is no division with the code ${code}.`, { code });
}

function keyOf(version: DataVersion): string {
  return versionKey(version, 'divisions', 'facilities', 'demand');
}
