import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish, finishInTurns } from '../../../src/kernel/finish.js';
import { mergeDemand, transposeSets } from '../../../src/kernel/siting/merge-demand.js';
import { coverParts, reduceCoverInSteps, type SetCover } from '../../../src/kernel/siting/set-cover.js';
import { scatteredMclp } from '../../support/mclp-problems.js';

/** Rows as sets of candidates; rows nothing covers are left out. */
function coverOf(sets: readonly (readonly number[])[], costs: readonly number[]): SetCover {
  const rows = sets.filter((set) => set.length > 0).map((set) => [...set].sort((a, b) => a - b));
  const offset = [0];
  for (const row of rows) offset.push(offset.at(-1)! + row.length);
  const merged = mergeDemand(new Float64Array(rows.length), {
    offset: Int32Array.from(offset),
    member: Int32Array.from(rows.flat()),
  });
  return {
    candidate: Int32Array.from(costs.keys()),
    cost: Float64Array.from(costs),
    rows: merged.sets,
  };
}

function cheapest({ cost, rows }: SetCover): number {
  let best = Infinity;
  for (let set = 0; set < 2 ** cost.length; set++) {
    const isCover = Array.from({ length: rows.offset.length - 1 }, (_, row) =>
      rows.member.subarray(rows.offset[row], rows.offset[row + 1]).some((site) => (set >> site) & 1),
    ).every(Boolean);
    if (isCover)
      best = Math.min(
        best,
        cost.reduce((sum, each, site) => sum + ((set >> site) & 1 ? each : 0), 0),
      );
  }
  return best;
}

describe('reduceCoverInSteps', () => {
  it('keeps the optimum, together with what is forced and part by part', () => {
    const sets = fc.array(fc.uniqueArray(fc.nat(8), { maxLength: 4 }), { maxLength: 12 });
    const costs = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(sets, costs, (drawn, cost) => {
        const cover = coverOf(drawn, cost);
        const { forced, core } = finish(reduceCoverInSteps(cover));
        const forcedCost = forced.reduce((sum, site) => sum + cost[site], 0);
        expect(forcedCost + cheapest(core)).toBe(cheapest(cover));
        const byParts = coverParts(core).reduce((sum, part) => sum + cheapest(part), 0);
        expect(byParts).toBe(cheapest(core));
      }),
    );
  });

  it('pauses all along and stops at a pause', async () => {
    const { covers, demandWeight, candidateIds } = scatteredMclp(3000, 300, 0.13, 1);
    const rows = transposeSets({ offset: covers.offset, member: covers.demand }, demandWeight.length);
    const sets = Array.from(demandWeight, (_, row) => [
      ...rows.member.subarray(rows.offset[row], rows.offset[row + 1]),
    ]);
    const cover = coverOf(
      sets,
      candidateIds.map(() => 1),
    );
    let pauses = 0;
    const { core } = await finishInTurns(reduceCoverInSteps(cover), () => void pauses++);
    expect(core.candidate.length).toBeLessThan(300);
    expect(pauses).toBeGreaterThan(10);
    const stop = new Error('enough');
    let asked = 0;
    const pause = () => {
      if (++asked === 3) throw stop;
    };
    await expect(finishInTurns(reduceCoverInSteps(cover), pause)).rejects.toBe(stop);
    expect(asked).toBe(3);
  });
});
