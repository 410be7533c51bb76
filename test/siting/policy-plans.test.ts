import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bruteForceSiting } from '../support/brute-force-siting.js';
import { A, B, C, D, STREET, TOWN } from '../support/grid-town.js';
import type { Json } from '../support/rooms.js';
import {
  candidates,
  demand,
  DIVISIONS,
  facilities,
  ground,
  openSitingTown,
  QUARTER,
  type SitingTown,
  standingPeople,
} from '../support/siting-town.js';

describe('plans within policy', () => {
  let town: SitingTown;
  beforeAll(async () => {
    town = await openSitingTown();
  });
  afterAll(() => town.rooms.close());
  /** Communities with a facility: A by f1 and f2, D by assignment. */
  const unitsOf = (level: 'COMMUNITY' | 'TOWN') =>
    (level === 'TOWN'
      ? [
          [A, B],
          [C, D],
        ]
      : DIVISIONS.map((code) => [code])
    ).map((codes) =>
      [...candidates, ...facilities].flatMap(({ id, division }, at) =>
        codes.includes(division!) || (id === 'f2' && level === 'COMMUNITY' && codes.includes(D)) ? [at] : [],
      ),
    );

  it.each([
    ['COMMUNITY', 1, 2],
    ['COMMUNITY', 0.75, 1],
    ['COMMUNITY', 0.75, 3],
  ] as const)('%s at %d with %i sites is as good as the best of all plans', async (level, share, p) => {
    const plan = await town.proven(
      `model: POLICY, count: ${p}, targets: [{ levels: [COMMUNITY, VILLAGE], share: ${share} }]`,
    );
    const targets = [{ name: 't', share, units: unitsOf(level) }];
    const question = {
      ...ground(QUARTER, {}, false),
      model: 'POLICY',
      cutoff: QUARTER,
      p,
      targets,
    } as const;
    expect(plan.objective).toBe(bruteForceSiting(question)! - standingPeople);
    const communities = plan.levels.find((each: Json) => each.level === 'COMMUNITY');
    expect(communities.unitsWithFacilityBefore).toBe(2);
    expect(communities.unitsWithFacilityAfter).toBeGreaterThanOrEqual(Math.ceil(4 * share));
  });

  it('keeps an equity floor', async () => {
    const share = 0.4;
    const plan = await town.proven(
      `model: POLICY, count: 4, equityFloor: { levels: [COMMUNITY], share: ${share} }`,
    );
    const floor = {
      ...{ share, unitNames: DIVISIONS },
      unitOf: Int32Array.from(demand, ({ division }) => DIVISIONS.indexOf(division!)),
    };
    const question = {
      ...ground(QUARTER, {}, false),
      model: 'POLICY',
      cutoff: QUARTER,
      p: 4,
      targets: [],
      floor,
    } as const;
    expect(plan.objective).toBe(bruteForceSiting(question)! - standingPeople);
    const units = plan.levels.find((each: Json) => each.level === 'COMMUNITY').divisions.edges;
    for (const { node } of units) {
      const people = demand.filter(({ division }) => division === node.division.code);
      const all = people.reduce((sum, { elderly60 }) => sum + elderly60!, 0);
      expect(node.after.coveredPeople).toBeGreaterThanOrEqual(share * all);
    }
  });

  it('says which target cannot be met and what can', async () => {
    const outcome = await town.propose(
      'model: POLICY, count: 1, targets: [{ levels: [COMMUNITY], share: 1, name: "每个社区一站" }]',
    );
    expect(outcome).toMatchObject({
      reason: 'TARGET_OUT_OF_REACH',
      conflicts: [{ asked: 4, possible: 3, name: '每个社区一站' }],
    });
  });

  it('keeps to the division asked about', async () => {
    const plan = await town.proven(
      `model: POLICY, count: 1, targets: [{ levels: [COMMUNITY], share: 1 }]`,
      TOWN,
    );
    expect(plan.sites.map(({ division }: Json) => division.code)).toEqual([B]);
    expect((await town.proven('count: 1', STREET)).levels.map(({ level }: Json) => level)).toEqual([
      'SUBDISTRICT',
      'COMMUNITY',
    ]);
  });
});
