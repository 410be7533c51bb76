import { describe, expect, it } from 'vitest';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import { applyChanges, scenarioWith, type UncheckedScenarioChange } from '../../src/scenarios/index.js';

const facility = (id: string, operating = true) => ({
  ...{ id, name: id, kind: 'COMMUNITY_STATION' as const, capabilities: [], published: true, operating },
  ...{ mealMode: null, divisionCode: null, assigned: [], lon: 0, lat: 0, synthetic: false },
});
const register = [facility('a'), facility('b'), facility('idle', false)];
const open = (id?: string, more: Partial<UncheckedScenarioChange> = {}): UncheckedScenarioChange => ({
  ...{ kind: 'OPEN', id, name: 'new', facilityKind: 'MEAL_POINT', at: { lon: 1, lat: 2 } },
  ...more,
});
const close = (facilityId: string, from?: string): UncheckedScenarioChange => ({
  ...{ kind: 'CLOSE', facilityId, from },
});
const resize = (facilityId: string, more: Partial<UncheckedScenarioChange>): UncheckedScenarioChange => ({
  ...{ kind: 'RESIZE', facilityId },
  ...more,
});

const NOTHING = { beds: null, nursingBeds: null, mealsPerDay: null, floorAreaSquareMeters: null };
/** Of b too many nursing beds are recorded already. */
const held = new Map([
  ['a', { ...NOTHING, beds: 30, nursingBeds: 20 }],
  ['b', { ...NOTHING, beds: 1, nursingBeds: 2 }],
]);

function apply(changes: readonly UncheckedScenarioChange[], asOf = '2025-06-01') {
  const { facilities, capacities } = applyChanges(register, scenarioWith([], changes).changes, asOf, held);
  return {
    standing: facilities.map(({ id, operating }) => (operating ? id : `(${id})`)).join(' '),
    facilities,
    capacities,
  };
}

function refusal(changes: readonly UncheckedScenarioChange[], asOf?: string) {
  try {
    apply(changes, asOf);
  } catch (error) {
    if (error instanceof PlanningError) return { code: error.code, ...error.details };
  }
  throw new Error('expected a refusal');
}

describe('changes on top of a register', () => {
  it('open, close and resize in their order, by id', () => {
    const { standing, facilities, capacities } = apply([
      open('aa', { capabilities: ['MEAL', 'BATH', 'MEAL'], beds: 3 }),
      close('b'),
      resize('a', { capabilities: ['BATH'], beds: 27 }),
      resize('a', { beds: 29, mealsPerDay: 0 }),
    ]);
    expect(standing).toBe('a aa (b) (idle)');
    expect(facilities[0].capabilities).toEqual(['BATH']);
    expect(facilities[1]).toMatchObject({ capabilities: ['BATH', 'MEAL'], openedBy: 0, lon: 1, lat: 2 });
    expect(capacities.get('a')).toMatchObject({ beds: 29, mealsPerDay: 0, nursingBeds: null });
    expect(capacities.get('aa')).toMatchObject({ beds: 3 });
    expect(register[0].capabilities).toEqual([]);
  });

  it('what opens and closes again is gone, and its name free', () => {
    expect(apply([open('x'), close('x')]).facilities).toEqual(register);
    expect(apply([open('x', { beds: 1 }), close('x')]).capacities.size).toBe(0);
    expect(apply([open('x'), close('x'), open('x')]).standing).toBe('a b (idle) x');
    expect(apply([open()]).standing).toBe('a b (idle) scenario:0');
  });

  it('a change counts from its first day on; what opens later stands there idle', () => {
    const changes = [open('x', { from: '2026-01-01' }), close('a', '2027-01-01'), close('x', '2028-01-01')];
    expect(apply(changes, '2025-12-31').standing).toBe('a b (idle) (x)');
    expect(apply(changes, '2026-01-01').standing).toBe('a b (idle) x');
    expect(apply(changes, '2027-01-01').standing).toBe('(a) b (idle) x');
    expect(apply(changes, '2028-01-01').standing).toBe('(a) b (idle)');
    const again = [...changes, open('x', { from: '2029-01-01' })];
    expect(apply(again, '2027-06-01').standing).toBe('(a) b (idle) x');
    expect(apply(again, '2028-06-01').standing).toBe('(a) b (idle) (x)');
    expect(apply(again, '2029-06-01').standing).toBe('(a) b (idle) x');
  });

  it.each([
    ['an unknown facility', [close('a'), close('nobody')], { code: 'NOT_FOUND', change: 1, id: 'nobody' }],
    ['one opened only afterwards', [close('x'), open('x')], { code: 'NOT_FOUND', change: 0 }],
    ['an id that is taken', [open('a')], { code: 'CONFLICT', change: 0 }],
    ['an id opened twice', [open('x'), open('x')], { code: 'CONFLICT', change: 1 }],
    ['a second closing', [close('a'), close('a')], { reason: 'ALREADY_CLOSED', change: 1 }],
    [
      'a second closing of a new one',
      [open('x'), close('x'), close('x')],
      { reason: 'ALREADY_CLOSED', change: 2 },
    ],
    [
      'a resizing after the closing',
      [close('a'), resize('a', { beds: 1 })],
      { reason: 'ALREADY_CLOSED', change: 1 },
    ],
    ['a second closing on a later day', [close('a', '2030-01-01'), close('a')], { reason: 'ALREADY_CLOSED' }],
    ['one that does not operate', [close('idle')], { code: 'FAILED_PRECONDITION', reason: 'NOT_OPERATING' }],
    ['resizing one that does not operate', [resize('idle', { beds: 1 })], { reason: 'NOT_OPERATING' }],
    [
      'closing before it opens',
      [open('x', { from: '2026-01-01' }), close('x', '2025-01-01')],
      { reason: 'NOT_YET_OPEN', change: 1 },
    ],
    [
      'fewer beds than nursing beds on record',
      [resize('a', { beds: 25 }), resize('a', { beds: 19 })],
      {
        code: 'FAILED_PRECONDITION',
        reason: 'NURSING_BEDS_BEYOND_BEDS',
        change: 1,
        beds: 19,
        nursingBeds: 20,
      },
    ],
    [
      'more nursing beds than beds on record',
      [resize('a', { nursingBeds: 31 })],
      { reason: 'NURSING_BEDS_BEYOND_BEDS', beds: 30, nursingBeds: 31 },
    ],
    [
      'the same of a new one',
      [open('x', { beds: 5, nursingBeds: 5 }), resize('x', { beds: 4 })],
      { reason: 'NURSING_BEDS_BEYOND_BEDS', change: 1, id: 'x' },
    ],
  ] as const)('refuse %s by position', (_what, changes, details) => {
    expect(refusal(changes)).toMatchObject(details);
  });

  it('nursing beds stay among all beds; what a change says nothing of is not its fault', () => {
    expect(apply([resize('a', { beds: 20 }), resize('a', { nursingBeds: 5 })]).capacities.get('a')).toEqual(
      expect.objectContaining({ beds: 20, nursingBeds: 5 }),
    );
    expect(apply([resize('a', { beds: 9, nursingBeds: 9 })]).capacities.size).toBe(1);
    expect(apply([resize('b', { mealsPerDay: 9 })]).capacities.size).toBe(1);
    expect(apply([resize('a', { beds: 1, from: '2026-01-01' })]).capacities.size).toBe(0);
  });

  it.each([
    ['OPEN without a place', open('x', { at: null }), 'at'],
    ['OPEN of an existing facility', open('x', { facilityId: 'a' }), 'facilityId'],
    ['a point off the Earth', open('x', { at: { lon: 200, lat: 0 } }), 'changes[0].at'],
    ['CLOSE with beds', { ...close('a'), beds: 1 }, 'beds'],
    ['CLOSE of nothing', close(''), 'changes[0].facilityId'],
    ['RESIZE to nothing', resize('a', {}), 'RESIZE needs'],
    ['half a bed', resize('a', { beds: 0.5 }), 'changes[0].beds'],
    ['negative meals', resize('a', { mealsPerDay: -1 }), 'changes[0].mealsPerDay'],
    ['NaN', resize('a', { floorAreaSquareMeters: NaN }), 'changes[0].floorAreaSquareMeters'],
    ['more nursing beds than beds', open('x', { beds: 1, nursingBeds: 2 }), 'nursing beds'],
    ['a day that is none', close('a', '2025-02-30'), 'changes[0].from'],
    ['a citizen number as a name', open('x', { name: '110101199003074514' }), 'changes[0].name'],
    ['a wrong division code', open('x', { assignedTo: ['12'] }), 'changes[0].assignedTo'],
  ] as const)('refuse %s before anything is applied', (_what, change, words) => {
    expect(refusal([change])).toMatchObject({ code: 'BAD_USER_INPUT', change: 0 });
    expect(() => apply([change])).toThrow(words);
  });

  it('are at most 200', () => {
    const many = Array.from({ length: 201 }, () => open());
    expect(refusal(many)).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 200 });
    const saved = scenarioWith([], many.slice(0, 150)).changes;
    expect(() => scenarioWith(saved, many.slice(0, 51))).toThrow('201');
  });

  it('have a key of their content: order and values tell, the order of fields does not', () => {
    const key = (...changes: UncheckedScenarioChange[]) => scenarioWith([], changes).key;
    expect(key()).toBe('');
    expect(key(close('a'), close('b'))).not.toBe(key(close('b'), close('a')));
    expect(key(resize('a', { beds: 1 }))).not.toBe(key(resize('a', { beds: 2 })));
    const stored = JSON.parse(
      JSON.stringify(scenarioWith([], [close('a')]).changes.map((one) => Object.entries(one).reverse())),
    );
    const reversed = stored.map((entries: [string, unknown][]) => Object.fromEntries(entries));
    expect(scenarioWith(reversed, []).key).toBe(key(close('a')));
  });
});
