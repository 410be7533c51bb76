import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditEstates } from '../../../src/kernel/estates/audit-estates.js';
import { AuditTally, isInBreach, isInDeficit } from '../../../src/kernel/estates/audit-totals.js';
import { countedRooms } from '../../../src/kernel/estates/counted-rooms.js';
import { AllocationRules } from '../../../src/kernel/estates/allocation-rule.js';
import { add, compare, rational, type Rational, ZERO } from '../../../src/kernel/rational.js';
import { estate, room, rule, steps } from './ledger.js';

const ASKED_ON = '2026-01-01';

/** Some that lack area, some that have too much, some that are kept apart. */
const estates = fc
  .array(
    fc.record({
      households: fc.option(fc.integer({ min: 0, max: 3000 })),
      area: fc.integer({ min: 0, max: 900 }),
      grantedOn: fc.constantFrom('2023-06-01', '2010-01-01'),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((list) =>
    list.map(({ households, area, grantedOn }, at) =>
      estate({
        id: `e${String(at).padStart(2, '0')}`,
        households,
        grantedOn,
        rooms: [room({ id: `r${at}`, floorAreaSquareMeters: rational(area, 7) })],
      }),
    ),
  );

const tallied = (audits: ReturnType<typeof auditEstates>, households: (id: string) => number | null) => {
  const tally = new AuditTally();
  for (const audit of audits) tally.add(audit, households(audit.estateId));
  return tally;
};

describe('totals of estates', () => {
  it('are the exact sums of the estates that count, however they are grouped', () => {
    fc.assert(
      fc.property(estates, fc.integer({ min: 1, max: 5 }), (list, groups) => {
        const audits = auditEstates(list, [rule()], [], ASKED_ON);
        const households = (id: string) => list.find((one) => one.id === id)!.households;
        const whole = tallied(audits, households).totals();
        const counted = audits.filter(({ isCounted }) => isCounted);
        const sum = (of: (audit: (typeof audits)[number]) => Rational | null) =>
          counted.reduce((total, audit) => add(total, of(audit) ?? ZERO), ZERO);
        expect(whole).toEqual({
          estates: list.length,
          counted: counted.length,
          keptApart: list.length - counted.length,
          inDeficit: audits.filter(isInDeficit).length,
          inBreach: audits.filter(isInBreach).length,
          ruleMissing: audits.filter(({ rule: applied }) => applied === null).length,
          households: counted.reduce((total, { estateId }) => total + households(estateId)!, 0),
          requiredSquareMeters: sum((audit) => audit.requiredSquareMeters),
          providedSquareMeters: sum((audit) => audit.providedSquareMeters),
          pooledSquareMeters: ZERO,
          receivedSquareMeters: ZERO,
          deficitSquareMeters: sum((audit) => audit.deficitSquareMeters),
        });
        const together = new AuditTally();
        for (let group = 0; group < groups; group++) {
          const part = audits.filter((_, at) => at % groups === group);
          together.addAll(tallied(part, households));
        }
        expect(together.totals()).toEqual(whole);
      }),
    );
  });

  it('tell what goes from one member of a pool to another; within the pool it cancels out', () => {
    const allowed = rule({ pooling: { walkMeters: null } });
    const [giver, taker] = [
      estate({ id: 'a', households: 500 }),
      estate({ id: 'b', households: 400, rooms: [] }),
    ];
    const pool = { id: 'p', members: ['a', 'b'].map((estateId) => ({ estateId, walkMeters: 1 })) };
    const audits = auditEstates([giver, taker], [allowed], [pool], ASKED_ON);
    const whole = tallied(audits, () => 0).totals();
    expect(whole).toMatchObject({ pooledSquareMeters: ZERO, receivedSquareMeters: rational(80) });
    expect(tallied([audits[1]], () => 0).totals().pooledSquareMeters).toEqual(rational(80));
    expect(compare(whole.deficitSquareMeters, ZERO)).toBe(0);
  });
});

describe('rooms a pool is walked to', () => {
  it('are those that count under the estate’s rule', () => {
    const rules = new AllocationRules([rule({ minimumSiteSquareMeters: rational(100) })]);
    const one = estate({
      rooms: [
        room({ id: 'counts' }),
        room({ id: 'small', floorAreaSquareMeters: rational(99) }),
        room({ id: 'not accepted', steps: steps(2024, 2) }),
        room({ id: 'a shop', use: 'OTHER' }),
      ],
    });
    expect(countedRooms(one, rules, ASKED_ON)).toEqual(['counts']);
  });
});
