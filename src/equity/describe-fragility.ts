import { walkSecondsOf } from '../accessibility/index.js';
import { ruleOf } from '../coverage/index.js';
import { scenarioFacility } from '../scenarios/index.js';
import type { ClosingLoss, FragilityField } from './fragility-field.js';
import { BackupOfDivision, BackupPoint, FragileFacility, Fragility } from './fragility.types.js';

/** Fragility at or under a division, by its number in the tree. */
export function describeFragility(field: FragilityField, unit: number): Fragility {
  return Object.assign(new Fragility(), {
    field,
    unit,
    rule: ruleOf(field.view, unit),
    cohort: field.cohort,
    total: backupOfDivision(field, unit),
  });
}

export function backupOfDivision(field: FragilityField, unit: number): BackupOfDivision {
  const { code, name, level } = field.view.ground.tree.nodes[unit];
  const { totalWeight, coveredWeight, singleWeight, backedUpWeight } = field.backup(unit);
  return Object.assign(new BackupOfDivision(), {
    ...{ code, name, level },
    totalPeople: totalWeight,
    coveredPeople: coveredWeight,
    coveredByOne: singleWeight,
    coveredByTwoOrMore: backedUpWeight,
    backupRatio: totalWeight > 0 ? backedUpWeight / totalWeight : null,
  });
}

/** @param rank from 1 */
export function describeLoss(
  { view }: FragilityField,
  { facility, runnersUp, ...loss }: ClosingLoss,
  rank: number,
): FragileFacility {
  const named = (position: number) => view.ground.facilities[view.field.serving[position]];
  return Object.assign(new FragileFacility(), {
    ...loss,
    rank,
    facilityId: named(facility).id,
    scenarioFacility: scenarioFacility(named(facility)),
    name: named(facility).name,
    runnersUp: runnersUp.map((other) => ({
      facilityId: named(other.facility).id,
      name: named(other.facility).name,
      people: other.people,
    })),
  });
}

/** One demand point, by its position in the ground's demand. */
export function describeBackupPoint(field: FragilityField, point: number): BackupPoint {
  const { view, two, cohort } = field;
  const { demand, tree, facilities } = view.ground;
  const named = (position: number) => facilities[view.field.serving[position]] ?? null;
  const seconds = (cost: number) => (cost < 0 ? null : walkSecondsOf(cost, view.limit.speedMetersPerSecond));
  const [nearest, second] = [named(two.nearest[point]), named(two.second[point])];
  return Object.assign(new BackupPoint(), {
    demandPointId: demand.ids[point],
    divisionCode: tree.nodes[demand.division[point]]?.code ?? null,
    location: { type: 'Point' as const, coordinates: [demand.lon[point], demand.lat[point]] },
    people: demand.people[cohort][point],
    coveredBy: field.depthOf(point),
    nearestFacilityId: nearest?.id ?? null,
    nearestFacilityName: nearest?.name ?? null,
    walkSeconds: seconds(two.costCentimeters[point]),
    runnerUpFacilityId: second?.id ?? null,
    runnerUpFacilityName: second?.name ?? null,
    runnerUpWalkSeconds: seconds(two.secondCostCentimeters[point]),
  });
}
