import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { inferLevel } from '../../../src/divisions/division.feature.js';
import {
  rulesDisagree,
  URBAN_RURAL_RULES,
  urbanRuralSide,
  type UrbanRuralRule,
} from '../../../src/kernel/coverage/urban-rural.js';
import { sharedData } from '../../support/shared-data.js';

const unit = (code: string, parentLevel: string | null = null, urbanRuralClass: string | null = null) => ({
  code,
  parentLevel,
  urbanRuralClass,
});

describe('the side of a unit', () => {
  it.each([
    ['210502001001', 'URBAN'],
    ['210502001199', 'URBAN'],
    ['210502001200', 'RURAL'],
    ['210502001598', 'RURAL'],
    ['210502001000', 'UNCLASSIFIED'],
  ])('by its own code: %s is %s', (code, side) => {
    expect(urbanRuralSide(unit(code), 'BY_UNIT_CODE')).toBe(side);
  });

  it.each([
    ['SUBDISTRICT', 'URBAN'],
    ['TOWN', 'RURAL'],
    ['TOWNSHIP', 'RURAL'],
    ['ZONE', 'UNCLASSIFIED'],
    [null, 'UNCLASSIFIED'],
  ])('by the unit above: under a %s it is %s', (level, side) => {
    expect(urbanRuralSide(unit('210502001001', level), 'BY_PARENT')).toBe(side);
  });

  it.each([
    ['111', 'URBAN'],
    ['123', 'URBAN'],
    ['210', 'RURAL'],
    ['220', 'RURAL'],
    [null, 'UNCLASSIFIED'],
  ])('by the class of the statistics office: %s is %s', (given, side) => {
    expect(urbanRuralSide(unit('210502001001', null, given), 'BY_NBS_CLASS')).toBe(side);
  });

  it('is disputed only between rules that say something', () => {
    expect(rulesDisagree(['URBAN', 'RURAL', 'UNCLASSIFIED'])).toBe(true);
    expect(rulesDisagree(['URBAN', 'UNCLASSIFIED', 'URBAN'])).toBe(false);
    expect(rulesDisagree(['UNCLASSIFIED', 'UNCLASSIFIED', 'UNCLASSIFIED'])).toBe(false);
  });
});

const communities = sharedData('divisions/communities.csv');

describe.skipIf(communities === null)('the code lists of real cities (divisions/communities.csv)', () => {
  const countsOf = (city: string, rule: UrbanRuralRule) => {
    const rows: Record<string, string>[] = parse(readFileSync(communities!), { columns: true, bom: true });
    const counts = { URBAN: 0, RURAL: 0, UNCLASSIFIED: 0 };
    for (const row of rows.filter((each) => each.city === city)) {
      const parentLevel = inferLevel(row.town_code, row.town);
      counts[urbanRuralSide(unit(row.community_code, parentLevel, row.urban_rural_code || null), rule)]++;
    }
    return counts;
  };

  it('Benxi’s 508 units are 211 urban by code and 293 by the unit above', () => {
    expect(countsOf('本溪市', 'BY_UNIT_CODE')).toEqual({ URBAN: 211, RURAL: 297, UNCLASSIFIED: 0 });
    expect(countsOf('本溪市', 'BY_PARENT')).toEqual({ URBAN: 293, RURAL: 215, UNCLASSIFIED: 0 });
  });

  it('every rule takes each of them once', () => {
    for (const rule of URBAN_RURAL_RULES) {
      const { URBAN, RURAL, UNCLASSIFIED } = countsOf('本溪市', rule);
      expect(URBAN + RURAL + UNCLASSIFIED).toBe(508);
    }
  });
});
