import { describe, expect, it } from 'vitest';
import { boundsAround, boundsOf } from '../../../web/src/choose/bounds-of.js';
import { firstDivision } from '../../../web/src/choose/choose-division.js';
import { figureOf } from '../../../web/src/coverage/figure.js';
import { figureText } from '../../../web/src/coverage/part-rows.js';
import { quarterStarts } from '../../../web/src/coverage/quarter-starts.js';
import { namesOf, shadesOf } from '../../../web/src/coverage/shading.js';
import { toCsv } from '../../../web/src/look/to-csv.js';
import { NO_FIGURE_COLOUR, SHARE_COLOURS, shareColour } from '../../../web/src/look/tokens.js';

describe('figures of a division', () => {
  const coverage = {
    population: {
      ratio: 0.425,
      coveredPeople: 76833,
      totalPeople: 180696,
      unsnappedPeople: 42,
      noRatioReason: null,
    },
    presence: [{ ratio: null, numerator: 0, denominator: 0, noRatioReason: 'NO_UNITS' as const }],
    area: { ratio: 0.05, coveredSquareMeters: 51.8e6, totalSquareMeters: 947.9e6, noRatioReason: null },
  };

  it('are the ratio with what it is made of', () => {
    expect(figureOf(coverage, 'population')).toMatchObject({ numerator: 76833, denominator: 180696 });
    expect(figureOf(coverage, 'area')).toMatchObject({ numerator: 51.8, denominator: 947.9 });
    expect(figureOf(coverage, 'households')).toBeNull();
  });

  it('say why there is none', () => {
    expect(figureText(figureOf(coverage, 'presence'), 'presence', 'zh')).toBe('没有这类单元');
    expect(figureText(null, 'households', 'en')).toBe('no figure');
    expect(figureText(figureOf(coverage, 'population'), 'population', 'zh')).toBe(
      '42.5%（76,833 / 180,696 人）',
    );
  });

  it('shade the map in five classes, and none where there is no figure', () => {
    expect([0, 0.2, 0.4, 0.6, 0.8].map(shareColour)).toEqual([...SHARE_COLOURS]);
    expect(shareColour(1)).toBe(SHARE_COLOURS.at(-1));
    expect(shareColour(null)).toBe(NO_FIGURE_COLOUR);
    const point = { type: 'Point' as const, coordinates: [118.2, 33.9] };
    const parts = [{ code: '1', name: '甲', representativePoint: point, coverage }];
    expect(shadesOf(parts, { reading: 'population', language: 'zh' }).get('1')).toMatchObject({
      value: 0.425,
    });
    expect(namesOf(parts)).toEqual([{ text: '甲', at: [118.2, 33.9] }]);
  });
});

describe('where a map begins', () => {
  const level = (...codes: string[]) => ({
    totalCount: codes.length,
    edges: codes.slice(0, 1).map((node) => ({ node })),
  });

  it('the smallest level that has but one division, or else the first of the largest', () => {
    const none = level();
    expect(
      firstDivision({
        provinces: level('32'),
        cities: level('3213'),
        counties: level('321302'),
        towns: none,
      }),
    ).toBe('321302');
    expect(
      firstDivision({
        provinces: level('32'),
        cities: level('3213'),
        counties: level('1', '2'),
        towns: none,
      }),
    ).toBe('3213');
    expect(firstDivision({ provinces: none, cities: none, counties: level('1', '2'), towns: none })).toBe(
      '1',
    );
    expect(firstDivision({ provinces: none, cities: none, counties: none, towns: level('7') })).toBe('7');
    expect(firstDivision({ provinces: none, cities: none, counties: none, towns: none })).toBeNull();
  });

  it('the box around a geometry, whatever its kind', () => {
    const ring = [
      [0, 0],
      [2, 0],
      [2, 3],
      [0, 0],
    ];
    expect(
      boundsOf({ type: 'MultiPolygon', coordinates: [[ring], [ring.map(([x, y]) => [x + 5, y - 1])]] }),
    ).toEqual([0, -1, 7, 3]);
    expect(boundsOf(null)).toBeNull();
    const [west, south, east, north] = boundsAround([118, 34], 1000);
    expect((north - south) * 111_320).toBeCloseTo(2000, 3);
    expect(east - west).toBeGreaterThan(north - south);
  });
});

describe('small things', () => {
  it('quarters begin in January, April, July and October', () => {
    expect(quarterStarts('2026-11-22', 4)).toEqual([
      '2026-01-01',
      '2026-04-01',
      '2026-07-01',
      '2026-10-01',
      '2026-11-22',
    ]);
    expect(quarterStarts('2026-01-01', 2)).toEqual(['2025-10-01', '2026-01-01']);
  });

  it('copied tables hold no formula a spreadsheet would run', () => {
    expect(
      toCsv([
        ['名称', 'n'],
        ['=1+1', -3],
        ['a,"b"', null],
      ]),
    ).toBe(`名称,n\r\n'=1+1,-3\r\n"a,""b""",`);
  });
});
