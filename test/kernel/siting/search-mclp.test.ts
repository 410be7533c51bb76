import { describe, expect, it } from 'vitest';
import { coveredWeight } from '../../../src/kernel/siting/cover-state.js';
import { greedyMclp } from '../../../src/kernel/siting/greedy-mclp.js';
import { lagrangianMclp } from '../../../src/kernel/siting/lagrangian-mclp.js';
import { compileMclp, isAffordable } from '../../../src/kernel/siting/mclp-model.js';
import { searchMclp } from '../../../src/kernel/siting/search-mclp.js';
import { scatteredMclp } from '../../support/mclp-problems.js';

describe('searchMclp', () => {
  const problem = scatteredMclp(1500, 150, 0.13, 14);
  const costs = Float64Array.from(problem.candidateIds, (_, site) => 1 + (site % 4));

  it.each([
    ['a number of sites', { ...problem }],
    ['a budget', { ...problem, p: undefined, budget: 30, candidateCost: costs }],
    ['both', { ...problem, budget: 24, candidateCost: costs }],
  ])('never loses by it, keeps to %s and gives the same plan twice', async (_, limited) => {
    const model = compileMclp(limited);
    const greedy = greedyMclp(model);
    const { leaning } = await lagrangianMclp(model, greedy.open, { step: 1 - 1e-6, iterations: 300 });
    const search = () => searchMclp(model, greedy, leaning, { patience: 60 });
    const found = await search();
    expect(found.value).toBeGreaterThanOrEqual(greedy.value);
    expect(found.value).toBe(coveredWeight(model, found.open));
    expect(isAffordable(model, found.open)).toBe(true);
    expect(await search()).toEqual(found);
  });

  it('finds better plans than swaps alone', async () => {
    const model = compileMclp(problem);
    const greedy = greedyMclp(model);
    const { leaning } = await lagrangianMclp(model, greedy.open, { step: 1 - 1e-6, iterations: 300 });
    const { value } = await searchMclp(model, greedy, leaning, { patience: 150 });
    expect(value).toBeGreaterThan(greedy.value);
  });

  it('stops between two descents', async () => {
    const model = compileMclp(problem);
    let asked = 0;
    const stop = new Error('enough');
    const pause = () => {
      if (++asked > 3) throw stop;
    };
    const leaning = new Float64Array(model.candidate.length).fill(0.5);
    await expect(searchMclp(model, greedyMclp(model), leaning, { patience: 50, pause })).rejects.toBe(stop);
    expect(asked).toBe(4);
  });
});
