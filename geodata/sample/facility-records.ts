import type { SourceRecord } from '../../src/imports/source-record.js';
import { FACILITY_PROGRAMS, type FacilityProgram } from './facility-programs.js';
import { toLonLat } from './local-plane.js';
import { createPrng, type Prng } from './prng.js';
import type { ServicePlaces } from './service-places.js';
import { COMMUNITIES, TOWNS } from './territories.js';

/** Towns left without a comprehensive centre in operation, so that there is a gap to be found. */
const TOWNS_WITHOUT_CENTER = ['321302107000', '321302111000', '321302450000'];
/** Its centre is planned, not yet open. */
const TOWN_WITH_PLANNED_CENTER = '321302107000';

const URBAN_STATION_SHARE = 0.9;
const RURAL_STATION_SHARE = 0.6;
const COUNTY_CODE = '321302000000';

interface Wanted {
  readonly program: FacilityProgram;
  readonly community: number;
  readonly name: string;
  readonly status?: string;
  readonly assignedTo?: readonly string[];
  readonly sharedWith?: readonly string[];
}

export function baseName(divisionName: string): string {
  return divisionName.replace(/(虚拟社区|居委会|村委会|街道|镇)$/, '');
}

/** Import records of the facilities: a station in most communities, and the larger places where people are. */
export function facilityRecords(
  people: readonly number[],
  places: ServicePlaces,
  seed: number,
): SourceRecord[] {
  const chance = createPrng(seed, 'facilities');
  const wanted = [...stations(chance), ...townPlaces(people, chance), ...countyPlaces(people, chance)];
  const ordinal = new Map<string, number>();
  return wanted.map((facility, index) => {
    const number = (ordinal.get(facility.program.prefix) ?? 0) + 1;
    ordinal.set(facility.program.prefix, number);
    const id = `${facility.program.prefix}-${String(number).padStart(3, '0')}`;
    return record(facility, id, index, places, chance);
  });
}

function stations(chance: Prng): Wanted[] {
  const wanted: Wanted[] = [];
  COMMUNITIES.forEach((community, index) => {
    const urban = community.level === 'COMMUNITY';
    const name = baseName(community.name) + (urban ? '社区' : '村');
    const virtual = community.name.endsWith('虚拟社区');
    const has = !virtual && chance.chance(urban ? URBAN_STATION_SHARE : RURAL_STATION_SHARE);
    const neighbour = COMMUNITIES[index + 1];
    const near = neighbour && neighbour.parentCode === community.parentCode ? [neighbour.code] : [];
    if (has) {
      wanted.push({
        program: FACILITY_PROGRAMS.COMMUNITY_STATION,
        community: index,
        name: `${name}养老服务站`,
        status: 'OPERATING',
        assignedTo: chance.chance(0.06) ? near : [],
        sharedWith: chance.chance(0.04) ? near : [],
      });
    } else if (!virtual && chance.chance(0.3)) {
      const status = chance.pick(['PLANNED', 'BUILDING', 'SUSPENDED', 'CLOSED']);
      wanted.push({
        program: FACILITY_PROGRAMS.COMMUNITY_STATION,
        community: index,
        name: `${name}养老服务站`,
        status,
      });
    }
    if (chance.chance(urban ? 0.38 : 0.14)) {
      wanted.push({ program: FACILITY_PROGRAMS.MEAL_POINT, community: index, name: `${name}助餐点` });
    }
    if (urban ? chance.chance(0.24) : chance.chance(0.06)) {
      wanted.push({
        program: FACILITY_PROGRAMS.DAY_CARE_CENTER,
        community: index,
        name: `${name}日间照料中心`,
      });
    }
    if (!urban && chance.chance(0.3)) {
      wanted.push({
        program: FACILITY_PROGRAMS.MUTUAL_AID_POINT,
        community: index,
        name: `${name}互助养老睦邻点`,
      });
    }
  });
  return wanted;
}

function townPlaces(people: readonly number[], chance: Prng): Wanted[] {
  return TOWNS.flatMap((town): Wanted[] => {
    const name = baseName(town.name);
    const largest = largestCommunity(town.code, people);
    const wanted: Wanted[] = [];
    if (!TOWNS_WITHOUT_CENTER.includes(town.code) || town.code === TOWN_WITH_PLANNED_CENTER) {
      wanted.push({
        program: FACILITY_PROGRAMS.COMPREHENSIVE_CENTER,
        community: largest,
        name: `${name}综合性养老服务中心`,
        status: town.code === TOWN_WITH_PLANNED_CENTER ? 'PLANNED' : 'OPERATING',
        assignedTo: [town.code],
      });
    }
    if (town.level === 'TOWN') {
      wanted.push({
        program: FACILITY_PROGRAMS.SUPPORT_INSTITUTION,
        community: randomCommunity(town.code, chance),
        name: `${name}敬老院`,
        status: chance.chance(0.8) ? 'OPERATING' : 'CLOSED',
        assignedTo: [town.code],
      });
    }
    return wanted;
  });
}

function countyPlaces(people: readonly number[], chance: Prng): Wanted[] {
  const wanted: Wanted[] = [
    {
      program: FACILITY_PROGRAMS.DEMONSTRATION_CENTER,
      community: largestCommunity('321302004000', people),
      name: '综合性示范养老中心',
      status: 'OPERATING',
      assignedTo: [COUNTY_CODE],
    },
    {
      program: FACILITY_PROGRAMS.GUIDANCE_CENTER,
      community: largestCommunity('321302001000', people),
      name: '居家养老服务指导中心',
      status: 'OPERATING',
      assignedTo: [COUNTY_CODE],
    },
    {
      program: FACILITY_PROGRAMS.GUIDANCE_CENTER,
      community: largestCommunity('321302150000', people),
      name: '居家养老服务指导中心东南分中心',
      status: 'BUILDING',
      assignedTo: ['321302150000', '321302109000'],
    },
  ];
  const rural: [string, string, string[]][] = [
    ['321302103000', 'OPERATING', ['321302103000', '321302107000']],
    ['321302112000', 'OPERATING', ['321302112000', '321302111000']],
    ['321302101000', 'BUILDING', ['321302101000', '321302102000']],
  ];
  for (const [town, status, assignedTo] of rural) {
    const name = baseName(TOWNS.find(({ code }) => code === town)?.name ?? '');
    wanted.push({
      program: FACILITY_PROGRAMS.REGIONAL_RURAL_CENTER,
      community: largestCommunity(town, people),
      name: `${name}农村区域性养老服务中心`,
      status,
      assignedTo,
    });
  }
  const urban = COMMUNITIES.map((_, i) => i).filter((i) => COMMUNITIES[i].level === 'COMMUNITY');
  const names = chance.shuffled([
    '颐和',
    '福寿',
    '康宁',
    '夕照',
    '松龄',
    '椿萱',
    '安怡',
    '长乐',
    '鹤鸣',
    '晚晴',
    '桑榆',
    '益寿',
    '乐龄',
    '常春',
    '静安',
    '慈恩',
    '银辉',
    '南山',
    '金秋',
    '重阳',
    '百龄',
    '幸福里',
    '永康',
    '瑞年',
    '和睦',
    '清风',
    '同乐',
    '望春',
    '久安',
    '祥和',
  ]);
  for (const name of names) {
    wanted.push({
      program: FACILITY_PROGRAMS.INSTITUTION,
      community: chance.pick(urban),
      name: `${name}养老院`,
    });
  }
  return wanted;
}

function membersOf(townCode: string): number[] {
  return COMMUNITIES.map((_, i) => i).filter((i) => COMMUNITIES[i].parentCode === townCode);
}

function largestCommunity(townCode: string, people: readonly number[]): number {
  return membersOf(townCode).reduce((best, i) => (people[i] > people[best] ? i : best));
}

function randomCommunity(townCode: string, chance: Prng): number {
  return chance.pick(membersOf(townCode));
}

function record(
  wanted: Wanted,
  id: string,
  index: number,
  places: ServicePlaces,
  chance: Prng,
): SourceRecord {
  const { program } = wanted;
  const capabilities = [...program.core, ...program.some.filter(() => chance.chance(0.45))];
  const meals = capabilities.includes('MEAL') && program.mealsPerDay;
  const beds = program.beds ? chance.int(program.beds[0], program.beds[1]) : undefined;
  const status = wanted.status ?? drawStatus(chance);
  const serial = String(index + 1).padStart(4, '0');
  const round = (range: readonly [number, number], step: number): number =>
    Math.round(chance.range(range[0], range[1]) / step) * step;
  return {
    row: index + 1,
    properties: {
      id,
      name: `${wanted.name}（样例）`,
      kind: program.kind,
      capabilities: capabilities.join(';'),
      mealMode: meals ? mealMode(program, chance) : undefined,
      beds,
      nursingBeds: beds === undefined ? undefined : Math.round(beds * chance.range(0.35, 0.95)),
      floorAreaSquareMeters: round(program.floorArea, 5),
      mealsPerDay: meals ? round(meals, 5) : undefined,
      rating: status === 'OPERATING' && chance.chance(program.rated) ? chance.int(1, 5) : undefined,
      operator: `样例运营机构${String(chance.int(1, 24)).padStart(2, '0')}`,
      address: `样例路 ${chance.int(1, 399)} 号`,
      contact: `000-0000-${serial}`,
      status,
      statusFrom: statusDate(status, chance),
      divisionCode: COMMUNITIES[wanted.community].code,
      assignedTo: wanted.assignedTo?.length ? wanted.assignedTo.join(';') : undefined,
      sharedWith: wanted.sharedWith?.length ? wanted.sharedWith.join(';') : undefined,
      published: !chance.chance(0.04),
    },
    geometry: { type: 'Point', coordinates: toLonLat(places.place(wanted.community, chance)) },
  };
}

function mealMode(program: FacilityProgram, chance: Prng): string {
  if (program.kind === 'MEAL_POINT')
    return chance.pick(['MERCHANT', 'MERCHANT', 'CANTEEN', 'CENTRAL_KITCHEN']);
  return program.beds && program.beds[1] >= 120 ? chance.pick(['CENTRAL_KITCHEN', 'CANTEEN']) : 'CANTEEN';
}

function drawStatus(chance: Prng): string {
  const draw = chance.next();
  if (draw < 0.84) return 'OPERATING';
  return draw < 0.88 ? 'PLANNED' : draw < 0.92 ? 'BUILDING' : draw < 0.96 ? 'SUSPENDED' : 'CLOSED';
}

/** Nothing in operation later than 2024; plans reach into 2026. */
function statusDate(status: string, chance: Prng): string {
  const years: Record<string, [number, number]> = {
    OPERATING: [2019, 2024],
    BUILDING: [2024, 2025],
    PLANNED: [2025, 2026],
    SUSPENDED: [2022, 2025],
    CLOSED: [2019, 2025],
  };
  const [first, last] = years[status];
  const month = String(chance.int(1, 12)).padStart(2, '0');
  return `${chance.int(first, last)}-${month}-${String(chance.int(1, 28)).padStart(2, '0')}`;
}
