import { describe, expect, test } from 'vitest';
import { CARE_SERVICES, type CareService, offers } from '../../src/facilities/index.js';

const facility = (kind: string, capabilities: string[] = [], mealMode: string | null = null) =>
  ({ kind, capabilities, mealMode }) as never;

describe('the terms that hold where nothing is recorded', () => {
  test.each([
    ['ANY', facility('MUTUAL_AID_POINT'), true],
    ['INSTITUTION', facility('SUPPORT_INSTITUTION'), true],
    ['INSTITUTION', facility('COMMUNITY_STATION', ['FULL_CARE']), false],
    ['COMPREHENSIVE', facility('COMPREHENSIVE_CENTER'), true],
    ['COMPREHENSIVE', facility('INSTITUTION', ['FULL_CARE', 'DAY_CARE', 'HOME_VISIT', 'MEAL', 'BATH']), true],
    ['COMPREHENSIVE', facility('INSTITUTION', ['FULL_CARE', 'DAY_CARE', 'HOME_VISIT']), false],
    ['STATION', facility('MUTUAL_AID_POINT'), true],
    ['STATION', facility('MEAL_POINT', ['MEAL']), false],
    ['MEAL', facility('MEAL_POINT'), true],
    ['MEAL', facility('INSTITUTION', ['MEAL']), true],
    ['MEAL', facility('MEAL_POINT', ['MEAL'], 'MERCHANT'), true],
    ['MEAL', facility('MEAL_POINT', ['MEAL'], 'CENTRAL_KITCHEN'), false],
    ['MEAL', facility('INSTITUTION', ['MEAL'], 'CENTRAL_KITCHEN'), false],
    ['INSTITUTION', facility('INSTITUTION', ['MEAL'], 'CENTRAL_KITCHEN'), true],
    ['ANY', facility('MEAL_POINT', ['MEAL'], 'CENTRAL_KITCHEN'), true],
    ['FULL_CARE', facility('INSTITUTION'), true],
    ['BATH', facility('INSTITUTION'), false],
    ['BATH', facility('COMMUNITY_STATION', ['BATH']), true],
    ['GUIDANCE', facility('GUIDANCE_CENTER'), true],
  ] as [CareService, never, boolean][])('%s by %o: %s', (service, candidate, expected) => {
    expect(offers(candidate, CARE_SERVICES[service])).toBe(expected);
  });

  test('every service has a term and some way to qualify', () => {
    for (const predicate of Object.values(CARE_SERVICES)) {
      expect(predicate.term).toMatch(/\p{Script=Han}/u);
      expect(
        predicate.kinds.length + predicate.anyCapability.length + predicate.allCapabilities.length,
      ).toBeGreaterThan(0);
    }
  });
});
