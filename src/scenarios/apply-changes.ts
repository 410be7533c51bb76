import type { ServingFacility } from '../facilities/index.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import {
  capacitiesWith,
  type ChangedCapacities,
  type CloseChange,
  type OpenChange,
  type ResizeChange,
  type ScenarioChange,
} from './scenario-change.js';

/** A facility of the register as of a date. */
export interface RegisterFacility extends ServingFacility {
  readonly operating: boolean;
}

/** A facility a scenario opens; where it lies among the divisions is still to be found. */
export interface OpenedFacility extends RegisterFacility {
  /** Position of the change that opens it. */
  readonly openedBy: number;
  readonly lon: number;
  readonly lat: number;
}

export interface ChangedRegister<F extends RegisterFacility> {
  /** In the order of their ids. */
  readonly facilities: readonly (F | OpenedFacility)[];
  /** By id, of what opens all there is and of what is resized only what changes; null where nothing is said. */
  readonly capacities: ReadonlyMap<string, ChangedCapacities>;
}

/** A facility while changes are made. */
interface Standing<F> {
  facility: F | OpenedFacility;
  readonly opening: OpenChange | null;
  /** Position of the change that closes it, whether or not its day has come. */
  closedBy: number | null;
}

type Standings<F> = Map<string, Standing<F>>;

/**
 * Makes changes to the register as of a date, in their order. A change whose first day lies later is held against the
 * register all the same, but what it opens only stands there without operating. What opens and closes again is gone.
 * @param register in the order of the ids
 * @param asOf YYYY-MM-DD
 * @param held what the register says facilities hold, by id, of those whose beds change
 * @throws PlanningError with `details.change`, the position: NOT_FOUND for a facility that does not exist (yet), CONFLICT
 *   for an id that is taken, FAILED_PRECONDITION with `details.reason` NOT_OPERATING, ALREADY_CLOSED, NOT_YET_OPEN or
 *   NURSING_BEDS_BEYOND_BEDS.
 */
export function applyChanges<F extends RegisterFacility>(
  register: readonly F[],
  changes: readonly ScenarioChange[],
  asOf: string,
  held: ReadonlyMap<string, ChangedCapacities> = new Map(),
): ChangedRegister<F> {
  const standing: Standings<F> = new Map(
    register.map((facility) => [facility.id, { facility, opening: null, closedBy: null }]),
  );
  const capacities = new Map<string, ChangedCapacities>();
  /** What opened and closed again, with the position of the closing. */
  const gone = new Map<string, number>();
  changes.forEach((change, position) => {
    const isInForce = change.from === null || change.from <= asOf;
    if (change.kind === 'OPEN') {
      if (open(standing, change, position, isInForce)) capacities.set(change.id, capacitiesOf(change));
      return;
    }
    const { facilityId: id } = change;
    const known = findOpen(standing, gone, change, position);
    if (isInForce && !known.opening && !known.facility.operating)
      throw unfit(position, id, 'NOT_OPERATING', `does not operate on ${asOf}`);
    if (change.kind === 'CLOSE') {
      known.closedBy = position;
      if (!isInForce) return;
      capacities.delete(id);
      if (known.opening) {
        standing.delete(id);
        gone.set(id, position);
      } else known.facility = { ...known.facility, operating: false };
    } else if (isInForce) {
      const { capabilities } = change;
      if (capabilities !== null) known.facility = { ...known.facility, capabilities };
      const changed = capacitiesWith(capacities.get(id), change);
      checkBeds(position, change, capacitiesWith(known.opening ? undefined : held.get(id), changed));
      capacities.set(id, changed);
    }
  });
  const facilities = Array.from(standing.values(), ({ facility }) => facility);
  return { facilities: facilities.sort((a, b) => (a.id < b.id ? -1 : 1)), capacities };
}

const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

/** @returns whether it now stands there; one that opens anew later leaves the one that closes before. */
function open<F extends RegisterFacility>(
  standing: Standings<F>,
  change: OpenChange,
  position: number,
  operating: boolean,
): boolean {
  const { id, name, facilityKind: kind, capabilities, at, assignedTo } = change;
  const known = standing.get(id);
  if (known && (known.opening === null || known.closedBy === null))
    throw new PlanningError(
      'CONFLICT',
      `changes[${position}]: facility ${id} exists already; give another id.`,
      {
        ...{ change: position, id },
      },
    );
  if (known && !operating) return false;
  const assigned = assignedTo.map((code) => ({ code, relation: 'ASSIGNED' as const }));
  const facility: OpenedFacility = {
    ...{ id, name, kind, capabilities, mealMode: null, assigned, operating, openedBy: position },
    ...{ published: true, divisionCode: null, lon: at.lon, lat: at.lat, synthetic: false },
  };
  standing.set(id, { facility, opening: change, closedBy: null });
  return true;
}

/** The facility a change closes or resizes, which no change before has closed. */
function findOpen<F extends RegisterFacility>(
  standing: Standings<F>,
  gone: ReadonlyMap<string, number>,
  { facilityId: id, from }: CloseChange | ResizeChange,
  position: number,
): Standing<F> {
  const known = standing.get(id);
  const closedBy = known ? known.closedBy : (gone.get(id) ?? null);
  if (closedBy !== null)
    throw unfit(position, id, 'ALREADY_CLOSED', `is already closed by changes[${closedBy}]`);
  if (!known)
    throw new PlanningError('NOT_FOUND', `changes[${position}]: there is no facility ${id}.`, {
      ...{ change: position, id },
    });
  const opens = known.opening?.from ?? FIRST_DAY;
  if ((from ?? LAST_DAY) < opens) throw unfit(position, id, 'NOT_YET_OPEN', `opens only on ${opens}`);
  return known;
}

/** Whether a change says something of beds. */
export function changesBeds(change: ScenarioChange): change is ResizeChange {
  return change.kind === 'RESIZE' && (change.beds !== null || change.nursingBeds !== null);
}

function checkBeds(position: number, change: ResizeChange, { beds, nursingBeds }: ChangedCapacities): void {
  if (!changesBeds(change) || beds === null || nursingBeds === null || nursingBeds <= beds) return;
  throw new PlanningError(
    'FAILED_PRECONDITION',
    `changes[${position}]: facility ${change.facilityId} would have ${nursingBeds} nursing beds among ${beds} beds; nursing beds are part of all beds, so say both.`,
    {
      ...{ reason: 'NURSING_BEDS_BEYOND_BEDS', change: position, id: change.facilityId, beds, nursingBeds },
    },
  );
}

function unfit(change: number, id: string, reason: string, words: string): PlanningError {
  return new PlanningError('FAILED_PRECONDITION', `changes[${change}]: facility ${id} ${words}.`, {
    ...{ reason, change, id },
  });
}

function capacitiesOf({
  beds,
  nursingBeds,
  mealsPerDay,
  floorAreaSquareMeters,
}: OpenChange): ChangedCapacities {
  return { beds, nursingBeds, mealsPerDay, floorAreaSquareMeters };
}
