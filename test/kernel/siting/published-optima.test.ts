import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { SitingModel } from '../../../src/kernel/siting/siting-model.js';
import { solveSiting } from '../../../src/kernel/siting/solve-siting.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import {
  csvRows,
  orLibraryMedian,
  sanFranciscoGround,
  sjcGround,
} from '../../../bench/siting/location-instances.js';
import { sharedData } from '../../support/shared-data.js';

const lp = new HighsLp();
const milp = new HighsSolver();
afterAll(() => Promise.all([lp.close(), milp.close()]));

async function optimum(question: SitingModel) {
  const clock = () => performance.now() / 1000;
  const outcome = await solveSiting(question, { lp, milp, clock }, { timeLimitSeconds: 60 });
  if (outcome.status !== 'OPTIMAL') throw new Error(`not proven: ${JSON.stringify(outcome).slice(0, 300)}`);
  return outcome.plan;
}

const sjc = sharedData('location/sjc-mclp/optima.csv');

describe.skipIf(!sjc)('São José dos Campos (needs the shared data: location/sjc-mclp)', () => {
  const rows = sjc ? csvRows(sjc) : [];
  const full = rows.filter(([, total, , , covered]) => total === covered);

  it.each(full)('%s: all %i people within %i m take %i sites', async (name, _total, s, p) => {
    const plan = await optimum({ ...sjcGround(name), model: 'LSCP', cutoff: Number(s) });
    expect(plan.objective).toBe(Number(p));
    expect(plan.uncovered).toHaveLength(0);
  });

  it('the same optima by way of a share to be covered', async () => {
    const [name, total, s, p, covered] = rows.find(([, all, , , part]) => all !== part)!;
    const goal = Number(covered) / Number(total);
    const plan = await optimum({ ...sjcGround(name), model: 'COVERAGE_GOAL', cutoff: Number(s), goal });
    expect(plan.objective).toBe(Number(p));
  });
});

const spopt = sharedData('location/spopt-sf/expected.json');

describe.skipIf(!spopt)('San Francisco (needs the shared data: location/spopt-sf)', () => {
  const expected = spopt ? JSON.parse(readFileSync(spopt, 'utf8')) : null;
  const sites = (plan: { sites: readonly { candidateId: string }[] }) =>
    plan.sites.map(({ candidateId }) => candidateId).sort();

  it('LSCP', async () => {
    const plan = await optimum({ ...sanFranciscoGround(), model: 'LSCP', cutoff: expected.LSCP.S });
    expect(plan.objective).toBe(expected.LSCP.min_sites);
  });

  it('MCLP', async () => {
    const { S: cutoff, p, covered_weight, sites: stores } = expected.MCLP;
    const plan = await optimum({ ...sanFranciscoGround(), model: 'MCLP', cutoff, p });
    expect(plan.objective).toBe(covered_weight);
    expect(sites(plan)).toEqual(stores);
  });

  it('p-median', async () => {
    const { p, objective, sites: stores } = expected.P_MEDIAN;
    const plan = await optimum({ ...sanFranciscoGround(), model: 'P_MEDIAN', p });
    expect(plan.objective).toBeCloseTo(objective, 2);
    expect(sites(plan)).toEqual(stores);
  });

  it('p-center', async () => {
    const { p, minimax } = expected.P_CENTER;
    const plan = await optimum({ ...sanFranciscoGround(), model: 'P_CENTER', p });
    expect(plan.objective).toBeCloseTo(minimax, 6);
  });
});

const orLibrary = sharedData('location/orlib-pmed/optima.json');

describe.skipIf(!orLibrary)('OR-Library (needs the shared data: location/orlib-pmed)', () => {
  const medians: [string, number][] = orLibrary
    ? Object.entries(JSON.parse(readFileSync(orLibrary, 'utf8')))
    : [];
  // Published p-center optima of the same graphs: Elloumi, Labbé & Pochet (2004), INFORMS J. Computing 16.
  const centers = [127, 98, 93, 74, 48, 84, 64, 55, 37, 20];

  it.each(medians)('%s: p-median %i', async (name, best) => {
    expect((await optimum({ ...orLibraryMedian(name), model: 'P_MEDIAN' })).objective).toBe(best);
  });

  it.each(medians.map(([name], k) => [name, centers[k]] as const))('%s: p-center %i', async (name, best) => {
    expect((await optimum({ ...orLibraryMedian(name), model: 'P_CENTER' })).objective).toBe(best);
  });
});

// The library's own list of optima, pmedopt.
const furtherMedians = [
  ...[7696, 6634, 4374, 2968, 1729, 8162, 6999, 4809, 2845, 1789, 9138, 8579, 4619, 2961, 1828],
  ...[9917, 8307, 4498, 3033, 1989, 10086, 9297, 4700, 3013, 10400, 9934, 5057, 11060, 9423, 5128],
].map((best, k) => [`pmed${k + 11}`, best] as const);

describe('OR-Library, the larger graphs', () => {
  for (const [name, best] of furtherMedians) {
    const isMissing = sharedData(`location/orlib-pmed/${name}.txt`) === null;
    it.skipIf(isMissing)(`${name}: p-median ${best} (needs location/orlib-pmed/${name}.txt)`, async () => {
      const clock = () => performance.now() / 1000;
      const question: SitingModel = { ...orLibraryMedian(name), model: 'P_MEDIAN' };
      const outcome = await solveSiting(question, { lp, milp, clock }, { timeLimitSeconds: 10 });
      if (outcome.status === 'INFEASIBLE' || !outcome.plan) throw new Error(outcome.status);
      expect(outcome.plan.objective).toBe(best);
      expect(outcome.plan.gap).toBeLessThanOrEqual(0.005);
    });
  }
});
