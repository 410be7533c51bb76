import { expect, it } from 'vitest';
import { containsJurisdiction, jurisdictionsAtOrAbove } from '../../src/divisions/jurisdiction.js';

it('a code lies at or below another by its digits', () => {
  const [city, county, street, community] = ['210500000000', '210502000000', '210502001000', '210502001003'];
  for (const outer of ['000000000000', '210000000000', city, county, street, community]) {
    expect(containsJurisdiction(outer, community)).toBe(true);
  }
  expect(containsJurisdiction(county, city)).toBe(false);
  expect(containsJurisdiction('210503000000', street)).toBe(false);
  expect(containsJurisdiction('210502002000', community)).toBe(false);
});

it('names the codes above, nearest first', () => {
  expect(jurisdictionsAtOrAbove('210502001003')).toEqual([
    '210502001003',
    '210502001000',
    '210502000000',
    '210500000000',
    '210000000000',
  ]);
  expect(jurisdictionsAtOrAbove('210500000000')).toEqual(['210500000000', '210000000000']);
  expect(jurisdictionsAtOrAbove('210000000000')).toEqual(['210000000000']);
});
