/** What a kind of facility usually offers, and how big it usually is. Ranges are [low, high]. */
export interface FacilityProgram {
  readonly kind: string;
  readonly label: string;
  readonly prefix: string;
  /** Always offered. */
  readonly core: readonly string[];
  /** Offered by about half of them. */
  readonly some: readonly string[];
  readonly beds?: readonly [number, number];
  readonly floorArea: readonly [number, number];
  readonly mealsPerDay?: readonly [number, number];
  /** Share that carries a grade of one to five. */
  readonly rated: number;
}

const program = (value: FacilityProgram): FacilityProgram => value;

export const FACILITY_PROGRAMS = {
  COMMUNITY_STATION: program({
    kind: 'COMMUNITY_STATION',
    label: '养老服务站',
    prefix: 'STA',
    core: ['HOME_VISIT', 'RECREATION'],
    some: ['DAY_CARE', 'MEAL', 'MEDICAL', 'CLEANING', 'BATH', 'TRAVEL_ASSISTANCE'],
    floorArea: [160, 620],
    mealsPerDay: [20, 90],
    rated: 0.4,
  }),
  MUTUAL_AID_POINT: program({
    kind: 'MUTUAL_AID_POINT',
    label: '互助养老睦邻点',
    prefix: 'MUT',
    core: ['RECREATION', 'HOME_VISIT'],
    some: ['FARM_HELP', 'CLEANING', 'MEAL'],
    floorArea: [60, 260],
    mealsPerDay: [8, 30],
    rated: 0,
  }),
  MEAL_POINT: program({
    kind: 'MEAL_POINT',
    label: '助餐点',
    prefix: 'MEA',
    core: ['MEAL'],
    some: ['RECREATION'],
    floorArea: [45, 320],
    mealsPerDay: [30, 260],
    rated: 0,
  }),
  DAY_CARE_CENTER: program({
    kind: 'DAY_CARE_CENTER',
    label: '日间照料中心',
    prefix: 'DAY',
    core: ['DAY_CARE', 'MEAL', 'RECREATION'],
    some: ['BATH', 'REHABILITATION', 'MEDICAL', 'RESPITE', 'HOME_VISIT'],
    beds: [6, 24],
    floorArea: [350, 900],
    mealsPerDay: [40, 120],
    rated: 0.5,
  }),
  COMPREHENSIVE_CENTER: program({
    kind: 'COMPREHENSIVE_CENTER',
    label: '综合性养老服务中心',
    prefix: 'COM',
    core: ['FULL_CARE', 'DAY_CARE', 'HOME_VISIT', 'GUIDANCE', 'MEAL', 'BATH', 'MEDICAL', 'CLEANING'],
    some: ['REHABILITATION', 'RESPITE', 'RECREATION', 'FAMILY_BED', 'TRAVEL_ASSISTANCE'],
    beds: [30, 120],
    floorArea: [1100, 3800],
    mealsPerDay: [80, 300],
    rated: 0.8,
  }),
  REGIONAL_RURAL_CENTER: program({
    kind: 'REGIONAL_RURAL_CENTER',
    label: '农村区域性养老服务中心',
    prefix: 'RUR',
    core: ['FULL_CARE', 'DAY_CARE', 'HOME_VISIT', 'GUIDANCE', 'MEAL', 'MEDICAL'],
    some: ['BATH', 'REHABILITATION', 'FARM_HELP', 'RECREATION', 'DEMENTIA_BED'],
    beds: [90, 200],
    floorArea: [3200, 6800],
    mealsPerDay: [120, 320],
    rated: 1,
  }),
  DEMONSTRATION_CENTER: program({
    kind: 'DEMONSTRATION_CENTER',
    label: '综合性示范养老中心',
    prefix: 'DEM',
    core: [
      'FULL_CARE',
      'DAY_CARE',
      'HOME_VISIT',
      'GUIDANCE',
      'MEAL',
      'BATH',
      'MEDICAL',
      'CLEANING',
      'DEMENTIA_BED',
    ],
    some: ['REHABILITATION', 'RECREATION', 'RESPITE'],
    beds: [320, 420],
    floorArea: [14000, 19000],
    mealsPerDay: [400, 600],
    rated: 1,
  }),
  GUIDANCE_CENTER: program({
    kind: 'GUIDANCE_CENTER',
    label: '居家养老服务指导中心',
    prefix: 'GUI',
    core: ['GUIDANCE', 'HOME_VISIT', 'FAMILY_BED'],
    some: ['REHABILITATION', 'TRAVEL_ASSISTANCE'],
    floorArea: [520, 1100],
    rated: 0,
  }),
  INSTITUTION: program({
    kind: 'INSTITUTION',
    label: '养老院',
    prefix: 'INS',
    core: ['FULL_CARE', 'MEAL'],
    some: ['MEDICAL', 'REHABILITATION', 'DEMENTIA_BED', 'RESPITE', 'HOME_VISIT', 'BATH'],
    beds: [40, 280],
    floorArea: [1500, 9800],
    mealsPerDay: [90, 500],
    rated: 0.75,
  }),
  SUPPORT_INSTITUTION: program({
    kind: 'SUPPORT_INSTITUTION',
    label: '敬老院',
    prefix: 'SUP',
    core: ['FULL_CARE', 'MEAL', 'RECREATION'],
    some: ['MEDICAL', 'FARM_HELP', 'BATH', 'REHABILITATION'],
    beds: [60, 180],
    floorArea: [1800, 5200],
    mealsPerDay: [80, 260],
    rated: 0.6,
  }),
} as const satisfies Record<string, FacilityProgram>;
