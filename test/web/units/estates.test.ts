import { expect, it } from 'vitest';
import { DEFICIT_CLASSES, deficitClass, deficitFeatures } from '../../../web/src/estates/deficit-classes.js';
import { filterVariables, NO_FILTER } from '../../../web/src/estates/estate-filter.js';
import { addsUp, exactFigureText } from '../../../web/src/estates/exact-sum.js';
import { type AuditTotals, sumFaults } from '../../../web/src/estates/level-totals.js';

function totals(estates: number, deficit: string, other: Partial<AuditTotals> = {}): AuditTotals {
  const exact = (text: string) => ({ exact: text, value: Number(text) || 0 });
  return {
    ...{
      estates,
      counted: estates,
      keptApart: 0,
      ruleMissing: 0,
      inDeficit: 0,
      inBreach: 0,
      households: 10 * estates,
    },
    ...{ requiredSquareMeters: exact('0'), providedSquareMeters: exact('0'), pooledSquareMeters: exact('0') },
    deficitSquareMeters: exact(deficit),
    ...other,
  };
}

it('adds decimals and fractions to the last digit', () => {
  expect(addsUp(['0.1', '0.2'], '0.3')).toBe(true);
  expect(addsUp(['1/3', '1/3', '1/3'], '1')).toBe(true);
  expect(addsUp(['-2.5', '1/2'], '-2')).toBe(true);
  expect(addsUp([], '0')).toBe(true);
  expect(addsUp(['9007199254740993', '0.000001'], '9007199254740993')).toBe(false);
  expect(() => addsUp(['1e3'], '1000')).toThrow('not an exact number');
});

it('levels with what lies in none of them make the total', () => {
  expect(sumFaults([totals(3, '263.1'), totals(2, '1/3')], totals(5, '7903/30'))).toEqual([]);
  expect(sumFaults([totals(3, '263.1'), totals(2, '0')], totals(5, '263.2'))).toEqual([
    'deficitSquareMeters',
  ]);
  expect(sumFaults([totals(3, '0')], totals(4, '0'))).toEqual(['estates', 'counted', 'households']);
});

it('reads figures in full', () => {
  expect(exactFigureText({ exact: '23131.25', value: 23131.25 })).toBe('23,131.25');
  expect(exactFigureText({ exact: '-1000', value: -1000 })).toBe('-1,000');
  expect(exactFigureText({ exact: '0.1234567', value: 0.1234567 })).toBe('0.1234567');
  expect(exactFigureText({ exact: '1/3', value: 1 / 3 })).toBe('≈0.333 (1/3)');
});

it('classes of deficit cover everything, each from where the one before ends', () => {
  const keys = [0, 0.01, 100, 100.5, 300, 301].map((deficit) => deficitClass({ counted: true, deficit }).key);
  expect(keys).toEqual(['none', 'small', 'small', 'middle', 'middle', 'large']);
  expect(deficitClass({ counted: false, deficit: 500 }).key).toBe('apart');
  expect(deficitClass({ counted: true, deficit: null }).key).toBe('apart');
  expect(new Set(DEFICIT_CLASSES.map(({ radius }) => radius)).size).toBe(DEFICIT_CLASSES.length);
});

it('draws estates that have a place', () => {
  const location = { type: 'Point', coordinates: [118, 34] };
  const { features } = deficitFeatures([
    { estateId: 'A', counted: true, deficitSquareMeters: { value: 120 }, estate: { name: '甲', location } },
    { estateId: 'B', counted: true, deficitSquareMeters: null, estate: null },
  ]);
  expect(features).toHaveLength(1);
  expect(features[0].properties).toMatchObject({ id: 'A', name: '甲', class: 'middle' });
});

it('asks only for what was chosen', () => {
  expect(filterVariables(NO_FILTER)).toBeNull();
  expect(filterVariables({ ...NO_FILTER, deficit: true, developer: ' 置业 ' })).toEqual({
    deficit: true,
    developerContains: '置业',
  });
});
