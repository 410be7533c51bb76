import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { planRemedies } from '../../../src/kernel/estates/plan-remedies.js';
import type { RemedyOffer, RemedyPlan, RemedyQuestion } from '../../../src/kernel/estates/remedy-question.js';
import { shareOutExactly } from '../../../src/kernel/estates/share-out-exactly.js';
import { splitRemedies } from '../../../src/kernel/estates/split-remedies.js';
import { usablePairs } from '../../../src/kernel/estates/usable-pairs.js';
import type { MilpSolver } from '../../../src/kernel/milp/milp-solver.js';
import { add, compare, decimalText, rational, type Rational, ZERO } from '../../../src/kernel/rational.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import {
  bestRemedies,
  everyPair,
  remedyNeed as need,
  remedyOffer as offer,
} from '../../support/brute-force-remedies.js';

const solver = new HighsSolver();
afterAll(() => solver.close());
const clock = () => performance.now() / 1000;

const plan = (question: RemedyQuestion, milp: MilpSolver = solver) =>
  planRemedies(question, milp, { timeLimitSeconds: 20, clock });

describe('sharing out exactly', () => {
  it('gives way along a path where greed would fail', () => {
    const pairs = [
      { need: 0, offer: 0 },
      { need: 0, offer: 1 },
      { need: 1, offer: 0 },
    ];
    const shares = shareOutExactly([rational(1, 3), rational(1, 3)], [rational(1, 3), rational(1, 3)], pairs);
    expect(shares).toEqual([
      { need: 0, offer: 1, areaSquareMeters: rational(1, 3) },
      { need: 1, offer: 0, areaSquareMeters: rational(1, 3) },
    ]);
  });

  it('misses by the smallest fraction', () => {
    expect(
      shareOutExactly([rational(2, 3)], [rational(666_666, 1_000_000)], [{ need: 0, offer: 0 }]),
    ).toBeNull();
  });
});

describe('the cheapest remedies', () => {
  it('let neighbours share one place rather than buy two', async () => {
    const found = await plan({
      needs: [need('a', 100), need('b', 120.5)],
      offers: [offer('x', 120, 50), offer('y', 130, 60), offer('z', 230, 100)],
      pairs: everyPair(2, 3),
    });
    expect(found).toMatchObject({ status: 'OPTIMAL', offers: [2], settled: [0, 1], costBound: 100 });
    expect(found.cost).toEqual(rational(100));
    expect(decimalText(found.settledSquareMeters, 3)).toBe('220.5');
  });

  it('take the earlier of equal places, and settle the earlier of equal estates', async () => {
    const needs = [need('a', 100), need('b', 100), need('c', 100)];
    const offers = [offer('w', 90, 1), offer('x', 100, 50), offer('y', 100, 50), offer('z', 100, 50)];
    const question = { needs, offers, pairs: everyPair(3, 4), budget: rational(100) };
    const found = await plan(question);
    expect(found).toMatchObject({ status: 'OPTIMAL', offers: [1, 2], settled: [0, 1] });
    const turned = { ...question, needs: [...needs].reverse(), offers: [...offers].reverse() };
    expect(await plan(turned)).toMatchObject({ status: 'OPTIMAL', offers: [0, 1], settled: [0, 1] });
  });

  it('use what a neighbour has to spare before anything that costs', async () => {
    const found = await plan({
      needs: [need('a', 100), need('b', 100, { mayPool: false })],
      offers: [offer('estate:c', 300, 0, { form: 'POOLING' }), offer('y', 130, 60)],
      pairs: everyPair(2, 2),
    });
    expect(found.shares).toEqual([
      { need: 0, offer: 0, areaSquareMeters: rational(100) },
      { need: 1, offer: 1, areaSquareMeters: rational(100) },
    ]);
  });

  it('let small estates share one site of the smallest size, each with its own part', async () => {
    const small = { minimumSiteSquareMeters: rational(350), partSquareMeters: rational(100) };
    const needs = [need('a', 350, small), need('b', 350, small), need('c', 350, small)];
    const offers = [offer('x', 349, 1), offer('y', 350, 9), offer('z', 400, 10)];
    const found = await plan({ needs, offers, pairs: everyPair(3, 3) });
    expect(found).toMatchObject({ status: 'OPTIMAL', offers: [1], settled: [0, 1, 2] });
    expect(found.settledSquareMeters).toEqual(rational(1050));
    const spare = offer('estate:d', 120, 0, { form: 'POOLING', siteSquareMeters: rational(400) });
    const shared = await plan({ needs, offers: [spare], pairs: everyPair(3, 1) });
    expect(shared.shares).toMatchObject([{ offer: 0, areaSquareMeters: rational(100) }]);
  });

  it('leave what nothing can settle, and why is told', async () => {
    const minimum = { minimumSiteSquareMeters: rational(350) };
    const alone = need('e', 5, { mayPool: false });
    const question = {
      needs: [need('a', 400, minimum), need('b', 100), need('c', 500), need('d', 1), alone],
      offers: [offer('x', 349, 10), offer('estate:f', 9, 0, { form: 'POOLING' })],
      pairs: [...everyPair(3, 1), { need: 4, offer: 1 }],
    };
    expect(await plan(question)).toMatchObject({ offers: [0], settled: [1], cost: rational(10) });
    expect([...usablePairs(question).hopeless]).toEqual([
      [0, 'SITES_TOO_SMALL'],
      [2, 'TOO_LITTLE_AREA'],
      [3, 'NO_OFFER'],
      [4, 'SHARING_NOT_ALLOWED'],
    ]);
    const nothing = await plan({ needs: [need('a', 1)], offers: [], pairs: [] });
    expect(nothing).toMatchObject({ status: 'OPTIMAL', offers: [], settled: [], cost: ZERO });
    expect(await plan({ needs: [], offers: [offer('x', 1, 1)], pairs: [] })).toMatchObject({ offers: [] });
  });

  it('never spend a cent more than the budget', async () => {
    const question = (budget: Rational): RemedyQuestion => ({
      needs: [need('a', 100), need('b', 90)],
      offers: [offer('x', 100, 0, { cost: rational(1_000_000_01, 100) }), offer('y', 90, 900_000)],
      pairs: [
        { need: 0, offer: 0 },
        { need: 1, offer: 1 },
      ],
      budget,
    });
    const enough = await plan(question(rational(1_000_000_01, 100)));
    expect(enough).toMatchObject({ status: 'OPTIMAL', settled: [0], unlimited: { settled: [0, 1] } });
    expect(await plan(question(rational(1_000_000)))).toMatchObject({ status: 'OPTIMAL', settled: [1] });
  });

  it('are the best found, with bounds, when time is up, and stop at an abort', async () => {
    const slow: MilpSolver = {
      solve: async (program) => ({ status: 'timedOut', bound: program.sense === 'maximize' ? 150 : 0 }),
    };
    const question = {
      needs: [need('a', 100), need('b', 90)],
      offers: [offer('x', 200, 5)],
      pairs: everyPair(2, 1),
    };
    expect(await plan(question, slow)).toMatchObject({
      ...{ status: 'FEASIBLE', offers: [], settled: [], settledBoundSquareMeters: 150 },
    });
    const halfway: MilpSolver = {
      solve: (program, options) =>
        program.sense === 'maximize' ? solver.solve(program, options) : slow.solve(program, options),
    };
    expect(await plan(question, halfway)).toMatchObject({
      status: 'FEASIBLE',
      settled: [0, 1],
      costBound: 0,
    });
    await expect(
      planRemedies(question, solver, { timeLimitSeconds: 20, clock, signal: AbortSignal.abort('gone') }),
    ).rejects.toBe('gone');
  });

  it('are what trying everything finds, and use no square metre twice', async () => {
    const needs = fc.array(
      fc.record({
        lack: fc.integer({ min: 1, max: 40 }),
        mayPool: fc.boolean(),
        minimum: fc.constantFrom(null, 20),
      }),
      { minLength: 1, maxLength: 3 },
    );
    const offers = fc.array(
      fc.record({
        area: fc.integer({ min: 1, max: 60 }),
        cost: fc.integer({ min: 0, max: 20 }),
        form: fc.constantFrom<RemedyOffer['form']>('LEASE', 'POOLING'),
        more: fc.constantFrom(0, 0, 15),
      }),
      { minLength: 1, maxLength: 3 },
    );
    const budget = fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(needs, offers, budget, fc.infiniteStream(fc.boolean()), async (n, o, money, near) => {
        const question: RemedyQuestion = {
          needs: n.map(({ lack, mayPool, minimum }, at) => {
            const part = rational(10 * lack + 1, 10);
            // Somebody who has nothing lacks a whole site.
            const whole = minimum !== null && lack < minimum ? rational(minimum) : part;
            return {
              ...need(`e${at}`, 0, { mayPool, minimumSiteSquareMeters: minimum && rational(minimum) }),
              ...{ lackSquareMeters: whole, partSquareMeters: part },
            };
          }),
          offers: o.map(({ area, cost, form, more }, at) =>
            offer(`o${at}`, area, cost, { form, siteSquareMeters: more ? rational(area + more) : null }),
          ),
          pairs: everyPair(n.length, o.length).filter(() => near.next().value),
          budget: money === undefined ? undefined : rational(money),
        };
        const found = await plan(question);
        const best = bestRemedies(question);
        expect(found.status).toBe('OPTIMAL');
        expect(found.settledSquareMeters).toEqual(best.settledSquareMeters);
        expect(found.cost).toEqual(best.cost);
        const sumOf = (of: (share: RemedyPlan['shares'][number]) => boolean): Rational =>
          found.shares
            .filter(of)
            .map(({ areaSquareMeters }) => areaSquareMeters)
            .reduce(add, ZERO);
        question.offers.forEach(({ areaSquareMeters }, at) => {
          const used = sumOf((share) => share.offer === at);
          expect(compare(used, areaSquareMeters)).toBeLessThanOrEqual(0);
        });
        question.needs.forEach(({ partSquareMeters }, at) => {
          const got = sumOf((share) => share.need === at);
          expect(got).toEqual(found.settled.includes(at) ? partSquareMeters : ZERO);
        });
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('a question of estates that have no place in common', () => {
  it('is cut into parts whose plans are together as good as the whole', async () => {
    const needs = [need('a', 10), need('b', 20), need('c', 30), need('d', 40)];
    const offers = [offer('x', 30, 5), offer('y', 40, 6), offer('z', 25, 1)];
    const pairs = [
      { need: 3, offer: 1 },
      { need: 0, offer: 0 },
      { need: 1, offer: 0 },
      { need: 1, offer: 2 },
    ];
    const parts = splitRemedies({ needs, offers, pairs });
    expect(parts.map(({ needs: n, offers: o }) => ({ n, o }))).toEqual([
      { n: [0, 1], o: [0, 2] },
      { n: [3], o: [1] },
    ]);
    expect(parts[0].question.pairs).toEqual([
      { need: 0, offer: 0 },
      { need: 1, offer: 0 },
      { need: 1, offer: 1 },
    ]);
    const question = { needs, offers, pairs };
    const { settledSquareMeters, cost } = await plan(question);
    expect({ settledSquareMeters, cost }).toEqual(bestRemedies(question));
  });
});
