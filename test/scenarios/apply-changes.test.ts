import { describe, expect, it } from 'vitest';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import { applyChanges, scenarioWith, type UncheckedScenarioChange } from '../../src/scenarios/index.js';

const facility = (id: string, operating = true) => ({
  ...{ id, name: id, kind: 'COMMUNITY_STATION' as const, capabilities: [], published: true, operating },
  ...{ divisionCode: null, assigned: [], lon: 0, lat: 0, synthetic: false },
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

function apply(changes: readonly UncheckedScenarioChange[], asOf = '2025-06-01') {
  const { facilities, capacities } = applyChanges(register, scenarioWith([], changes).changes, asOf);
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
      resize('a', { capabilities: ['BATH'], beds: 7 }),
      resize('a', { beds: 9, mealsPerDay: 0 }),
    ]);
    expect(standing).toBe('a aa (b) (idle)');
    expect(facilities[0].capabilities).toEqual(['BATH']);
    expect(facilities[1]).toMatchObject({ capabilities: ['BATH', 'MEAL'], openedBy: 0, lon: 1, lat: 2 });
    expect(capacities.get('a')).toMatchObject({ beds: 9, mealsPerDay: 0, nursingBeds: null });
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
  ] as const)('refuse %s by position', (_what, changes, details) => {
    expect(refusal(changes)).toMatchObject(details);
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
