import {
  BoundedCache,
  versionKey,
  type DataVersion,
  type NetworkHolder,
  type WalkLimit,
} from '../accessibility/index.js';
import type { CareService, FacilityKind } from '../facilities/index.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { CoverageView } from './coverage-view.js';
import { nearestField, type NearestField } from './nearest-field.js';
import type { PlanningGroundRepository } from './planning-ground.repository.js';
import type { PlanningGround } from './planning-ground.js';
import { presenceField, type PresenceField } from './presence-field.js';
import { unitPresence, type UnitPresence } from './unit-presence.js';

/** What a coverage question fixes besides the division. */
export interface CoverageQuestion {
  readonly service: CareService;
  readonly limit: WalkLimit;
  /** Calendar date, YYYY-MM-DD. */
  readonly asOf: string;
}

/** What one service and date fix, whatever the walking limit. */
interface Fields {
  readonly presence: PresenceField;
  readonly walks: NearestField | null;
}

const KEPT_GROUNDS = 4;
const KEPT_FIELDS = 32;
const KEPT_VIEWS = 32;
const KEPT_PRESENCES = 64;

/**
 * One computation per question answers every division. Results are kept across requests under the snapshot and the
 * datasets' revisions, so a change of either is seen by the next request.
 */
export class CoverageService {
  private readonly grounds = new BoundedCache<PlanningGround>(KEPT_GROUNDS);
  private readonly fields = new BoundedCache<Fields>(KEPT_FIELDS);
  private readonly views = new BoundedCache<CoverageView>(KEPT_VIEWS);
  private readonly presences = new BoundedCache<readonly UnitPresence[]>(KEPT_PRESENCES);

  constructor(
    private readonly repository: PlanningGroundRepository,
    private readonly networks: NetworkHolder,
  ) {}

  /** Coverage of every division for one question; without a walking network only presence is known. */
  view(question: CoverageQuestion, version: DataVersion): Promise<CoverageView> {
    const { service, limit, asOf } = question;
    const key = `${keyOf(version)} ${service} ${asOf}`;
    return this.views.get(`${key} ${limit.walkMinutes} ${limit.speedMetersPerSecond}`, async () => {
      const { presence, walks } = await this.fields.get(key, () => this.field(question, version));
      return new CoverageView(presence, walks, limit);
    });
  }

  /** The catalogue of a data version (or newer, when it changed meanwhile) as of a date. */
  ground(asOf: string, version: DataVersion): Promise<PlanningGround> {
    return this.grounds.get(`${keyOf(version)} ${asOf}`, () => this.repository.read(asOf));
  }

  /** Which divisions of a ground have a service, in the order of its tree; asks no network. */
  presence(ground: PlanningGround, service: CareService): Promise<readonly UnitPresence[]> {
    return this.presences.get(`${keyOf(ground.version)} ${ground.asOf} ${service}`, async () => {
      return presenceField(ground, service).units;
    });
  }

  /** The same for operating facilities of one kind, whatever they offer. */
  presenceOfKind(ground: PlanningGround, kind: FacilityKind): Promise<readonly UnitPresence[]> {
    return this.presences.get(`${keyOf(ground.version)} ${ground.asOf} kind ${kind}`, async () => {
      const ofKind = { offers: (facility: { kind: FacilityKind }) => facility.kind === kind, steps: () => 1 };
      return unitPresence(ground.tree, ground.facilities, ofKind, (facility) => facility.kind === kind);
    });
  }

  private async field({ service, asOf }: CoverageQuestion, version: DataVersion): Promise<Fields> {
    const presence = presenceField(await this.ground(asOf, version), service);
    const { version: read } = presence.ground;
    if (read.snapshotId === null) return { presence, walks: null };
    return { presence, walks: await nearestField(presence, await this.networks.at(read)) };
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
