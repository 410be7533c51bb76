import type { MultiPolygon, Polygon } from 'geojson';
import {
  count,
  hasError,
  latitude,
  longitude,
  nestingProblems,
  polygonOf,
} from '../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow, FieldProblem } from '../platform/fields/feature.js';
import { fieldTable } from '../platform/fields/field-table.js';
import type { DivisionLevel, UrbanRuralClass } from './division-level.js';

/** The fields of a file of divisions. */
export const DIVISION_FIELDS = fieldTable({
  code: {
    type: 'code',
    required: true,
    description: 'Statistical code, 12 digits. 统计用区划代码',
    aliases: [
      '代码',
      '区划代码',
      '统计用区划代码',
      '行政区划代码',
      '统计区划代码',
      '编码',
      'adcode',
      'divisionCode',
    ],
  },
  name: {
    type: 'text',
    description: 'Name; needed for a division that is not stored yet. 名称',
    aliases: ['名称', '区划名称', '行政区划名称', '单位名称', 'mc'],
  },
  level: {
    type: 'choice',
    description: 'Level; read from the code and the name when absent. 行政层级',
    aliases: ['级别', '层级', '行政级别', '行政层级', '类型'],
    choices: {
      PROVINCE: ['省', '省级', '直辖市', '自治区', 'province'],
      CITY: ['市', '地级', '地级市', '市级', 'city'],
      COUNTY: ['县', '区', '县级', '区县', '市辖区', '县级市', 'county', 'district'],
      SUBDISTRICT: ['街道', '街道办事处', 'street', 'subdistrict'],
      TOWN: ['镇', '建制镇', 'town'],
      TOWNSHIP: ['乡', '民族乡', 'township'],
      ZONE: ['开发区', '功能区', '园区', 'zone'],
      COMMUNITY: ['社区', '居委会', '居民委员会', 'community'],
      VILLAGE: ['村', '行政村', '村委会', '村民委员会', 'village'],
    },
  },
  parentCode: {
    type: 'code',
    description: 'Code of the division above; read from the code when absent. 上级区划代码',
    aliases: ['上级代码', '上级区划代码', '父级代码', '所属区划代码', 'parent', 'pcode'],
  },
  urbanRuralClass: {
    type: 'choice',
    description: 'Urban–rural class. 城乡分类代码',
    aliases: ['城乡分类', '城乡分类代码', '城乡代码', '城乡属性'],
    choices: {
      '111': ['主城区'],
      '112': ['城乡结合区'],
      '121': ['镇中心区'],
      '122': ['镇乡结合区'],
      '123': ['特殊区域'],
      '210': ['乡中心区'],
      '220': ['村庄'],
    },
  },
  vintage: {
    type: 'text',
    description: 'Edition of the code list. 区划版本',
    aliases: ['版本', '年份版本', '数据版本', '发布日期'],
  },
  validFrom: {
    type: 'date',
    description: 'First day it is in force; open when absent. 生效日期',
    aliases: ['生效日期', '设立日期', '启用日期'],
  },
  validTo: {
    type: 'date',
    description: 'The day it ceases to be in force; open when absent. 失效日期',
    aliases: ['失效日期', '撤销日期', '停用日期'],
  },
  lon: longitude('representative point'),
  lat: latitude('representative point'),
  population: count('Residents, all ages. 总人口', ['人口', '总人口', '常住人口', '户籍人口']),
  elderly60: count('Residents aged 60 and over. 60岁及以上人口', [
    '60岁以上',
    '60岁及以上',
    '60岁以上人口',
    '60岁及以上人口',
    '老年人口',
    '60+',
  ]),
  elderly65: count('Residents aged 65 and over. 65岁及以上人口', [
    '65岁以上',
    '65岁及以上',
    '65岁以上人口',
    '65岁及以上人口',
    '65+',
  ]),
  elderly80: count('Residents aged 80 and over. 80岁及以上人口', [
    '80岁以上',
    '80岁及以上',
    '80岁以上人口',
    '80岁及以上人口',
    '高龄人口',
    '80+',
  ]),
  year: {
    type: 'year',
    description: 'Year of the counts; needed with them, unless the vintage names it. 统计年份',
    aliases: ['年份', '年度', '统计年份', '人口年份'],
  },
});

/** A division ready to be stored, once its links and its boundary have been checked against the others. */
export interface DivisionDraft {
  readonly code: string;
  /** Null leaves the stored name. */
  readonly name: string | null;
  readonly level: DivisionLevel;
  readonly parentCode: string | null;
  /** True when the file names the parent; false when it was read from the code. */
  readonly parentIsNamed: boolean;
  readonly urbanRuralClass: UrbanRuralClass | null;
  readonly vintage: string | null;
  /** In force when validFrom <= day < validTo; YYYY-MM-DD, null = open. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly boundary: Polygon | MultiPolygon | null;
  readonly point: readonly [number, number] | null;
  readonly year: number | null;
  readonly population: number | null;
  readonly elderly60: number | null;
  readonly elderly65: number | null;
  readonly elderly80: number | null;
}

/** What a row says about a division: level and parent are read from code and name where the row is silent. */
export function readDivision(row: FeatureRow<typeof DIVISION_FIELDS>): FeatureReading<DivisionDraft> {
  const { values } = row;
  const problems: FieldProblem[] = [];
  const code = values.code ?? '';
  const { name } = values;
  const level = values.level ?? inferLevel(code, name ?? '');
  if (!codeFitsLevel(code, level)) {
    problems.push({ code: 'LEVEL_MISMATCH', field: 'level', value: level, expected: CODE_SHAPES[level] });
  }
  const boundary = polygonOf(row.geometry, problems);
  const { population, elderly60, elderly65, elderly80 } = values;
  problems.push(...nestingProblems({ population, elderly60, elderly65, elderly80 }));
  const hasCounts = [population, elderly60, elderly65, elderly80].some((people) => people !== null);
  const year = values.year ?? yearIn(values.vintage);
  if (hasCounts && year === null) problems.push({ code: 'MISSING_FIELD', field: 'year' });
  if (hasError(problems)) return { draft: null, problems };
  const draft = {
    code,
    name,
    level,
    parentCode: values.parentCode ?? inferParent(code),
    parentIsNamed: values.parentCode !== null,
    urbanRuralClass: values.urbanRuralClass,
    vintage: values.vintage,
    validFrom: values.validFrom,
    validTo: values.validTo,
    boundary,
    point: row.point,
    year,
    population,
    elderly60,
    elderly65,
    elderly80,
  };
  return { draft, problems };
}

const CODE_SHAPES: Readonly<Record<DivisionLevel, string>> = {
  PROVINCE: '2 位 + 10 个 0 (2 digits and ten zeros)',
  CITY: '4 位 + 8 个 0 (4 digits and eight zeros)',
  COUNTY: '6 位 + 6 个 0 (6 digits and six zeros)',
  SUBDISTRICT: '9 位 + 000 (9 digits and three zeros)',
  TOWN: '9 位 + 000 (9 digits and three zeros)',
  TOWNSHIP: '9 位 + 000 (9 digits and three zeros)',
  ZONE: '以 000 结尾 (ending in 000)',
  COMMUNITY: '12 位，不以 000 结尾 (12 digits not ending in 000)',
  VILLAGE: '12 位，不以 000 结尾 (12 digits not ending in 000)',
};

/** The same rule as the table's constraint division_code_fits_level. */
function codeFitsLevel(code: string, level: DivisionLevel): boolean {
  switch (level) {
    case 'PROVINCE':
      return /^\d{2}0{10}$/.test(code);
    case 'CITY':
      return /^\d{4}0{8}$/.test(code);
    case 'COUNTY':
      return /^\d{6}0{6}$/.test(code);
    case 'ZONE':
      return /000$/.test(code);
    case 'COMMUNITY':
    case 'VILLAGE':
      return !/000$/.test(code);
    case 'SUBDISTRICT':
    case 'TOWN':
    case 'TOWNSHIP':
      return /^\d{9}000$/.test(code) && !/^\d{6}0{6}$/.test(code);
  }
}

const ZONE_NAME =
  /(开发区|园区|工业园|产业园|高新区|风景区|度假区|示范区|保税区|新区|管委会|管理区|农场|林场|牧场|垦殖场|园艺场|监狱)$/;

/**
 * Level of a division from the shape of its code and the ending of its name. NBS numbers streets 001–099, towns
 * 100–199, townships 200–399 and others 400–599 in the third segment, committees of residents 001–199 and of
 * villagers 200–399 in the last (POLICY 3.2); a name that says what it is decides first.
 */
export function inferLevel(code: string, name: string): DivisionLevel {
  if (/^\d{2}0{10}$/.test(code)) return 'PROVINCE';
  if (/^\d{4}0{8}$/.test(code)) return 'CITY';
  if (/^\d{6}0{6}$/.test(code))
    return /(经济|技术|产业|高新).*(开发区|园区|区)$|风景区$|管委会$/.test(name) ? 'ZONE' : 'COUNTY';
  if (/000$/.test(code)) {
    const number = Number(code.slice(6, 9));
    if (/(街道|街道办事处)$/.test(name)) return 'SUBDISTRICT';
    if (/镇$/.test(name)) return 'TOWN';
    if (/(乡|苏木)$/.test(name)) return 'TOWNSHIP';
    if (number >= 400 || ZONE_NAME.test(name)) return 'ZONE';
    return number < 100 ? 'SUBDISTRICT' : number < 200 ? 'TOWN' : 'TOWNSHIP';
  }
  if (/(居委会|居民委员会)$/.test(name)) return 'COMMUNITY';
  if (/(村委会|村民委员会|村|嘎查)$/.test(name)) return 'VILLAGE';
  const number = Number(code.slice(9));
  return number < 200 || (number >= 400 && number < 500) ? 'COMMUNITY' : 'VILLAGE';
}

/** Code of the division above, by prefix; null for provinces. */
function inferParent(code: string): string | null {
  for (const digits of [9, 6, 4, 2]) {
    const above = code.slice(0, digits).padEnd(12, '0');
    // A city without counties (东莞) numbers its streets 4419 00 …: the county code it lacks is its own.
    if (above !== code) return above;
  }
  return null;
}

function yearIn(vintage: string | null): number | null {
  const match = /^(19|20)\d{2}(?!\d)/.exec(vintage ?? '');
  return match ? Number(match[0]) : null;
}
