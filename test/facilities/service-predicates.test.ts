import { describe, expect, it } from 'vitest';
import {
  CARE_SERVICES,
  missingCapabilities,
  offers,
  offersButForMealMode,
  PredicatesInForce,
  type RecordedPredicate,
  stepsToOffer,
} from '../../src/facilities/index.js';

const row = (
  jurisdictionCode: string | null,
  validFrom: string,
  validTo: string | null = null,
): RecordedPredicate => ({
  ...{ service: 'MEAL', jurisdictionCode, validFrom, validTo, document: 'd', clause: 'c', verified: false },
  ...{ kinds: ['MEAL_POINT'], anyCapability: [], allCapabilities: [], exceptMealModes: [] },
});
const [CITY, COUNTY, TOWN] = ['210500000000', '210502000000', '210502001000'];

describe('the predicate of a division', () => {
  const rows = [row(CITY, '2023-01-01'), row(COUNTY, '2024-01-01', '2025-01-01'), row(null, '2020-01-01')];
  const at = (asOf: string, ...codes: string[]) => new PredicatesInForce(rows, 'MEAL', asOf).nearest(codes);

  it.each([
    ['2024-06-01', TOWN, COUNTY],
    ['2025-01-01', TOWN, CITY],
    ['2023-12-31', TOWN, CITY],
    ['2022-12-31', TOWN, null],
    ['2024-06-01', '210503001000', CITY],
    ['2024-06-01', '330000000000', null],
  ])('on %s at %s is that of %s', (asOf, code, expected) => {
    expect(at(asOf, code)).toMatchObject({ jurisdictionCode: expected, isAssumption: false });
  });

  it('follows the tree first, then the digits above its root', () => {
    expect(at('2024-06-01', '990101001000', COUNTY).jurisdictionCode).toBe(COUNTY);
    expect(at('2024-06-01', '990101001000', '210509000000').jurisdictionCode).toBe(CITY);
  });

  it('is the program’s default, said to be an assumption, where nothing is recorded', () => {
    const { kinds, anyCapability, exceptMealModes } = CARE_SERVICES.MEAL;
    expect(exceptMealModes).toEqual(['CENTRAL_KITCHEN']);
    expect(at('2019-12-31', TOWN)).toMatchObject({
      ...{ jurisdictionCode: null, document: null, isAssumption: true },
      ...{ kinds, anyCapability, exceptMealModes },
    });
    expect(new PredicatesInForce(rows, 'BATH', '2024-06-01').everywhere.isAssumption).toBe(true);
  });
});

describe('what a facility lacks', () => {
  const place = { kind: 'INSTITUTION', capabilities: ['MEAL', 'BATH'], mealMode: 'CENTRAL_KITCHEN' } as const;
  const none = { kinds: [], anyCapability: [], allCapabilities: [], exceptMealModes: [] } as const;
  const all = { ...none, allCapabilities: ['MEAL', 'MEDICAL', 'CLEANING'] } as const;
  const any = { ...none, anyCapability: ['MEDICAL', 'GUIDANCE'] } as const;
  const kind = { ...none, kinds: ['MEAL_POINT'] } as const;

  it.each([
    ['of a whole set: the rest of it', all, ['MEDICAL', 'CLEANING'], 2],
    ['of any one: each of them', any, ['MEDICAL', 'GUIDANCE'], 1],
    ['of a kind: nothing would help', kind, [], Infinity],
  ] as const)('%s', (_, terms, missing, steps) => {
    expect(offers(place, terms)).toBe(false);
    expect(missingCapabilities(place, terms)).toEqual(missing);
    expect(stepsToOffer(place, terms)).toBe(steps);
    expect(offersButForMealMode(place, terms)).toBe(false);
  });

  it.each([
    [['CENTRAL_KITCHEN'], 'CENTRAL_KITCHEN', false],
    [['CENTRAL_KITCHEN'], 'CANTEEN', true],
    [['CENTRAL_KITCHEN'], null, true],
    [['MERCHANT', 'CANTEEN'], 'CANTEEN', false],
    [[], 'CENTRAL_KITCHEN', true],
  ] as const)('except %j, a place of meals of mode %s counts: %s', (exceptMealModes, mealMode, counts) => {
    for (const terms of [
      { ...none, kinds: ['INSTITUTION'], exceptMealModes },
      { ...none, anyCapability: ['MEAL'], exceptMealModes },
      { ...none, allCapabilities: ['MEAL', 'BATH'], exceptMealModes },
    ] as const) {
      expect(offers({ ...place, mealMode }, terms)).toBe(counts);
      expect(offersButForMealMode({ ...place, mealMode }, terms)).toBe(!counts);
    }
  });
});
