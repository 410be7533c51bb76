import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AllocationRule } from '../../../src/kernel/estates/allocation-rule.js';
import { auditEstates, type EstateAudit } from '../../../src/kernel/estates/audit-estates.js';
import type { EstatePool, LedgerEstate } from '../../../src/kernel/estates/estate-ledger.js';
import { add, compare, decimalText, rational, type Rational, ZERO } from '../../../src/kernel/rational.js';
import { estate, NO_STEPS, room, rule, steps } from './ledger.js';

const ASKED_ON = '2026-01-01';

function audit(one: LedgerEstate, rules: readonly AllocationRule[] = [rule()]): EstateAudit {
  return auditEstates([one], rules, [], ASKED_ON)[0];
}
const text = (area: Rational | null) => area && decimalText(area, 6);
const codes = ({ findings }: EstateAudit) => findings.map(({ code }) => code);

describe('what an estate owes', () => {
  it('is exact: 1,234 households at 20 m² a hundred owe 246.8 m²', () => {
    const found = audit(estate());
    expect(text(found.requiredSquareMeters)).toBe('246.8');
    expect(text(found.providedSquareMeters)).toBe('200');
    expect(text(found.deficitSquareMeters)).toBe('46.8');
    expect(found.findings).toMatchObject([
      {
        code: 'AREA_DEFICIT',
        severity: 'DEFICIT',
        ruleIds: ['new-20'],
        facts: { deficitSquareMeters: '46.8' },
      },
    ]);
  });

  it('is at least one site of the minimum size, and a smaller room does not count', () => {
    const found = audit(estate({ households: 500 }), [rule({ minimumSiteSquareMeters: rational(350) })]);
    expect(text(found.requiredSquareMeters)).toBe('350');
    expect(text(found.providedSquareMeters)).toBe('0');
    expect(found.rooms[0].provision.notCounted).toEqual(['BELOW_MINIMUM_SITE']);
  });

  it.each([
    ['not accepted', { steps: steps(2025, 2) }, ['NOT_ACCEPTED', 'NOT_HANDED_OVER']],
    ['delivered to nobody', { handedOverTo: null }, ['NOT_HANDED_OVER']],
    [
      'delivered after the day asked about',
      { steps: { ...steps(2025), DELIVERED: '2026-01-02' } },
      ['NOT_HANDED_OVER'],
    ],
    ['used for something else', { use: 'OTHER' as const }, ['NOT_USED_FOR_CARE']],
    ['of unknown use', { use: null }, ['NOT_USED_FOR_CARE']],
  ])('does not count a room %s', (_, values, reasons) => {
    const found = audit(estate({ rooms: [room(values)] }));
    expect(text(found.providedSquareMeters)).toBe('0');
    expect(found.rooms[0].provision.notCounted).toEqual(reasons);
    expect(codes(found)).toContain('ROOM_NOT_COUNTED');
  });

  it('is nothing before its land is granted: the estate is kept apart and counts from that day', () => {
    const on = (asOf: string) => auditEstates([estate({ rooms: [] })], [rule()], [], asOf)[0];
    const before = on('2023-05-31');
    expect(before.isCounted).toBe(false);
    expect(before.findings).toMatchObject([{ code: 'NOT_GRANTED_YET', severity: 'NOTE' }]);
    expect(text(on('2023-06-01').deficitSquareMeters)).toBe('246.8');
    expect(on('2023-06-01').isCounted).toBe(true);
  });

  it('never lacks less than nothing', () => {
    const found = audit(estate({ households: 100 }));
    expect(text(found.deficitSquareMeters)).toBe('0');
    expect(codes(found)).not.toContain('AREA_DEFICIT');
  });
});

describe('which rule applies', () => {
  const province = '320000000000';
  const existing = rule({
    id: 'old-15',
    estateClass: 'EXISTING',
    squareMetersPerHundredHouseholds: rational(15),
  });
  const ofProvince = rule({ id: 'province-30', jurisdictionCode: province, validFrom: '2020-01-01' });

  it('is the one of the day of the grant, of the deepest division that has one', () => {
    const rules = [rule(), existing, ofProvince];
    expect(audit(estate({ grantedOn: '2023-01-01' }), rules).rule?.id).toBe('new-20');
    expect(audit(estate({ grantedOn: '2022-12-31' }), rules).rule?.id).toBe('province-30');
    const old = audit(estate({ grantedOn: '2019-12-31' }), rules);
    expect(old).toMatchObject({ estateClass: 'EXISTING', rule: { id: 'old-15' } });
    expect(old.step).toBeNull();
  });

  it('holds on its first and on its last day, and on neither day beside them', () => {
    const rules = [rule({ validFrom: '2023-01-01', validTo: '2023-12-31' })];
    const ruleOf = (grantedOn: string) => {
      const { estateClass, rule: found } = audit(estate({ grantedOn }), rules);
      return [estateClass, found?.id ?? null];
    };
    expect(ruleOf('2022-12-31')).toEqual(['EXISTING', null]);
    expect(ruleOf('2023-01-01')).toEqual(['NEW', 'new-20']);
    expect(ruleOf('2023-12-31')).toEqual(['NEW', 'new-20']);
    expect(ruleOf('2024-01-01')).toEqual(['NEW', null]);
  });

  it('is missing, not guessed, where none holds: the estate is kept apart', () => {
    const ended = audit(estate(), [rule({ validTo: '2023-05-31' })]);
    expect(ended).toMatchObject({ estateClass: 'NEW', rule: null, isCounted: false });
    expect(codes(ended)).toEqual(['RULE_MISSING']);
    const old = audit(estate({ grantedOn: '2010-01-01' }));
    expect(old).toMatchObject({ estateClass: 'EXISTING', isCounted: false, deficitSquareMeters: null });
  });

  it('is a finding where two hold on one date', () => {
    const found = audit(estate(), [rule(), rule({ id: 'new-25' })]);
    expect(found.isCounted).toBe(false);
    expect(found.findings).toMatchObject([{ code: 'RULES_OVERLAP', ruleIds: ['new-20', 'new-25'] }]);
  });

  it('needs a date of grant, or the register says the class', () => {
    expect(codes(audit(estate({ grantedOn: null })))).toEqual(['CLASS_UNKNOWN']);
    const declared = audit(estate({ grantedOn: null, declaredClass: 'EXISTING' }), [rule(), existing]);
    expect(declared.rule?.id).toBe('old-15');
    expect(codes(audit(estate({ declaredClass: 'EXISTING' }), [rule(), existing]))).toEqual([
      'CLASS_CONTRADICTS_DATES',
    ]);
  });

  it('decides nothing by a rule that does not say since when it holds', () => {
    const rules = [rule({ validFrom: null })];
    expect(audit(estate(), rules).findings).toMatchObject([
      { code: 'CLASS_UNKNOWN', ruleIds: ['new-20'], facts: { rulesWithoutStart: 'new-20' } },
    ]);
    expect(audit(estate({ declaredClass: 'NEW' }), rules).rule?.id).toBe('new-20');
    // A deeper division that says so does decide; a wider one does not, for the undated rule might have come first.
    const deeper = rule({ id: 'deep-30', jurisdictionCode: estate().chain[0], validFrom: '2023-01-01' });
    const wider = rule({ id: 'wide-30', jurisdictionCode: estate().chain.at(-1)!, validFrom: '2012-01-01' });
    expect(audit(estate(), [...rules, deeper]).rule?.id).toBe('deep-30');
    expect(codes(audit(estate({ declaredClass: 'EXISTING' }), [...rules, deeper]))).toContain(
      'CLASS_CONTRADICTS_DATES',
    );
    expect(codes(audit(estate(), [...rules, wider]))).toContain('CLASS_UNKNOWN');
  });
});

describe('four steps together with the housing', () => {
  it('reports the least step all owed rooms have reached', () => {
    const rooms = [room({ id: 'a' }), room({ id: 'b', steps: steps(2025, 2) })];
    const found = audit(estate({ rooms, steps: NO_STEPS }));
    expect(found.step).toBe('BUILT');
    expect(found.roomSteps).toEqual({
      PLANNED: '2025-01-01',
      BUILT: '2025-02-01',
      ACCEPTED: null,
      DELIVERED: null,
    });
  });

  it('is a breach with both dates when housing is delivered first', () => {
    const late = { ...steps(2024), DELIVERED: '2024-09-01' };
    const found = audit(estate({ rooms: [room({ floorAreaSquareMeters: rational(300), steps: late })] }));
    expect(found.findings).toMatchObject([
      {
        code: 'DELIVERED_BEFORE_ROOM',
        severity: 'BREACH',
        ruleIds: ['new-20'],
        facts: { housingOn: '2024-04-01', roomOn: '2024-09-01' },
      },
    ]);
  });

  it('is a breach when there is no room at all', () => {
    const found = audit(estate({ rooms: [] }));
    expect(found.step).toBeNull();
    expect(found.findings).toContainEqual(
      expect.objectContaining({
        code: 'DELIVERED_BEFORE_ROOM',
        facts: expect.objectContaining({ roomOn: null }),
      }),
    );
  });

  it('is not delayed by a room beyond what is owed', () => {
    const rooms = [
      room({ id: 'a', floorAreaSquareMeters: rational(300) }),
      room({ id: 'b', steps: steps(2025, 1) }),
    ];
    expect(audit(estate({ rooms })).step).toBe('DELIVERED');
  });
});

describe('data that contradict themselves', () => {
  it.each([
    ['HOUSEHOLDS_MISSING', { households: 0 }],
    ['HOUSEHOLDS_MISSING', { households: null }],
    ['DATES_OUT_OF_ORDER', { steps: { ...steps(2024), BUILT: '2025-01-01' } }],
    ['DATES_OUT_OF_ORDER', { grantedOn: '2024-02-01' }],
    ['DATES_OUT_OF_ORDER', { rooms: [room({ steps: { ...steps(2024), PLANNED: '2024-12-01' } })] }],
    ['ROOM_AREA_MISSING', { rooms: [room({ floorAreaSquareMeters: null })] }],
    ['ROOM_AREA_EXCEEDS_BUILDING', { rooms: [room({ buildingAreaSquareMeters: rational(199) })] }],
    ['ENTRANCE_FAR', { farthestEntranceMeters: 2000 }],
  ])('%s keeps the estate apart', (code, values) => {
    const found = audit(estate(values));
    expect(found.isCounted).toBe(false);
    expect(codes(found)).toContain(code);
    expect(codes(found)).not.toContain('AREA_DEFICIT');
  });

  it('names both estates that claim a room', () => {
    const both = auditEstates([estate(), estate({ id: 'estate-2' })], [rule()], [], ASKED_ON);
    for (const found of both) {
      expect(found.isCounted).toBe(false);
      expect(found.findings).toContainEqual(
        expect.objectContaining({ code: 'ROOM_CLAIMED_TWICE', facts: { estates: 'estate-1 estate-2' } }),
      );
    }
  });
});

describe('form', () => {
  const asks = rule({
    squareMetersPerHundredHouseholds: rational(10),
    form: { ownEntrance: true, lowestFloor: 1, highestFloor: 3, liftOrRampFromFloor: 2 },
  });
  it.each([
    ['a basement', { floor: -1 }, ['FORM_NOT_MET']],
    ['floor 2 without lift or ramp', { floor: 2, liftOrRamp: false }, ['FORM_NOT_MET']],
    ['floor 2 with one', { floor: 2, liftOrRamp: true }, []],
    ['too high up', { floor: 4, liftOrRamp: true }, ['FORM_NOT_MET']],
    ['no entrance of its own', { ownEntrance: false }, ['FORM_NOT_MET']],
    ['an unknown entrance', { ownEntrance: null }, ['FORM_UNKNOWN']],
  ])('%s', (_, values, expected) => {
    const found = audit(estate({ rooms: [room(values)] }), [asks]);
    expect(codes(found)).toEqual(expected);
    expect(text(found.providedSquareMeters)).toBe('200');
  });
});

describe('pools', () => {
  const pooling = rule({ pooling: { walkMeters: 500 }, minimumSiteSquareMeters: rational(350) });
  const small = (id: string, households: number, area: number | null): LedgerEstate =>
    estate({
      id,
      households,
      rooms: area === null ? [] : [room({ id: `${id}-room`, floorAreaSquareMeters: rational(area) })],
    });
  const pool = (...walks: [string, number | null][]): EstatePool => ({
    id: 'pool',
    members: walks.map(([estateId, walkMeters]) => ({ estateId, walkMeters })),
  });

  it('lets small estates share one room of the minimum size', () => {
    const estates = [small('a', 500, null), small('b', 700, 350)];
    const [a, b] = auditEstates(estates, [pooling], [pool(['a', 500], ['b', 0])], ASKED_ON);
    expect([text(a.requiredSquareMeters), text(a.pooledSquareMeters), text(a.deficitSquareMeters)]).toEqual([
      '100',
      '100',
      '0',
    ]);
    expect([text(b.requiredSquareMeters), text(b.pooledSquareMeters), text(b.deficitSquareMeters)]).toEqual([
      '140',
      '-100',
      '0',
    ]);
    expect(a.step).toBe('DELIVERED');
    expect(a.findings).toEqual([]);
  });

  it.each([
    ['too far for one', [pooling], [500, 501], 'POOL_TOO_FAR'],
    ['out of reach for one', [pooling], [500, null], 'POOL_TOO_FAR'],
    ['not allowed', [rule({ minimumSiteSquareMeters: rational(350) })], [1, 1], 'POOL_NOT_ALLOWED'],
    ['too small', [{ ...pooling, squareMetersPerHundredHouseholds: rational(30) }], [1, 1], 'POOL_TOO_SMALL'],
  ])('gives nothing when it is %s', (_, rules, [walkA, walkB], code) => {
    const estates = [small('a', 500, null), small('b', 700, 350)];
    const [a, b] = auditEstates(estates, rules, [pool(['a', walkA], ['b', walkB])], ASKED_ON);
    expect(codes(a)).toContain(code === 'POOL_TOO_FAR' ? 'POOL_NOT_SETTLED' : code);
    expect(codes(b)).toContain(code);
    expect([text(a.pooledSquareMeters), text(b.pooledSquareMeters)]).toEqual(['0', '0']);
    expect(compare(a.deficitSquareMeters!, ZERO)).toBeGreaterThan(0);
  });

  it('never counts a square metre twice', () => {
    const member = fc.record({
      households: fc.integer({ min: 1, max: 3000 }),
      area: fc.integer({ min: 0, max: 900 }),
    });
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 7 }), (members) => {
        const estates = members.map(({ households, area }, at) => small(`e${at}`, households, area));
        const everyone = pool(...estates.map(({ id }): [string, number] => [id, 10]));
        const free = rule({ pooling: { walkMeters: null } });
        const audits = auditEstates(estates, [free], [everyone], ASKED_ON);
        const sum = (of: (each: EstateAudit) => Rational) => audits.map(of).reduce(add, ZERO);
        expect(sum((each) => each.pooledSquareMeters)).toEqual(ZERO);
        const owed = members.reduce((all, { households }) => all + households * 20, 0);
        const has = members.reduce((all, { area }) => all + area * 100, 0);
        const isEnough = has >= owed;
        expect(audits.every((each) => compare(each.deficitSquareMeters!, ZERO) === 0)).toBe(
          isEnough || members.every(({ households, area }) => area * 100 >= households * 20),
        );
        for (const { providedSquareMeters, pooledSquareMeters } of audits)
          expect(compare(add(providedSquareMeters, pooledSquareMeters), ZERO)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('names only who walks too far, and tells the others who does', () => {
    const estates = ['a', 'b', 'c', 'd'].map((id) => small(id, 500, id === 'a' ? 2000 : null));
    const far = pool(['a', 0], ['b', 501], ['c', 10], ['d', null]);
    const audits = auditEstates(estates, [pooling], [far], ASKED_ON);
    const ofPool = audits.map(({ findings }) => findings.filter(({ code }) => code.startsWith('POOL')));
    expect(ofPool).toMatchObject([
      [{ code: 'POOL_NOT_SETTLED', severity: 'NOTE', facts: { tooFar: 'b d', keptApart: null } }],
      [{ code: 'POOL_TOO_FAR', about: 'pool b', facts: { walkMeters: 501, limitMeters: 500 } }],
      [{ code: 'POOL_NOT_SETTLED' }],
      [{ code: 'POOL_TOO_FAR', about: 'pool d', facts: { walkMeters: null } }],
    ]);
  });

  it('is not settled with a member whose data cannot be trusted, or who is in two, and says so', () => {
    const estates = [small('a', 500, null), { ...small('b', 700, 350), households: null }];
    const [a, b] = auditEstates(estates, [pooling], [pool(['a', 1], ['b', 1])], ASKED_ON);
    expect(text(a.deficitSquareMeters)).toBe('350');
    expect(a.findings).toContainEqual(
      expect.objectContaining({
        ...{ code: 'POOL_NOT_SETTLED', about: 'pool' },
        facts: { keptApart: 'b', tooFar: null },
      }),
    );
    expect(codes(b)).toEqual(['HOUSEHOLDS_MISSING']);
    const twice = [pool(['a', 1]), { ...pool(['a', 1]), id: 'other' }];
    expect(codes(auditEstates([small('a', 500, 350)], [pooling], twice, ASKED_ON)[0])).toEqual([
      'POOLED_TWICE',
    ]);
  });
});
