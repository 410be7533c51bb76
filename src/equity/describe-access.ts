import { ruleOf } from '../coverage/index.js';
import { CompensatedSum, compensatedSum } from '../kernel/compensated-sum.js';
import type { AccessField } from './access-field.js';
import type { AccessMethod } from './access-question.js';
import {
  AccessConservation,
  Accessibility,
  AccessOfDivision,
  AccessPoint,
  CatchmentFacility,
} from './access.types.js';

/** Sums of other orders of addition differ by some last bits. */
const ROUNDING = 1e-9;

const LAWS: Readonly<Record<AccessMethod, string>> = {
  TWO_STEP: 'Σ P·A = Σ S',
  ENHANCED: 'Σ P·A = Σ S',
  MODIFIED: 'Σ P·A ≤ Σ S',
  BALANCED: 'Σ A = Σ L, Σ facility demand = people in reach',
};

/** Access at or under a division, by its number in the tree. */
export function describeAccess(field: AccessField, unit: number): Accessibility {
  const { method, capacity, cohort } = field.question;
  return Object.assign(new Accessibility(), {
    field,
    unit,
    rule: ruleOf(field.view, unit),
    method,
    capacity,
    cohort,
    total: accessOfDivision(field, unit),
    conservation: conservationOf(field),
  });
}

export function accessOfDivision(field: AccessField, unit: number): AccessOfDivision {
  const { code, name, level } = field.view.ground.tree.nodes[unit];
  const people = field.people.at(unit);
  const accessTimesPeople = field.accessTimesPeople.at(unit);
  return Object.assign(new AccessOfDivision(), {
    code,
    name,
    level,
    people,
    meanAccess: people > 0 ? accessTimesPeople / people : null,
    accessTimesPeople,
    peopleWithoutAccess: field.peopleWithout.at(unit),
  });
}

export function conservationOf(field: AccessField): AccessConservation {
  const { question, capacity, state, access, ratio, facilityDemand, population, inReach } = field;
  const isServing = (j: number) => state[j] === 'SERVING';
  const over = (values: Float64Array, takes: (at: number) => boolean): number => {
    const sum = new CompensatedSum();
    values.forEach((value, at) => {
      if (!Number.isNaN(value) && takes(at)) sum.add(value);
    });
    return sum.value;
  };
  const sums = {
    accessTimesPeople: field.accessTimesPeople.everywhere,
    capacity: over(capacity, isServing),
    capacityWithoutCatchment: over(capacity, (j) => !isServing(j)),
    access: compensatedSum(access),
    ratios: over(ratio, isServing),
    peopleInReach: over(population, (i) => inReach[i] > 0),
    facilityDemand: over(facilityDemand, isServing),
  };
  const { method } = question;
  return Object.assign(new AccessConservation(), { law: LAWS[method], holds: holds(method, sums), ...sums });
}

function holds(
  method: AccessMethod,
  sums: Readonly<
    Record<
      'accessTimesPeople' | 'capacity' | 'access' | 'ratios' | 'peopleInReach' | 'facilityDemand',
      number
    >
  >,
): boolean {
  const isSame = (a: number, b: number) => Math.abs(a - b) <= ROUNDING * Math.max(a, b);
  if (method === 'BALANCED')
    return isSame(sums.access, sums.ratios) && isSame(sums.facilityDemand, sums.peopleInReach);
  const isEqual = isSame(sums.accessTimesPeople, sums.capacity);
  return isEqual || (method === 'MODIFIED' && sums.accessTimesPeople < sums.capacity);
}

/** One demand point, by its position in the ground's demand. */
export function describeAccessPoint(field: AccessField, point: number): AccessPoint {
  const { demand, tree } = field.view.ground;
  return Object.assign(new AccessPoint(), {
    demandPointId: demand.ids[point],
    divisionCode: tree.nodes[demand.division[point]]?.code ?? null,
    location: { type: 'Point' as const, coordinates: [demand.lon[point], demand.lat[point]] },
    people: demand.people[field.question.cohort][point],
    access: field.access[point],
    facilitiesInReach: field.inReach[point],
    snapped: field.view.field.demandSnaps.has(point),
  });
}

/** Facilities of the service that stand in the division or are in reach of its people, ascending by id. */
export function facilitiesFor({ view, pairs, population }: AccessField, unit: number): number[] {
  const { tree, demand, facilities } = view.ground;
  const { offset, demand: point } = pairs;
  const reaches = (j: number): boolean => {
    for (let at = offset[j]; at < offset[j + 1]; at++)
      if (population[point[at]] > 0 && tree.isWithin(demand.division[point[at]], unit)) return true;
    return false;
  };
  const found: number[] = [];
  view.field.serving.forEach((position, j) => {
    if (tree.isWithin(facilities[position].division, unit) || reaches(j)) found.push(j);
  });
  return found;
}

/** One facility, by its place among those of the service. */
export function describeCatchment(field: AccessField, j: number): CatchmentFacility {
  const { id, name } = facilityAt(field, j);
  const known = (value: number) => (Number.isNaN(value) ? null : value);
  return Object.assign(new CatchmentFacility(), {
    facilityId: id,
    name,
    state: field.state[j],
    capacity: known(field.capacity[j]),
    ratio: known(field.ratio[j]),
    demand: known(field.facilityDemand[j]),
    peopleInReach: field.peopleInReach[j],
  });
}

export function facilityAt({ view }: AccessField, j: number) {
  return view.ground.facilities[view.field.serving[j]];
}
