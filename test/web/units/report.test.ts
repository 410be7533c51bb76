import { expect, it } from 'vitest';
import { nameOf } from '../../../web/src/estates/file-name.js';
import { namesInWords } from '../../../web/src/language/names-in-words.js';
import { cssString, pageRule } from '../../../web/src/report/page-rule.js';
import {
  hasFacility,
  isSynthetic,
  presenceBelow,
  ratioRows,
  type ReportAnswer,
  type ReportDivision,
  reportLevels,
  showsOpenStreetMap,
  type UnitPart,
  unitsOf,
} from '../../../web/src/report/report-model.js';

type Level = UnitPart['coverage']['division']['level'];

function unit(divisionCode: string, level: Level, presence: readonly [Level, number, number][]): UnitPart {
  return {
    ...{ divisionCode, name: divisionCode },
    coverage: {
      division: { level, parent: null },
      population: null,
      presence: presence.map(([at, numerator, denominator]) => ({
        level: at,
        numerator,
        denominator,
        ratio: null,
      })),
    },
  } as UnitPart;
}

it('tells the units one by one that are directly below', () => {
  expect(reportLevels('CITY').body).toContain('COUNTY');
  expect(reportLevels('COUNTY')).toEqual({
    body: ['SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'ZONE'],
    appendix: ['COMMUNITY', 'VILLAGE'],
  });
  expect(reportLevels('VILLAGE')).toEqual({ body: [], appendix: [] });
});

it('keeps the counts of the interface beside each ratio', () => {
  const division = {
    coverage: {
      population: { coveredPeople: 76833.5, totalPeople: 180696, ratio: 0.4252 },
      households: null,
      area: { coveredSquareMeters: 1, totalSquareMeters: 0, ratio: null, noRatioReason: 'NO_BOUNDARY' },
    },
  } as unknown as ReportDivision;
  expect(ratioRows(division)).toEqual([
    { key: 'population', covered: 76833.5, total: 180696, ratio: 0.4252, noRatioReason: null },
    { key: 'area', covered: 1, total: 0, ratio: null, noRatioReason: 'NO_BOUNDARY' },
  ]);
});

it('orders units by level and code', () => {
  const nodes = [
    unit('3', 'TOWN', []),
    unit('9', 'SUBDISTRICT', []),
    unit('2', 'TOWN', []),
    unit('1', 'VILLAGE', []),
  ];
  const answer = {
    scorecard: { parts: { edges: nodes.map((node) => ({ node })) } },
  } as unknown as ReportAnswer;
  expect(unitsOf(answer, ['SUBDISTRICT', 'TOWN']).map(({ divisionCode }) => divisionCode)).toEqual([
    '9',
    '2',
    '3',
  ]);
});

it('tells a unit’s own facility from those of the units in it', () => {
  const town = unit('1', 'TOWN', [
    ['TOWN', 1, 1],
    ['COMMUNITY', 5, 8],
    ['VILLAGE', 0, 0],
  ]);
  expect(hasFacility(town)).toBe(true);
  expect(presenceBelow(town).map(({ level }) => level)).toEqual(['COMMUNITY']);
  expect(hasFacility(unit('2', 'TOWN', [['TOWN', 0, 1]]))).toBe(false);
  expect(hasFacility(unit('3', 'TOWN', []))).toBeNull();
});

it('marks generated data and names OpenStreetMap where they are shown', () => {
  const sources = [{ key: 'a', title: '道路', attribution: '© OpenStreetMap contributors' }];
  const answer = { dataSources: sources, estateAudit: { synthetic: true } } as unknown as ReportAnswer;
  expect(isSynthetic(answer)).toBe(true);
  expect(showsOpenStreetMap(answer)).toBe(true);
  const bare = {
    dataSources: [],
    networkInfo: { sources: ['sample'], synthetic: false },
  } as unknown as ReportAnswer;
  expect(isSynthetic(bare)).toBe(false);
  expect(showsOpenStreetMap(bare)).toBe(false);
});

it('writes page margins that no text can break out of', () => {
  expect(cssString('甲"} body{display:none}\n\\')).toBe('"甲\\22 } body{display:none}\\a \\5c "');
  const rule = pageRule({ topLeft: '报告', numbers: 'ofAll' }, 'zh');
  expect(rule).toContain('size: A4');
  expect(rule).toContain('"第 " counter(page) " 页，共 " counter(pages) " 页"');
  expect(rule).not.toContain('top-right');
  expect(pageRule({ numbers: 'dashes' }, 'zh')).toContain('"— " counter(page) " —"');
});

it('puts kinds and capabilities of a rule in words', () => {
  expect(namesInWords('类型为 MEAL_POINT 或能力 BATH，XYZ', 'zh')).toBe('类型为 助餐点 或能力 助浴，XYZ');
});

it('takes the file name of a download, the encoded one first', () => {
  expect(nameOf(`attachment; filename="a.xlsx"; filename*=UTF-8''%E8%A1%A8.xlsx`)).toBe('表.xlsx');
  expect(nameOf('attachment; filename="a.xlsx"')).toBe('a.xlsx');
  expect(nameOf(null)).toBeNull();
});
