import type { NewAllocationRule } from '../../src/estate-audit/index.js';

const INVENTED = {
  version: 1,
  validTo: null,
  poolingAllowed: true,
  highestFloor: null,
  document: '样例口径（合成，不是真实文件）',
  clause: null,
  verified: false,
};

/**
 * Rules of the region that no document says: what existing estates owe, and what new ones owe in one zone, with a least
 * size, a walk for those who share, and conditions of form. New estates elsewhere are judged by the shipped rule.
 */
export const SAMPLE_ALLOCATION_RULES: readonly NewAllocationRule[] = [
  {
    ...INVENTED,
    id: 'sample-existing',
    jurisdictionCode: '321302000000',
    estateClass: 'EXISTING',
    validFrom: '2015-01-01',
    squareMetersPerHundredHouseholds: '15',
    minimumSiteSquareMeters: null,
    poolingWalkMeters: 500,
    poolingWalkMinutes: null,
    ownEntrance: null,
    lowestFloor: null,
    liftOrRampFromFloor: null,
    note: '合成数据，仅供试用：既有小区每百户15平方米，相邻小区可合建，步行不超过500米。',
  },
  {
    ...INVENTED,
    id: 'sample-zone-new',
    jurisdictionCode: '321302400000',
    estateClass: 'NEW',
    validFrom: '2012-01-01',
    squareMetersPerHundredHouseholds: '30',
    minimumSiteSquareMeters: '100',
    poolingWalkMeters: null,
    poolingWalkMinutes: 5,
    ownEntrance: true,
    lowestFloor: 1,
    liftOrRampFromFloor: 2,
    note: '合成数据，仅供试用：新建小区每百户30平方米，每处不少于100平方米，须有独立出入口，二层及以上须有电梯或坡道。',
  },
];
