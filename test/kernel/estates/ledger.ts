import type { AllocationRule } from '../../../src/kernel/estates/allocation-rule.js';
import type { LedgerEstate, LedgerRoom, Milestones } from '../../../src/kernel/estates/estate-ledger.js';
import { rational } from '../../../src/kernel/rational.js';

export const NO_STEPS: Milestones = { PLANNED: null, BUILT: null, ACCEPTED: null, DELIVERED: null };

/** Steps reached one after the other, on the first days of the months from `year`-01. */
export function steps(year: number, count = 4): Milestones {
  const on = (month: number) => (month <= count ? `${year}-0${month}-01` : null);
  return { PLANNED: on(1), BUILT: on(2), ACCEPTED: on(3), DELIVERED: on(4) };
}

export function rule(values: Partial<AllocationRule> = {}): AllocationRule {
  return {
    id: 'new-20',
    jurisdictionCode: '321302000000',
    estateClass: 'NEW',
    validFrom: '2023-01-01',
    validTo: null,
    squareMetersPerHundredHouseholds: rational(20),
    minimumSiteSquareMeters: null,
    pooling: null,
    form: {},
    ...values,
  };
}

export function room(values: Partial<LedgerRoom> = {}): LedgerRoom {
  return {
    id: 'room-1',
    floorAreaSquareMeters: rational(200),
    buildingAreaSquareMeters: null,
    floor: 1,
    ownEntrance: true,
    liftOrRamp: null,
    handedOverTo: '321302001000',
    isRegistered: true,
    use: 'CARE',
    steps: steps(2024),
    ...values,
  };
}

export function estate(values: Partial<LedgerEstate> = {}): LedgerEstate {
  return {
    id: 'estate-1',
    chain: ['321302001001', '321302001000', '321302000000', '320000000000'],
    households: 1234,
    declaredClass: null,
    grantedOn: '2023-06-01',
    steps: steps(2024),
    farthestEntranceMeters: 0,
    rooms: [room()],
    ...values,
  };
}
