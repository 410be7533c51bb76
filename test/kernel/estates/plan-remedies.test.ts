import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { planRemedies } from '../../../src/kernel/estates/plan-remedies.js';
import type {
  RemedyNeed,
  RemedyOffer,
  RemedyPlan,
  RemedyQuestion,
} from '../../../src/kernel/estates/remedy-question.js';
import { shareOutExactly } from '../../../src/kernel/estates/share-out-exactly.js';
import { add, compare, decimalText, rational, type Rational, ZERO } from '../../../src/kernel/rational.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';

const solver = new HighsSolver();
afterAll(() => solver.close());

const need = (estateId: string, lack: number, values: Partial<RemedyNeed> = {}): RemedyNeed => ({
  estateId,
  lackSquareMeters: rational(Math.round(lack * 10), 10),
  minimumSiteSquareMeters: null,
  mayPool: true,
  ...values,
});
const offer = (
  id: string,
  area: number,
  cost: number,
  form: RemedyOffer['form'] = 'PURCHASE',
): RemedyOffer => ({
  id,
  form,
  areaSquareMeters: rational(area),
  cost,
});
const everyPair = (needs: number, offers: number) =>
  Array.from({ length: needs * offers }, (_, at) => ({ need: Math.floor(at / offers), offer: at % offers }));

async function plan(question: RemedyQuestion): Promise<RemedyPlan> {
  const outcome = await planRemedies(question, solver, { timeLimitSeconds: 20 });
  if (outcome.status !== 'PLANNED') throw new Error(outcome.status);
  return outcome.plan;
}

/** Best (settled area in tenths, cost) over all ways to use places and to settle estates. */
function bruteForce({ needs, offers, pairs, budget = Infinity }: RemedyQuestion): {
  settled: number;
  cost: number;
} {
  let best = { settled: 0, cost: 0 };
  const usable = pairs.filter(({ need: n, offer: o }) => {
    const minimum = needs[n].minimumSiteSquareMeters;
    if (offers[o].form === 'POOLING' && !needs[n].mayPool) return false;
    return minimum === null || compare(offers[o].areaSquareMeters, minimum) >= 0;
  });
  for (let chosen = 0; chosen < 1 << usable.length; chosen++) {
    const used = usable.filter((_, at) => chosen & (1 << at));
    const shared = (o: number) => used.filter((pair) => pair.offer === o);
    if (offers.some((_, o) => shared(o).length > 1 && shared(o).some((pair) => !needs[pair.need].mayPool)))
      continue;
    const places = [...new Set(used.map((pair) => pair.offer))];
    const cost = places.reduce((sum, o) => sum + offers[o].cost, 0);
    if (cost > budget) continue;
    const served = [...new Set(used.map((pair) => pair.need))];
    const wants = needs.map(({ lackSquareMeters }, n) => (served.includes(n) ? lackSquareMeters : ZERO));
    const areas = offers.map(({ areaSquareMeters }) => areaSquareMeters);
    if (!shareOutExactly(wants, areas, used)) continue;
    const settled = served.reduce(
      (sum, n) =>
        sum + Number((needs[n].lackSquareMeters.numerator * 10n) / needs[n].lackSquareMeters.denominator),
      0,
    );
    if (settled > best.settled || (settled === best.settled && cost < best.cost)) best = { settled, cost };
  }
  return best;
}

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
    expect(found).toMatchObject({ status: 'OPTIMAL', offers: [2], cost: 100, unsettled: [] });
    expect(decimalText(found.settledSquareMeters, 3)).toBe('220.5');
  });

  it('use what a neighbour has to spare before anything that costs', async () => {
    const found = await plan({
      needs: [need('a', 100), need('b', 100, { mayPool: false })],
      offers: [offer('estate:c', 300, 0, 'POOLING'), offer('y', 130, 60)],
      pairs: everyPair(2, 2),
    });
    expect(found.shares).toEqual([
      { need: 0, offer: 0, areaSquareMeters: rational(100) },
      { need: 1, offer: 1, areaSquareMeters: rational(100) },
    ]);
  });

  it('list what nothing can settle', async () => {
    const minimum = { minimumSiteSquareMeters: rational(350) };
    const found = await plan({
      needs: [need('a', 100, minimum), need('b', 100), need('c', 500)],
      offers: [offer('x', 349, 10)],
      pairs: everyPair(3, 1),
    });
    expect(found).toMatchObject({ offers: [0], unsettled: [0, 2], cost: 10 });
    const nothing = await plan({ needs: [need('a', 1)], offers: [], pairs: [] });
    expect(nothing).toMatchObject({ status: 'OPTIMAL', offers: [], unsettled: [0], cost: 0 });
    expect(await plan({ needs: [], offers: [offer('x', 1, 1)], pairs: [] })).toMatchObject({
      offers: [],
      cost: 0,
    });
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
      }),
      { minLength: 1, maxLength: 3 },
    );
    const budget = fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(needs, offers, budget, fc.infiniteStream(fc.boolean()), async (n, o, money, near) => {
        const question: RemedyQuestion = {
          needs: n.map(({ lack, mayPool, minimum }, at) =>
            need(`e${at}`, lack + 0.1, {
              mayPool,
              minimumSiteSquareMeters: minimum === null ? null : rational(minimum),
            }),
          ),
          offers: o.map(({ area, cost, form }, at) => offer(`o${at}`, area, cost, form)),
          pairs: everyPair(n.length, o.length).filter(() => near.next().value),
          budget: money,
        };
        const found = await plan(question);
        const best = bruteForce(question);
        expect(found.status).toBe('OPTIMAL');
        expect(compare(found.settledSquareMeters, rational(best.settled, 10))).toBe(0);
        expect(found.cost).toBe(best.cost);
        const sumOf = (of: (share: RemedyPlan['shares'][number]) => boolean): Rational =>
          found.shares
            .filter(of)
            .map(({ areaSquareMeters }) => areaSquareMeters)
            .reduce(add, ZERO);
        question.offers.forEach(({ areaSquareMeters }, at) =>
          expect(
            compare(
              sumOf((share) => share.offer === at),
              areaSquareMeters,
            ),
          ).toBeLessThanOrEqual(0),
        );
        question.needs.forEach(({ lackSquareMeters }, at) => {
          if (!found.unsettled.includes(at))
            expect(sumOf((share) => share.need === at)).toEqual(lackSquareMeters);
        });
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
