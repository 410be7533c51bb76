import { type DataVersionRepository, versionKey } from '../accessibility/index.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import type { ScenariosService } from '../scenarios/index.js';
import { type AskedCare, askedCare } from './asked-care.js';
import type { CoverageService } from './coverage.service.js';
import { byId, codesAbove, type MapRow } from './gap-layer.js';
import type { GroundFacility, PlanningGround } from './planning-ground.js';

type Change = 'NONE' | 'OPENED' | 'CLOSED' | 'MOVED_HERE' | 'MOVED_AWAY' | 'RESIZED';

/** Facilities with a scenario's changes made, as a layer of maps; for planners. */
export class ScenarioLayer {
  constructor(
    private readonly coverage: CoverageService,
    private readonly versions: Pick<DataVersionRepository, 'read'>,
    private readonly scenarios: Pick<ScenariosService, 'get'>,
  ) {}

  /** @throws PlanningError UNAUTHENTICATED, FORBIDDEN, and as `askedCare` */
  async ask({ asOf, scenario: id }: AskedCare, viewer: Viewer) {
    demandRole(viewer, 'Reading scenarios', 'planner');
    const { asOf: day, scenario } = await askedCare({ asOf, scenario: id }, this.scenarios, viewer);
    const version = await this.versions.read();
    return {
      key: `${versionKey(version, 'divisions', 'facilities')} ${day} ${scenario?.key}`,
      read: async (): Promise<MapRow[]> => {
        const register = await this.coverage.ground(day, version);
        const ground = await this.coverage.ground(day, version, scenario);
        const changes = changesBetween(register, ground);
        return ground.facilities.map((facility) => rowOf(ground, facility, changes(facility))).sort(byId);
      },
    };
  }
}

/**
 * What a scenario does to each facility. It has no word for moving: what opens under the name and kind of what closes
 * has moved.
 */
function changesBetween(
  register: PlanningGround,
  ground: PlanningGround,
): (facility: GroundFacility) => Change {
  const before = new Map(register.facilities.map((facility) => [facility.id, facility]));
  const isOpened = ({ openedBy }: GroundFacility) => openedBy !== undefined;
  const isClosed = ({ id, operating }: GroundFacility) => !operating && before.get(id)?.operating === true;
  const naming = ({ kind, name }: GroundFacility) => `${kind} ${name}`;
  const opened = new Set(ground.facilities.filter(isOpened).map(naming));
  const closed = new Set(ground.facilities.filter(isClosed).map(naming));
  return (facility) => {
    if (isOpened(facility)) return closed.has(naming(facility)) ? 'MOVED_HERE' : 'OPENED';
    if (isClosed(facility)) return opened.has(naming(facility)) ? 'MOVED_AWAY' : 'CLOSED';
    const { id, capabilities } = facility;
    const offersElse = before.get(id)?.capabilities.join() !== capabilities.join();
    return offersElse || ground.changedCapacities.has(id) ? 'RESIZED' : 'NONE';
  };
}

function rowOf(ground: PlanningGround, facility: GroundFacility, change: Change): MapRow {
  const { id, name, kind, capabilities, operating, divisionCode, synthetic, division, lon, lat } = facility;
  const held = ground.changedCapacities.get(id);
  const properties = {
    ...{ id, name, kind, capabilities: capabilities.join(','), change, operating, divisionCode, synthetic },
    beds: held?.beds ?? null,
    nursingBeds: held?.nursingBeds ?? null,
    mealsPerDay: held?.mealsPerDay ?? null,
    floorAreaSquareMeters: held?.floorAreaSquareMeters ?? null,
  };
  return { id, lon, lat, divisions: codesAbove(ground, division), properties };
}
