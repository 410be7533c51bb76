import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ComparableTarget, findConflicts } from '../../src/indicators/find-conflicts.js';

const base: ComparableTarget = {
  id: '1',
  jurisdictionCode: '210500000000',
  indicatorKey: 'comprehensive-coverage-subdistrict',
  rivalGroup: 'subdistrict-comprehensive',
  scope: 'WHOLE',
  direction: 'AT_LEAST',
  value: 0.8,
  deadline: '2025-12-31',
  documentKey: 'plan',
  clauseName: '14',
};
const every = { ...base, id: '2', indicatorKey: 'service-complex-subdistrict', value: 1, clauseName: '9' };

function rivalIds(...targets: ComparableTarget[]): Record<string, string[]> {
  return Object.fromEntries(
    [...findConflicts(targets)].map(([{ id }, rivals]) => [id, rivals.map((one) => one.id)]),
  );
}

describe('findConflicts', () => {
  it('names both sides when two clauses ask for different values of the same thing in other words', () => {
    expect(rivalIds(base, every)).toEqual({ 1: ['2'], 2: ['1'] });
  });

  it.each<[string, Partial<ComparableTarget>]>([
    ['the same value', { value: 0.8 }],
    ['the same clause', { clauseName: '14' }],
    ['another deadline', { deadline: '2023-12-31' }],
    ['another jurisdiction', { jurisdictionCode: '210300000000' }],
    ['another scope', { scope: 'EACH_COUNTY' }],
    ['another group', { rivalGroup: 'town-comprehensive' }],
    ['no group and another indicator', { rivalGroup: null }],
  ])('%s is no conflict', (_, change) => {
    expect(rivalIds(base, { ...every, ...change })).toEqual({});
  });

  it('an upper and a lower bound contradict only when nothing lies between them', () => {
    const most = { ...every, direction: 'AT_MOST' } as const;
    expect(rivalIds(base, { ...most, value: 0.9 })).toEqual({});
    expect(rivalIds(base, { ...most, value: 0.8 })).toEqual({});
    expect(rivalIds(base, { ...most, value: 0.7 })).toEqual({ 1: ['2'], 2: ['1'] });
    expect(rivalIds(base, { ...every, direction: 'EXACTLY', value: 0.8 })).toEqual({});
    expect(rivalIds(base, { ...every, direction: 'EXACTLY', value: 0.79 })).toEqual({ 1: ['2'], 2: ['1'] });
  });

  it('is mutual, never with itself, and does not depend on the order', () => {
    const some = fc.array(
      fc.record({
        value: fc.constantFrom(0, 0.5, 1),
        direction: fc.constantFrom('AT_LEAST', 'AT_MOST', 'EXACTLY'),
        deadline: fc.constantFrom('2024-12-31', '2025-12-31'),
        clauseName: fc.constantFrom('9', '14', '15'),
        rivalGroup: fc.constantFrom('a', 'b', null),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, (changes) => {
        const targets = changes.map(
          (change, at) => ({ ...base, ...change, id: String(at) }) as ComparableTarget,
        );
        const rivals = rivalIds(...targets);
        for (const [id, others] of Object.entries(rivals)) {
          expect(others).not.toContain(id);
          for (const other of others) expect(rivals[other]).toContain(id);
        }
        const turned = rivalIds(...[...targets].reverse());
        for (const others of Object.values(turned)) others.reverse();
        expect(turned).toEqual(rivals);
      }),
    );
  });
});
