import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TownCandidate } from '../support/grid-town.js';
import type { Json } from '../support/rooms.js';
import {
  candidates,
  demand,
  facilities,
  meters,
  openSitingTown,
  type SitingTown,
} from '../support/siting-town.js';

describe('phased plans', () => {
  let town: SitingTown;
  beforeAll(async () => {
    town = await openSitingTown();
  });
  afterAll(() => town.rooms.close());
  const isSchool = ({ kind }: TownCandidate) => kind === 'IDLE_SCHOOL';
  const covers = [...candidates, ...facilities].map((site) =>
    demand.map((point) => meters(site.at!, point.at) <= 300),
  );
  const standing = demand.map((_, i) => facilities.some((__, at) => covers[candidates.length + at][i]));
  /** The best of all ways to open candidates in year 0, 1 or never that keep to the rules. */
  const best = (isAllowed: (opened: readonly (readonly number[])[]) => boolean) => {
    let most = -1;
    for (let code = 0; code < 3 ** candidates.length; code++) {
      const year = candidates.map((_, at) => Math.floor(code / 3 ** at) % 3);
      const opened = [0, 1].map((one) => [...year.keys()].filter((at) => year[at] === one));
      if (!isAllowed(opened)) continue;
      const covered = (until: number) =>
        demand.reduce((sum, { elderly60 }, i) => {
          const isCovered = standing[i] || covers.some((list, at) => year[at] <= until && list[i]);
          return sum + (isCovered ? elderly60! : 0);
        }, 0);
      most = Math.max(most, covered(0) + covered(1));
    }
    return most;
  };
  const schools = (opened: readonly number[]) => opened.filter((at) => isSchool(candidates[at])).length;

  it('limits of kinds hold beside those of the year', async () => {
    const plan = await town.proven(
      `model: PHASED, phases: [{ year: 2026, count: 2, byKind: [{ kinds: [IDLE_SCHOOL], count: 1 }] },
         { year: 2027, count: 1, byKind: [{ kinds: [IDLE_SCHOOL], count: 0 }] }]`,
    );
    expect(plan.objective).toBe(
      best(([a, b]) => a.length <= 2 && b.length <= 1 && schools(a) <= 1 && schools(b) === 0),
    );
    expect(plan.sites.every(({ year, kind }: Json) => year === 2026 || kind === 'OTHER')).toBe(true);
  });

  it('without a limit of the year, kinds that are not named wait', async () => {
    const plan = await town.proven(
      `model: PHASED, phases: [{ year: 2026, byKind: [{ kinds: [IDLE_SCHOOL], count: 2 }] }, { year: 2027, count: 1 }]`,
    );
    expect(plan.objective).toBe(best(([a, b]) => schools(a) === a.length && a.length <= 2 && b.length <= 1));
  });

  it('what is settled for a year opens in it; years too near take nothing else', async () => {
    const phases = 'phases: [{ year: 2026, count: 1 }, { year: 2027, count: 2, fixed: ["c7"] }]';
    const plan = await town.proven(`model: PHASED, ${phases}`);
    expect(plan.objective).toBe(best(([a, b]) => a.length <= 1 && b.length <= 2 && b.includes(7)));
    const ahead = await town.proven(`model: PHASED, fixedAheadYears: 1, ${phases}`);
    expect(ahead.objective).toBe(best(([a, b]) => a.length === 0 && b.length <= 2 && b.includes(7)));
    const settled = ahead.sites.find(({ candidateId }: Json) => candidateId === 'c7');
    expect(settled).toMatchObject({ year: 2027, fixedByYear: 2026 });
  });

  it.each([
    [
      '{ year: 2026, count: 1, fixed: ["c1"] }, { year: 2027, count: 1, fixed: ["c1"] }',
      'CONTRADICTORY_LOCKS',
    ],
    ['{ year: 2026, count: 1, fixed: ["zz"] }', 'UNKNOWN_CANDIDATE'],
    ['{ year: 2026, count: 1, fixed: ["c1", "c2"] }', 'LOCKED_BEYOND_COUNT'],
  ])('%s cannot be', async (phases, reason) => {
    expect(await town.propose(`model: PHASED, phases: [${phases}]`)).toMatchObject({ reason });
  });
});
