import {
  CARE_SERVICES,
  type CareService,
  type MealMode,
  type ServiceCapability,
} from '../../src/facilities/index.js';
import { A, B, C, COUNTY, D, gridTown, STREET, TOWN, type TownFacility } from './grid-town.js';
import { randomNumbers } from './random-town.js';
import type { TownEstate } from './town-readings.js';

/**
 * A random town on the grid and its ratios recomputed from their definitions, member by member, in plain loops over
 * plain rows: a walk is its blocks east and north.
 */
const random = randomNumbers(20260101);
export const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const chance = (share: number) => random() < share;
const corner = (): [number, number] => [Math.floor(random() * 5), Math.floor(random() * 5)];

export const ZONE = '999901400000';
export const [E, F, G] = ['999901001201', '999901100201', '999901400201'];
interface Division {
  code: string;
  level: string;
  parent?: string;
  nbs?: string;
  from?: string;
  to?: string;
}
export const DIVISIONS: Division[] = [
  ...gridTown.divisions.map(({ code, level, ...rest }) => ({
    code,
    level,
    ...('parent' in rest && { parent: rest.parent }),
  })),
  { code: ZONE, level: 'ZONE', parent: COUNTY },
  { code: E, level: 'VILLAGE', parent: STREET, nbs: '220', from: '2024-01-01' },
  { code: F, level: 'VILLAGE', parent: TOWN, nbs: '121', to: '2024-01-01' },
  { code: G, level: 'VILLAGE', parent: ZONE },
].map((each) =>
  each.code === A ? { ...each, nbs: '111' } : each.code === D ? { ...each, to: '2025-01-01' } : each,
);
const GRASSROOTS = [A, B, C, D, E, F, G];

interface Place {
  readonly id: string;
  readonly kind: TownFacility['kind'];
  readonly capabilities: readonly ServiceCapability[];
  readonly mealMode?: MealMode | null;
  readonly at?: [number, number];
  readonly division: string;
  readonly statuses: readonly (readonly [string, string])[];
  readonly assigned: readonly string[];
  readonly shared: readonly string[];
}
const some = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));
export const FACILITIES: Place[] = some(16, (at) => ({
  id: `f${String(at).padStart(2, '0')}`,
  kind: pick(['COMMUNITY_STATION', 'MEAL_POINT', 'INSTITUTION', 'COMPREHENSIVE_CENTER']),
  capabilities: (['FULL_CARE', 'DAY_CARE', 'HOME_VISIT', 'MEAL', 'BATH'] as const).filter(() => chance(0.4)),
  mealMode: ([null, 'CENTRAL_KITCHEN', 'CANTEEN', 'MERCHANT'] as const)[at % 4],
  ...(chance(0.9) ? { at: chance(0.1) ? ([4, 30] as [number, number]) : corner() } : {}),
  division: pick([A, B, C, E, F, G, TOWN]),
  statuses: some(1 + Math.floor(random() * 2), (n) => [
    `${2022 + 2 * n}-0${1 + Math.floor(random() * 9)}-01`,
    pick(['OPERATING', 'OPERATING', 'CLOSED', 'SUSPENDED', 'PLANNED']),
  ]),
  assigned: chance(0.3) ? [pick(GRASSROOTS)] : [],
  shared: chance(0.3) ? [pick([...GRASSROOTS, STREET])] : [],
}));
FACILITIES.push({
  ...{ id: 'g', kind: 'INSTITUTION', capabilities: ['BATH', 'FULL_CARE', 'MEAL'], division: TOWN },
  ...{ statuses: [['2020-01-01', 'OPERATING']], assigned: [], shared: [C, E] },
});
// The only one in its community, and it cooks for others.
FACILITIES.push({
  ...{
    id: 'k',
    kind: 'MEAL_POINT',
    capabilities: ['MEAL'],
    mealMode: 'CENTRAL_KITCHEN',
    at: [3, 3],
    division: D,
  },
  ...{ statuses: [['2020-01-01', 'OPERATING']], assigned: [], shared: [] },
});
export const ESTATES: (TownEstate & { delivered: string | null })[] = some(14, (at) => ({
  id: `e${String(at).padStart(2, '0')}`,
  households: 1 + at * 3,
  at: at === 0 ? [30, 30] : corner(),
  ...(chance(0.5) && at > 0 ? { entrances: some(1 + (at % 3), corner) } : {}),
  ...(at === 1 ? {} : { division: pick(GRASSROOTS) }),
  delivered: chance(0.3) ? pick(['2022-05-01', '2024-05-01', '2026-05-01']) : null,
}));
export const DEMAND = some(40, (at) => ({
  id: `d${String(at).padStart(2, '0')}`,
  at: at % 13 === 0 ? ([30, 30] as [number, number]) : corner(),
  ...(at === 1 ? {} : { division: pick(GRASSROOTS) }),
  elderly60: 9 + Math.floor(random() * 60),
  ...(chance(0.7) ? { elderly80: Math.floor(random() * 9) } : {}),
}));
interface Predicate {
  service: CareService;
  where: string | null;
  from: string;
  to: string | null;
  kinds: readonly string[];
  any: readonly string[];
  all: readonly string[];
  /** Meal modes. */
  except?: readonly string[];
}
export const PREDICATES: Predicate[] = [
  {
    service: 'COMPREHENSIVE',
    where: COUNTY,
    from: '2023-01-01',
    to: '2025-01-01',
    kinds: [],
    any: [],
    all: ['FULL_CARE', 'MEAL'],
  },
  {
    service: 'COMPREHENSIVE',
    where: TOWN,
    from: '2023-06-01',
    to: null,
    kinds: ['INSTITUTION'],
    any: [],
    all: ['BATH'],
  },
  {
    service: 'COMPREHENSIVE',
    where: null,
    from: '2025-01-01',
    to: null,
    kinds: [],
    any: ['DAY_CARE'],
    all: [],
  },
  // 99: the province above the loaded tree.
  {
    service: 'MEAL',
    where: '990000000000',
    from: '2024-01-01',
    to: null,
    kinds: ['MEAL_POINT', 'COMMUNITY_STATION'],
    any: [],
    all: [],
    except: ['MERCHANT', 'CENTRAL_KITCHEN'],
  },
];

// --- the definitions ---
const byCode = new Map(DIVISIONS.map((division) => [division.code, division]));
const above = (code: string): string[] => {
  const parent = byCode.get(code)?.parent;
  return parent ? [code, ...above(parent)] : [code];
};
const isWithin = (code: string | undefined, outer: string) =>
  code !== undefined && above(code).includes(outer);
const inForce = ({ from, to }: Division, asOf: string) => (!from || from <= asOf) && (!to || asOf < to);
const operates = ({ statuses }: Place, asOf: string) =>
  [...statuses].sort((a, b) => (a[0] < b[0] ? -1 : 1)).findLast(([from]) => from <= asOf)?.[1] ===
  'OPERATING';

function predicateAt(service: CareService, code: string, asOf: string) {
  const valid = PREDICATES.filter((p) => p.service === service && p.from <= asOf && (!p.to || asOf < p.to));
  for (const where of [...above(code), '999900000000', '990000000000', null]) {
    const own = valid.find((p) => p.where === where);
    if (own) return own;
  }
  const { kinds, anyCapability: any, allCapabilities: all, exceptMealModes: except } = CARE_SERVICES[service];
  return { kinds, any, all, except } as Pick<Predicate, 'kinds' | 'any' | 'all' | 'except'>;
}

/** Whether a place counts as a service, or only its way of getting meals is against it. */
function offersIt(place: Place, service: CareService, asOf: string): boolean | 'BUT_FOR_MODE' {
  const { kinds, any, all, except = [] } = predicateAt(service, place.division, asOf);
  const has = (capability: string) => place.capabilities.includes(capability as ServiceCapability);
  if (!(kinds.includes(place.kind) || any.some(has) || (all.length > 0 && all.every(has)))) return false;
  return except.includes(place.mealMode ?? '') ? 'BUT_FOR_MODE' : true;
}

export interface Question {
  service: CareService;
  asOf: string;
  minutes: number;
}
export type Member = [id: string, reason: string, weight: number];
export interface Lists {
  numerator: Member[];
  rest: Member[];
  leftOut: Member[];
}

export function presence(code: string, levels: string[], choice: Choice, { service, asOf }: Question): Lists {
  const lists: Lists = { numerator: [], rest: [], leftOut: [] };
  for (const unit of DIVISIONS.filter((each) => levels.includes(each.level) && isWithin(each.code, code))) {
    const excluded = whyLeftOut(unit, choice, asOf);
    if (excluded) {
      lists.leftOut.push([unit.code, excluded, 0]);
      continue;
    }
    const reasons = FACILITIES.flatMap((place) => {
      const offers = offersIt(place, service, asOf);
      const is = operates(place, asOf);
      const ways = [
        ...(isWithin(place.division, unit.code) ? ['LOCATED_IN'] : []),
        ...(place.assigned.includes(unit.code) ? ['ASSIGNED'] : []),
        ...(place.shared.includes(unit.code) ? ['SHARED'] : []),
      ].filter((way) => choice.relations.includes(way));
      if (offers === true && is) return ways;
      if (ways.length === 0) return [];
      if (offers === true) return ['NOT_OPERATING'];
      return is ? [offers ? 'MEAL_MODE_EXCEPTED' : 'CAPABILITY_MISSING'] : [];
    });
    const order = [
      ...['LOCATED_IN', 'ASSIGNED', 'SHARED'],
      ...['NOT_OPERATING', 'MEAL_MODE_EXCEPTED', 'CAPABILITY_MISSING', 'NO_FACILITY'],
    ];
    const reason = order.find((each) => reasons.includes(each) || each === 'NO_FACILITY')!;
    (order.indexOf(reason) < 3 ? lists.numerator : lists.rest).push([unit.code, reason, 1]);
  }
  return lists;
}

export interface Choice {
  rule: string | null;
  side: string;
  zones: string;
  relations: string[];
}
function whyLeftOut(unit: Division, { rule, side, zones }: Choice, asOf: string): string | null {
  if (!inForce(unit, asOf)) return 'OUTSIDE_VINTAGE';
  if (zones === 'EXCLUDED' && above(unit.code).some((code) => byCode.get(code)!.level === 'ZONE'))
    return 'ZONE_EXCLUDED';
  if (rule === null) return null;
  const parent = byCode.get(unit.parent ?? '')?.level ?? '';
  const number = Number(unit.code.slice(-3));
  const is =
    rule === 'BY_UNIT_CODE'
      ? number === 0
        ? 'UNCLASSIFIED'
        : number < 200
          ? 'URBAN'
          : 'RURAL'
      : rule === 'BY_PARENT'
        ? parent === 'SUBDISTRICT'
          ? 'URBAN'
          : ['TOWN', 'TOWNSHIP'].includes(parent)
            ? 'RURAL'
            : 'UNCLASSIFIED'
        : unit.nbs
          ? unit.nbs.startsWith('1')
            ? 'URBAN'
            : 'RURAL'
          : 'UNCLASSIFIED';
  return is === side ? null : is === 'UNCLASSIFIED' ? 'UNCLASSIFIED' : 'OTHER_SIDE';
}

const onStreet = ([, north]: readonly [number, number]) => north <= 5;
const meters = (a: readonly [number, number], b: readonly [number, number]) =>
  100 * (Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]));
/** Why somebody leaving by any of some places is covered or not, at 1 m/s. */
function walkReason(
  from: readonly (readonly [number, number])[],
  { service, asOf, minutes }: Question,
): string {
  const doors = from.filter(onStreet);
  if (doors.length === 0) return 'NOT_SNAPPED';
  const places = FACILITIES.filter(
    (each) => each.at && onStreet(each.at) && operates(each, asOf) && offersIt(each, service, asOf) === true,
  );
  const walk = Math.min(...places.flatMap(({ at }) => doors.map((door) => meters(door, at!))));
  if (walk === Infinity) return 'UNREACHABLE';
  return walk <= minutes * 60 ? 'COVERED' : 'TOO_FAR';
}
function walked(rows: readonly { id: string; weight: number; reason: string; isIn: boolean }[]): Lists {
  const lists: Lists = { numerator: [], rest: [], leftOut: [] };
  for (const { id, weight, reason, isIn } of rows)
    (isIn ? (reason === 'COVERED' ? lists.numerator : lists.rest) : lists.leftOut).push([
      id,
      reason,
      isIn ? weight : 0,
    ]);
  return lists;
}
export const population = (code: string, cohort: 'elderly60' | 'elderly80', question: Question) =>
  walked(
    DEMAND.filter(({ division }) => isWithin(division, code)).map((point) => {
      const isIn = point[cohort] !== undefined;
      return {
        id: point.id,
        weight: point[cohort] ?? 0,
        isIn,
        reason: isIn ? walkReason([point.at], question) : 'NO_COUNT_STATED',
      };
    }),
  );
export const households = (code: string, question: Question) =>
  walked(
    ESTATES.filter(({ division }) => isWithin(division, code)).map(
      ({ id, households: weight, at, entrances, delivered }) => {
        const isIn = delivered === null || delivered <= question.asOf;
        return { id, weight, isIn, reason: isIn ? walkReason(entrances ?? [at], question) : 'NOT_DELIVERED' };
      },
    ),
  );
