import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { branchCover } from '../../../src/kernel/siting/branch-cover.js';
import { CoverRelaxation, MOST_GROUPS, type CoverHint } from '../../../src/kernel/siting/cover-relaxation.js';
import { relaxMclp } from '../../../src/kernel/siting/lagrangian-mclp.js';
import { buildMclp, objectiveScale } from '../../../src/kernel/siting/mclp.js';
import { compileMclp, type MclpModel } from '../../../src/kernel/siting/mclp-model.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { bruteForceMclp } from '../../support/brute-force-mclp.js';
import { mclpProblem, scatteredMclp, smallMclp } from '../../support/mclp-problems.js';

const lp = new HighsLp();
afterAll(() => lp.close());
const forever = () => 60;
const nothing = -1e9;

/** Multipliers out of the blue: the relaxation must end at the same value wherever it starts. */
function anyHint({ weight }: MclpModel, shares: readonly number[], margin: number): CoverHint {
  return { multipliers: weight.map((each, cls) => each * shares[cls % shares.length]), margin };
}

async function plainRelaxation(model: MclpModel): Promise<number> {
  const session = await lp.open(buildMclp(model));
  const outcome = await session.solve({ lower: new Float64Array(0), upper: new Float64Array(0) });
  await session.close();
  if (outcome.status !== 'optimal') throw new Error(outcome.status);
  return outcome.objective / objectiveScale(model);
}

function freeBounds({ candidate }: MclpModel) {
  const lower = new Float64Array(candidate.length + MOST_GROUPS);
  return { lower, upper: lower.map((_, at) => (at < candidate.length ? 1 : candidate.length)) };
}

const shares = fc.array(fc.constantFrom(0, 0.2, 0.5, 0.8, 1), { minLength: 1, maxLength: 5 });

describe('CoverRelaxation', () => {
  it('ends at the value of the plain relaxation, with multipliers that bound by as much', async () => {
    for (const [points, sites, p, seed] of [
      [300, 40, 5, 1],
      [500, 60, 8, 2],
    ]) {
      const model = compileMclp(scatteredMclp(points, sites, 0.16, p, seed));
      const expected = await plainRelaxation(model);
      for (const hint of [null, anyHint(model, [0, 1, 0.5], 0.1), anyHint(model, [0.3], 0.4)]) {
        const relaxation = await CoverRelaxation.open(model, hint, 1, lp);
        const solved = await relaxation.solve(freeBounds(model), nothing, forever);
        expect(solved).toMatchObject({ status: 'optimal' });
        if (solved.status !== 'optimal') continue;
        expect(Math.abs(solved.value - expected)).toBeLessThan(0.02);
        const { base, sites: values } = relaxMclp(model, relaxation.multipliers());
        expect(Math.abs(base + values.bound() - expected)).toBeLessThan(0.05);
        await relaxation.close();
      }
    }
  });

  it('keeps a linked group to its bounds', async () => {
    const model = compileMclp(scatteredMclp(300, 40, 0.16, 6, 3));
    const relaxation = await CoverRelaxation.open(model, null, 1, lp);
    const group = relaxation.link([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const bounds = freeBounds(model);
    const free = await relaxation.solve(bounds, nothing, forever);
    bounds.lower[model.candidate.length + group] = 4;
    const forced = await relaxation.solve(bounds, nothing, forever);
    if (free.status !== 'optimal' || forced.status !== 'optimal') throw new Error('not solved');
    const inGroup = forced.sites.subarray(0, 10).reduce((a, b) => a + b, 0);
    expect(inGroup).toBeGreaterThanOrEqual(4 - 1e-6);
    expect(forced.value).toBeLessThanOrEqual(free.value + 1e-6);
    await relaxation.close();
  });
});

describe('branchCover', () => {
  it('ends at the optimum from any hint', async () => {
    await fc.assert(
      fc.asyncProperty(smallMclp, fc.nat(9), shares, async (drawn, count, each) => {
        const problem = mclpProblem({ ...drawn, p: Math.min(count, drawn.covers.length) });
        const model = compileMclp(problem);
        const result = await branchCover(model, lp, {
          ...{ incumbent: 0, step: model.wholeWeights ? 1 - 1e-6 : model.totalWeight * 1e-9 },
          hint: anyHint(model, each, 0.3),
          round: () => [],
          restarts: () => false,
          secondsLeft: forever,
          isEnough: () => false,
          pause: async () => {},
        });
        expect(result.isComplete).toBe(true);
        expect(result.bound).toBeCloseTo(bruteForceMclp(problem), 6);
      }),
      { numRuns: 60 },
    );
  });
});
