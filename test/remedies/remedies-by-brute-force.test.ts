import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RemedyQuestion } from '../../src/kernel/estates/remedy-question.js';
import { exactText } from '../../src/kernel/exact-text.js';
import { add, compare, rational, rationalOfText, type Rational, ZERO } from '../../src/kernel/rational.js';
import { bestRemedies } from '../support/brute-force-remedies.js';
import { gridNetwork, publishNetwork, writeTown } from '../support/grid-town.js';
import { openProgram, type Program } from '../support/program.js';
import { randomNumbers } from '../support/random-town.js';
import {
  type RemedyEstate,
  type RemedyPremises,
  type RemedyRule,
  writeRemedyTown,
} from '../support/remedy-town.js';
import type { Json } from '../support/rooms.js';

/** Metres where a rule does not say: 5 minutes at 0.85 m/s. */
const ASKED_METERS = 255;

interface RandomTown {
  readonly county: string;
  readonly rules: readonly Required<Pick<RemedyRule, 'code' | 'rate' | 'minimum' | 'pools' | 'walk'>>[];
  readonly estates: readonly (RemedyEstate & { readonly room: number | null })[];
  readonly premises: readonly RemedyPremises[];
  readonly budget: number | null;
}

/** Up to four estates, each in a community with a rule of its own, and up to three premises, on corners of the grid. */
function randomRemedyTown(seed: number): RandomTown {
  const random = randomNumbers(seed);
  const below = (count: number) => Math.floor(random() * count);
  const among = <T>(values: readonly T[]): T => values[below(values.length)];
  const county = `99${String(10 + seed)}01000000`;
  const count = 2 + below(3);
  const codes = Array.from({ length: count }, (_, at) => `${county.slice(0, 6)}001${String(100 + at)}`);
  return {
    county,
    rules: codes.map((code) => {
      const pools = random() < 0.7;
      const walk = pools ? among([null, 150, 350]) : null;
      return { code, rate: among([20, 15, 30]), minimum: among([null, null, 120]), pools, walk };
    }),
    estates: codes.map((code, at) => ({
      ...{ id: `s${seed}-${at}`, code, households: 101 + below(500) },
      at: [below(5), below(5)] as const,
      room: among([null, null, 40, 150, 240]),
    })),
    premises: Array.from({ length: 1 + below(3) }, (_, at) => ({
      ...{ id: `p${at}`, form: among(['LEASE', 'PURCHASE']), area: 20 + below(200), cost: 100 * below(30) },
      at: [below(5), below(5)] as const,
    })),
    budget: random() < 0.4 ? 100 * below(40) : null,
  };
}

/** The question a town poses, from the rules as they read: exact areas, walks along the grid. */
function questionOf({ rules, estates, premises, budget }: RandomTown): RemedyQuestion {
  const larger = (a: Rational, b: Rational) => (compare(a, b) < 0 ? b : a);
  const minus = (a: Rational, b: Rational) => add(a, { ...b, numerator: -b.numerator });
  const sides = estates.map((estate, at) => {
    const { rate, minimum, pools, walk } = rules[at];
    const part = rational(rate * estate.households, 100);
    const counts = estate.room !== null && (minimum === null || estate.room >= minimum);
    const has = counts ? rational(estate.room!) : ZERO;
    const lack = minus(minimum === null ? part : larger(part, rational(minimum)), has);
    return { estate, part, has, lack, minimum, pools, limit: walk ?? ASKED_METERS };
  });
  const lacking = sides.filter(({ lack }) => compare(lack, ZERO) > 0);
  const sparing = sides.filter(({ lack, pools, has, part }) => {
    return compare(lack, ZERO) <= 0 && pools && compare(has, part) > 0;
  });
  const places = [
    ...premises.map(({ id, area, cost, at }) => ({
      id,
      at,
      form: 'LEASE' as const,
      area: rational(area),
      cost,
    })),
    ...sparing.map(({ estate: { id, at }, has, part }) => {
      return { id, at, form: 'POOLING' as const, area: minus(has, part), cost: 0, site: has };
    }),
  ];
  return {
    needs: lacking.map(({ estate, lack, part, has, minimum, pools }) => ({
      ...{ estateId: estate.id, lackSquareMeters: lack, partSquareMeters: minus(part, has), mayPool: pools },
      minimumSiteSquareMeters: minimum === null ? null : rational(minimum),
    })),
    offers: places.map((place) => ({
      ...{ id: place.id, form: place.form, areaSquareMeters: place.area, cost: rational(place.cost) },
      siteSquareMeters: 'site' in place ? place.site : null,
    })),
    pairs: lacking.flatMap(({ estate, limit }, need) =>
      places.flatMap(({ at }, offer) => {
        const blocks = Math.abs(at[0] - estate.at[0]) + Math.abs(at[1] - estate.at[1]);
        return 100 * blocks <= limit ? [{ need, offer }] : [];
      }),
    ),
    ...(budget !== null && { budget: rational(budget) }),
  };
}

let program: Program;
beforeAll(async () => {
  program = await openProgram();
  await publishNetwork(program.database.manager, gridNetwork());
});
afterAll(() => program?.close());

describe('plans of random towns', () => {
  it('are as good as the best of all sets of places, and use no square metre twice', async () => {
    let [settledSome, shared, pooled] = [0, 0, 0];
    for (let seed = 0; seed < 25; seed++) {
      const town = randomRemedyTown(seed);
      const { manager } = program.database;
      await writeTown(manager, {
        divisions: [
          { code: town.county, level: 'COUNTY' },
          ...town.rules.map(({ code }) => ({ code, level: 'COMMUNITY', parent: town.county })),
        ],
      });
      await writeRemedyTown(manager, town);
      const { remedyPlan: plan } = await program.ask<Json>(
        `query ($code: ID!, $budget: Float) { remedyPlan(divisionCode: $code, budgetYuan: $budget, asOf: "2025-01-01",
          walkMinutes: 5, speedMetersPerSecond: 0.85) {
          status settledSquareMeters { exact } costYuan { exact } deficitSquareMeters { exact }
          steps { placeId form areaSquareMeters { exact } usedSquareMeters { exact } shares { estateId areaSquareMeters { exact } } } } }`,
        { code: town.county, budget: town.budget },
      );
      const question = questionOf(town);
      const best = bestRemedies(question);
      expect([seed, plan.status]).toEqual([seed, 'OPTIMAL']);
      expect({ seed, settled: plan.settledSquareMeters.exact, cost: plan.costYuan.exact }).toEqual({
        ...{ seed, settled: exactText(best.settledSquareMeters), cost: exactText(best.cost) },
      });
      const got = new Map<string, Rational>();
      expect(new Set(plan.steps.map(({ placeId }: Json) => placeId)).size).toBe(plan.steps.length);
      for (const { areaSquareMeters, usedSquareMeters, shares, form } of plan.steps) {
        let used = ZERO;
        for (const { estateId, areaSquareMeters: area } of shares) {
          used = add(used, rationalOfText(area.exact));
          got.set(estateId, add(got.get(estateId) ?? ZERO, rationalOfText(area.exact)));
        }
        expect(exactText(used)).toBe(usedSquareMeters.exact);
        expect(compare(used, rationalOfText(areaSquareMeters.exact))).toBeLessThanOrEqual(0);
        if (shares.length > 1) shared++;
        if (form === 'POOLING') pooled++;
      }
      for (const { estateId, partSquareMeters } of question.needs)
        if (got.has(estateId)) expect(got.get(estateId)).toEqual(partSquareMeters);
      if (plan.steps.length > 0) settledSome++;
    }
    // The towns are worth the trying.
    expect(settledSome).toBeGreaterThan(8);
    expect(Math.min(shared, pooled)).toBeGreaterThan(1);
  });
});
