import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DivisionTree } from '../../src/coverage/index.js';
import { DIVISION_LEVELS, type DivisionNode } from '../../src/divisions/index.js';
import { type AuditedRow, AuditView } from '../../src/estate-audit/index.js';
import type { LedgerEstateRow } from '../../src/estates/index.js';
import { auditEstates } from '../../src/kernel/estates/audit-estates.js';
import { finish } from '../../src/kernel/finish.js';
import { add, compare, rational, type Rational, ZERO } from '../../src/kernel/rational.js';
import { estate, room, rule } from '../kernel/estates/ledger.js';

/** A forest: each division hangs under an earlier one or is a root; levels are as wild as data can be. */
const forests = fc
  .array(fc.record({ parent: fc.nat(), level: fc.constantFrom(...DIVISION_LEVELS) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((list) =>
    list.map(({ parent, level }, at): DivisionNode => {
      const above = at === 0 ? -1 : (parent % (at + 1)) - 1;
      const parentCode = above < 0 ? null : codeOf(above);
      return {
        code: codeOf(at),
        name: `d${at}`,
        level,
        parentCode,
        urbanRuralClass: null,
        validFrom: null,
        validTo: null,
      };
    }),
  );
const codeOf = (at: number) => String(at + 1).padStart(12, '0');

const estatesOf = (divisions: number) =>
  fc.array(
    fc.record({
      division: fc.integer({ min: -1, max: divisions - 1 }),
      households: fc.option(fc.integer({ min: 0, max: 2000 })),
      area: fc.integer({ min: 0, max: 3000 }),
    }),
    { maxLength: 40 },
  );

const RULE = rule({ squareMetersPerHundredHouseholds: rational(61, 3), pooling: { walkMeters: null } });

/** Every estate whose division is the one asked about or lies below it, by walking up from parent to parent. */
function inside(rows: readonly AuditedRow[], nodes: readonly DivisionNode[], code: string): AuditedRow[] {
  const parent = new Map(nodes.map((node) => [node.code, node.parentCode]));
  return rows.filter(({ estate: { divisionCode } }) => {
    for (let at = divisionCode; at !== null; at = parent.get(at) ?? null) if (at === code) return true;
    return false;
  });
}

function sum(rows: readonly AuditedRow[], of: (audit: AuditedRow['audit']) => Rational | null): Rational {
  return rows
    .filter(({ audit }) => audit.isCounted)
    .reduce<Rational>((total, { audit }) => add(total, of(audit) ?? ZERO), ZERO);
}

describe('totals of every division and level', () => {
  const cases = forests.chain((nodes) => fc.tuple(fc.constant(nodes), estatesOf(nodes.length)));

  it('are the sums of their estates, in exact fractions; units of a level and the rest make the whole', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 5 }), ([nodes, list], pooled) => {
        const estates = list.map(({ division, households, area }, at) => {
          const id = `e${String(at).padStart(2, '0')}`;
          const rooms = [room({ id: `r${at}`, floorAreaSquareMeters: rational(area, 7) })];
          const divisionCode = division < 0 ? null : codeOf(division);
          const chain = [...(divisionCode === null ? [] : [divisionCode]), RULE.jurisdictionCode];
          return { ...estate({ id, households, chain, rooms }), divisionCode } as unknown as LedgerEstateRow;
        });
        const members = estates.slice(0, pooled).map(({ id }) => ({ estateId: id, walkMeters: 1 }));
        const audits = auditEstates(estates, [RULE], [{ id: 'p', members }], '2026-01-01');
        const tree = new DivisionTree(nodes);
        const ground = {
          tree,
          rules: new Map(),
          pools: new Map(),
          asOf: '2026-01-01',
          speedMetersPerSecond: 1,
          synthetic: true,
          editions: [],
        };
        const view = finish(AuditView.build(ground, estates, audits));
        const all = view.rowsOf(null);
        expect(all).toHaveLength(estates.length);
        for (const code of [null, ...nodes.map((node) => node.code)]) {
          const division = code === null ? null : tree.numberOf(code);
          const rows = code === null ? all : inside(all, nodes, code);
          expect(new Set(view.rowsOf(division))).toEqual(new Set(rows));
          const totals = view.totalsOf(division);
          expect(totals).toMatchObject({
            estates: rows.length,
            counted: rows.filter(({ audit }) => audit.isCounted).length,
            requiredSquareMeters: sum(rows, (audit) => audit.requiredSquareMeters),
            providedSquareMeters: sum(rows, (audit) => audit.providedSquareMeters),
            pooledSquareMeters: sum(rows, (audit) => audit.pooledSquareMeters),
            deficitSquareMeters: sum(rows, (audit) => audit.deficitSquareMeters),
          });
          for (const { units, within, elsewhere } of view.levelsOf(division)) {
            const parts = units.map((unit) => view.totalsOf(unit));
            for (const name of [
              'requiredSquareMeters',
              'pooledSquareMeters',
              'deficitSquareMeters',
            ] as const) {
              expect(parts.reduce<Rational>((total, part) => add(total, part[name]), ZERO)).toEqual(
                within[name],
              );
              expect(add(within[name], elsewhere[name])).toEqual(totals[name]);
            }
            expect(within.estates + elsewhere.estates).toBe(totals.estates);
          }
        }
      }),
    );
  });

  it('list the worst first', async () => {
    const estates = [300, null, 2000, 1000].map(
      (households, at) =>
        estate({ id: `e${at}`, households, chain: [RULE.jurisdictionCode], rooms: [] }) as LedgerEstateRow,
    );
    const audits = auditEstates(estates, [RULE], [], '2026-01-01');
    const tree = new DivisionTree([]);
    const ground = {
      tree,
      rules: new Map(),
      pools: new Map(),
      asOf: '2026-01-01',
      speedMetersPerSecond: 1,
      synthetic: true,
      editions: [],
    };
    const view = finish(AuditView.build(ground, estates, audits));
    const worst = await view.worstFirst(null);
    expect(worst.map(({ estate: { id } }) => id)).toEqual(['e2', 'e3', 'e0', 'e1']);
    expect(compare(worst[0].audit.deficitSquareMeters!, rational(1220, 3))).toBe(0);
  });
});
