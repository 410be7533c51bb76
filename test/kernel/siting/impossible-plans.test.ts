import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { SitingConflict } from '../../../src/kernel/siting/siting-answer.js';
import type { PolicyQuestion, PhasedQuestion, SitingModel } from '../../../src/kernel/siting/siting-model.js';
import { solveSiting } from '../../../src/kernel/siting/solve-siting.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import { bruteForceSiting } from '../../support/brute-force-siting.js';
import { sitingGround } from '../../support/siting-grounds.js';
import { questionsOf } from '../../support/siting-questions.js';

const lp = new HighsLp();
const milp = new HighsSolver();
afterAll(() => Promise.all([lp.close(), milp.close()]));
const solvers = { lp, milp, clock: () => performance.now() / 1000 };
const solve = (question: SitingModel) => solveSiting(question, solvers, { timeLimitSeconds: 30 });

async function conflictsOf(question: SitingModel): Promise<readonly SitingConflict[] | null> {
  const outcome = await solve(question);
  return outcome.status === 'INFEASIBLE' ? outcome.conflicts : null;
}

describe('POLICY', () => {
  it('names the least that gives way: so relaxed there is a plan, by less in all there is none', async () => {
    let relaxed = 0;
    const drawn = questionsOf('POLICY') as fc.Arbitrary<PolicyQuestion>;
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat(3), async (loose, more) => {
        const units = loose.targets[0].units.concat(Array.from({ length: more }, () => [0]));
        const question = { ...loose, targets: [{ name: 'towns', units, share: 1 }] };
        const conflicts = await conflictsOf(question);
        if (!conflicts?.every(({ code }) => code.endsWith('OUT_OF_REACH'))) return;
        relaxed++;
        expect(conflicts.length).toBeGreaterThan(0);
        const of = (name: string) => conflicts.find((each) => each.name === name);
        const target = of('towns');
        const unitNames = question.floor?.unitNames ?? [];
        const share = (question.floor?.share as number | undefined) ?? 0;
        const eased: PolicyQuestion = {
          ...question,
          targets: [{ name: 'towns', units, share: target ? target.possible! / units.length : 1 }],
          floor: question.floor && {
            ...question.floor,
            share: Float64Array.from(unitNames, (name) => (of(name)?.possible ?? share) - 1e-7),
          },
        };
        expect(bruteForceSiting(eased)).not.toBeNull();
        // Easing one of them less, and the others not at all more, is not enough.
        if (conflicts.length > 1 || !target) return;
        const stricter = [{ name: 'towns', units, share: (target.possible! + 1) / units.length }];
        expect(bruteForceSiting({ ...eased, targets: stricter })).toBeNull();
      }),
      { numRuns: 120 },
    );
    expect(relaxed).toBeGreaterThan(10);
  });
});

describe('PHASED', () => {
  const towns = sitingGround({ weights: [3, 2, 1], travel: [[0], [0], [0]], costs: [4, 6, 2] });
  const phased = (more: Partial<PhasedQuestion>): PhasedQuestion => ({
    ...towns,
    travel: {
      offset: Int32Array.of(0, 1, 2, 3),
      demand: Int32Array.of(0, 1, 2),
      cost: Int32Array.of(0, 0, 0),
    },
    ...{
      model: 'PHASED',
      cutoff: 0,
      phases: [
        { name: '2025', p: 1 },
        { name: '2026', p: 1 },
      ],
      ...more,
    },
  });
  const built = async (question: SitingModel) => {
    const outcome = await solve(question);
    if (outcome.status !== 'OPTIMAL') throw new Error(JSON.stringify(outcome));
    return outcome.plan.sites.map(({ candidateId, phase }) => `${phase} ${candidateId}`);
  };

  it('keeps what was settled, and opens nothing else in years whose places are fixed', async () => {
    expect(await built(phased({}))).toEqual(['0 c00', '1 c01']);
    const settled = [
      { name: '2025', p: 1, fixed: [2] },
      { name: '2026', p: 1 },
    ];
    expect(await built(phased({ phases: settled }))).toEqual(['0 c02', '1 c00']);
    expect(await built(phased({ fixedAheadYears: 1 }))).toEqual(['1 c00']);
    expect(await built(phased({ fixedAheadYears: 1, phases: settled }))).toEqual(['0 c02', '1 c00']);
  });

  it('keeps counts and budgets of kinds', async () => {
    const groups = [{ name: 'stations', sites: [0, 1], p: 1, budget: 5 }];
    const phases = [
      { name: '2025', p: 3, groups },
      { name: '2026', p: 3, groups: [{ sites: [0, 1], p: 0 }] },
    ];
    expect(await built(phased({ phases }))).toEqual(['0 c00', '0 c02']);
  });

  it('says which year has to give way, by how much, for which sites', async () => {
    const phases = [
      { name: '2025', p: 1, fixed: [0, 1] },
      { name: '2026', p: 0 },
    ];
    expect(await conflictsOf(phased({ phases }))).toEqual([
      {
        ...{ code: 'LOCKED_BEYOND_P', name: '2025', asked: 1, possible: 2, candidates: [0, 1] },
        message: '2025: what is locked in or committed (c00, c01) needs 2 sites, only 1 may open.',
      },
    ]);
    const roles = ['LOCKED_IN', 'LOCKED_IN', 'LOCKED_IN'] as const;
    expect(await conflictsOf(phased({ roles, fixedAheadYears: 2 }))).toMatchObject([
      { message: expect.stringContaining('No year is left') as string },
    ]);
    const groups = [{ name: 'stations', sites: [0, 1], budget: 5 }];
    const poor = [
      { name: '2025', p: 1, groups, fixed: [1] },
      { name: '2026', p: 1 },
    ];
    expect(await conflictsOf(phased({ phases: poor }))).toMatchObject([
      { code: 'LOCKED_BEYOND_BUDGET', name: '2025, stations', asked: 5, possible: 6 },
    ]);
  });

  it('exceeds the limits by the least in all', async () => {
    const lists = fc.record({ locked: fc.integer({ min: 1, max: 3 }), first: fc.nat(2), second: fc.nat(2) });
    await fc.assert(
      fc.asyncProperty(lists, async ({ locked, first, second }) => {
        const roles = [0, 1, 2].map((c) => (c < locked ? ('LOCKED_IN' as const) : ('FREE' as const)));
        const phases = [
          { name: 'a', p: first },
          { name: 'b', p: second },
        ];
        const conflicts = await conflictsOf(phased({ roles, phases }));
        const over = (conflicts ?? []).reduce((sum, { asked, possible }) => sum + possible! - asked!, 0);
        expect(over).toBe(Math.max(0, locked - first - second));
      }),
      { numRuns: 20 },
    );
  });

  it('refuses what contradicts itself', async () => {
    const message = async (more: Partial<PhasedQuestion>) => (await conflictsOf(phased(more)))?.[0].message;
    expect(await message({ fixedAheadYears: -1 })).toContain('fixed ahead');
    const twice = [
      { name: 'a', p: 1, fixed: [0] },
      { name: 'b', p: 1, fixed: [0] },
    ];
    expect(await message({ phases: twice })).toBe('c00 is settled for a year twice.');
    const out = [{ name: 'a', p: 1, fixed: [0] }];
    expect(await message({ phases: out, roles: ['LOCKED_OUT', 'FREE', 'FREE'] })).toContain(
      'its role is LOCKED_OUT',
    );
    expect(await message({ phases: [{ name: 'a', p: 1, groups: [{ sites: [9] }] }] })).toContain(
      'does not exist',
    );
  });
});
