import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SitingModel } from '../../src/kernel/siting/siting-model.js';
import { bruteForceSiting } from '../support/brute-force-siting.js';
import { B, writeTown } from '../support/grid-town.js';
import type { Json } from '../support/rooms.js';
import {
  BEDS,
  CAPACITY,
  candidates,
  demand,
  facilities,
  ground,
  meters,
  openSitingTown,
  QUARTER,
  type SitingTown,
  standingPeople,
} from '../support/siting-town.js';

describe('plans of every model', () => {
  let town: SitingTown;
  beforeAll(async () => {
    town = await openSitingTown();
  });
  afterAll(() => town.rooms.close());
  const minutes = 1 / 6000;

  const cases: [string, SitingModel, (value: number) => number][] = [
    [
      'model: MCLP, count: 3',
      { ...ground(QUARTER), model: 'MCLP', cutoff: QUARTER, p: 3 },
      (v) => v - standingPeople,
    ],
    [
      'model: MCLP, count: 3, budget: 5',
      { ...ground(QUARTER), model: 'MCLP', cutoff: QUARTER, p: 3, budget: 5 },
      (v) => v - standingPeople,
    ],
    [
      'model: MCLP, count: 2, closable: true',
      {
        ...ground(QUARTER, { f1: 'CLOSABLE', f2: 'CLOSABLE' }, false),
        ...{ model: 'MCLP', cutoff: QUARTER, p: 2 },
      },
      (v) => v - standingPeople,
    ],
    [
      'model: MCLP, count: 3, lockedIn: ["c4"], lockedOut: ["c1", "c2"]',
      {
        ...ground(QUARTER, { c4: 'LOCKED_IN', c1: 'LOCKED_OUT', c2: 'LOCKED_OUT' }, false),
        ...{ model: 'MCLP', cutoff: QUARTER, p: 3 },
      },
      (v) => v - standingPeople,
    ],
    ['model: LSCP', { ...ground(QUARTER, {}, false), model: 'LSCP', cutoff: QUARTER }, (v) => v],
    ['model: LSCP, byCost: true', { ...ground(QUARTER), model: 'LSCP', cutoff: QUARTER }, (v) => v],
    [
      'model: COVERAGE_GOAL, goal: 0.7',
      { ...ground(QUARTER, {}, false), model: 'COVERAGE_GOAL', cutoff: QUARTER, goal: 0.7 },
      (v) => v,
    ],
    ['model: P_MEDIAN, count: 2', { ...ground(1e9, {}, false), model: 'P_MEDIAN', p: 2 }, (v) => v * minutes],
    ['model: P_CENTER, count: 3', { ...ground(1e9, {}, false), model: 'P_CENTER', p: 3 }, (v) => v * minutes],
    [
      'model: GRADUAL, count: 2, farWalkMinutes: 10',
      { ...ground(60_000, {}, false), model: 'GRADUAL', cutoff: QUARTER, farCutoff: 60_000, p: 2 },
      (v) => v,
    ],
    [
      'model: BACKUP, count: 3, firstCoverShare: 0.75',
      { ...ground(QUARTER, {}, false), model: 'BACKUP', cutoff: QUARTER, firstShare: 0.75, p: 3 },
      (v) => v,
    ],
    ['model: LSCP_B', { ...ground(QUARTER, {}, false), model: 'LSCP_B', cutoff: QUARTER }, (v) => v],
    [
      'model: PHASED, phases: [{ year: 2026, count: 1 }, { year: 2027, count: 2 }], discount: 0.9',
      {
        ...ground(QUARTER, {}, false),
        ...{ model: 'PHASED', cutoff: QUARTER, discount: 0.9 },
        phases: [
          { name: '2026', p: 1 },
          { name: '2027', p: 2 },
        ],
      },
      (v) => v,
    ],
  ];
  it.each(cases)('%s is as good as the best of all plans', async (rest, question, shown) => {
    const plan = await town.proven(rest);
    expect(plan.objective).toBeCloseTo(shown(bruteForceSiting(question)!), 6);
    const walked = plan.coverageAfter.coveredPeople - plan.coverageBefore.coveredPeople;
    expect(plan.objectivePeople).toBe(walked);
    const gained = plan.sites.reduce((sum: number, site: Json) => sum + site.peopleNewlyCovered, 0);
    expect(gained - plan.peopleLostByClosures).toBe(plan.objectivePeople);
    if (plan.closedFacilities.length === 0) expect(plan.peopleLostByClosures).toBe(0);
    expect(plan.upperBoundPeople).toBe(plan.objectiveUnit === 'NEW_PEOPLE' ? plan.objectivePeople : null);
    for (const { level, unitCount, after, divisions } of plan.levels) {
      expect(divisions.totalCount).toBe(unitCount);
      const sum = divisions.edges.reduce((all: number, { node }: Json) => all + node.after.coveredPeople, 0);
      expect([level, after.coveredPeople]).toEqual([level, sum]);
    }
  });

  it('where facilities close, the people they covered are lost before new sites cover some again', async () => {
    const plan = await town.proven('count: 1, closable: true, lockedIn: ["c4", "c8"]');
    const closed = plan.closedFacilities.map(({ facilityId }: Json) => facilityId);
    expect(closed.length).toBeGreaterThan(0);
    const isCoveredBy = (sites: typeof facilities, at: readonly number[]) =>
      sites.some((site) => meters(site.at!, at) <= 300);
    const staying = facilities.filter(({ id }) => !closed.includes(id));
    const lost = demand.filter(({ at }) => isCoveredBy(facilities, at) && !isCoveredBy(staying, at));
    expect(lost.length).toBeGreaterThan(0);
    expect(plan.peopleLostByClosures).toBe(lost.reduce((sum, { elderly60 }) => sum + elderly60!, 0));
    const gained = plan.sites.reduce((sum: number, site: Json) => sum + site.peopleNewlyCovered, 0);
    expect(gained - plan.peopleLostByClosures).toBe(plan.objectivePeople);
  });

  it.each([
    [
      'model: COVERAGE_GOAL, goal: 1, candidateKinds: [IDLE_SCHOOL]',
      /^Existing facilities and all candidates together cover \d+\.\d\d % of the people, less than the goal of 100 %\.$/,
    ],
    ['count: 1, lockedIn: ["c1", "c2"]', /^2 candidates are locked in, but only 1 site may open\.$/],
  ])('%s: told in words', async (rest, words) => {
    expect((await town.propose(rest)).message).toMatch(words);
  });

  it('CMCLP serves as many as capacities allow, shared out without overfilling', async () => {
    const plan = await town.proven('model: CMCLP, count: 2, capacityField: BEDS');
    const capacity = new Map<string, number>([
      ...candidates.map(({ id }, at) => [id, CAPACITY(at)] as const),
      ...facilities.map(({ id }, at) => [id, BEDS[at]] as const),
    ]);
    const candidateCapacity = Float64Array.from([...candidates, ...facilities], ({ id }) =>
      capacity.get(id)!,
    );
    const question = {
      ...ground(QUARTER, {}, false),
      model: 'CMCLP',
      cutoff: QUARTER,
      p: 2,
      candidateCapacity,
    } as const;
    expect(plan.objective).toBeCloseTo(bruteForceSiting(question)!, 6);
    const load = new Map<string, number>();
    for (const { node } of plan.assignment.edges)
      load.set(node.siteId, (load.get(node.siteId) ?? 0) + node.people);
    for (const [id, people] of load) expect(people).toBeLessThanOrEqual(capacity.get(id)! + 1e-6);
    expect([...load.values()].reduce((a, b) => a + b)).toBeCloseTo(plan.objective, 6);
  });

  it('everyone is assigned to the nearest open site within the walk', async () => {
    const plan = await town.proven('model: MCLP, count: 3');
    const open = [
      ...facilities,
      ...plan.sites.map(({ candidateId }: Json) => candidates.find(({ id }) => id === candidateId)!),
    ];
    const expected = demand.flatMap(({ id, at, elderly60 }) => {
      const least = Math.min(...open.map((site) => meters(site.at!, at)));
      return least <= 300 ? [{ demandPointId: id, people: elderly60, walkSeconds: least }] : [];
    });
    const found = plan.assignment.edges.map(({ node: { demandPointId, people, walkSeconds } }: Json) => ({
      ...{ demandPointId, people },
      walkSeconds: Math.round(walkSeconds),
    }));
    expect(found).toEqual(expected);
    expect(new Set(found.map((_: Json, at: number) => plan.assignment.edges[at].node.existing)).size).toBe(2);
  });

  describe('what cannot be is told, all of it', () => {
    it.each([
      ['count: 1, lockedIn: ["c1"], lockedOut: ["c1"]', ['CONTRADICTORY_LOCKS'], ['c1']],
      [
        'count: 1, lockedIn: ["zz"], closableFacilityIds: ["nobody"]',
        ['UNKNOWN_CANDIDATE', 'UNKNOWN_FACILITY'],
        ['zz'],
      ],
      ['count: 1, lockedIn: ["c1", "c2"]', ['LOCKED_BEYOND_COUNT'], []],
      ['budget: 2, lockedIn: ["c3"]', ['LOCKED_BEYOND_BUDGET'], []],
      ['model: COVERAGE_GOAL, goal: 1, candidateKinds: [IDLE_SCHOOL]', ['GOAL_OUT_OF_REACH'], []],
      ['model: P_CENTER, count: 1, farWalkMinutes: 6', ['TOO_FEW_SITES'], []],
      [
        'model: PHASED, phases: [{ year: 2026, count: 6 }, { year: 2027, count: 6 }]',
        ['MORE_SITES_THAN_CANDIDATES'],
        [],
      ],
    ])('%s', async (rest, reasons, ids) => {
      const outcome = await town.propose(rest);
      expect(outcome.conflicts.map(({ reason }: Json) => reason)).toEqual(reasons);
      expect(outcome.reason).toBe(reasons[0]);
      expect(outcome.conflicts[0].ids).toEqual(ids);
    });

    it.each([
      ['model: LSCP, count: 1', /count means nothing to the model LSCP/],
      ['model: GRADUAL, count: 1', /GRADUAL needs farWalkMinutes/],
      ['model: GRADUAL, count: 1, farWalkMinutes: 4', /farWalkMinutes must be more than walkMinutes/],
      ['model: COVERAGE_GOAL', /COVERAGE_GOAL needs goal/],
      ['model: COVERAGE_GOAL, goal: 1.5', /goal must be a share/],
      ['model: CMCLP, count: 1', /CMCLP needs capacityField/],
      ['model: POLICY, count: 1', /POLICY needs targets/],
      ['model: PHASED', /PHASED needs phases/],
      ['model: PHASED, phases: [{ year: 2027, count: 1 }, { year: 2026, count: 1 }]', /must be after 2027/],
      ['model: PHASED, phases: [{ year: 2026 }]', /needs a count, a budget, or both/],
      ['count: 1, gapTolerance: -0.1', /gapTolerance must be a share/],
      ['count: 1, besideMeters: 5000', /besideMeters must be 0 to 1000/],
      ['count: 1, candidateSources: []', /at least one source/],
      ['model: POLICY, count: 1, targets: [{ levels: [TOWN], share: 2 }]', /targets\[0\].share/],
    ])('%s is refused', async (rest, message) => {
      const refusal = await town.refusal(rest);
      expect(refusal.code).toBe('BAD_USER_INPUT');
      expect(refusal.message).toMatch(message);
    });
  });

  it('several sources are taken together', async () => {
    const plan = await town.proven('count: 2, candidateSources: [COMMUNITY_POINTS, IMPORTED]');
    expect(plan.settings).toMatchObject({
      candidateSources: ['COMMUNITY_POINTS', 'IMPORTED'],
      candidates: 9 + 4,
    });
  });

  it('candidates another one replaces are thinned, and no plan is worse for it', async () => {
    await writeTown(town.rooms.database.manager, {
      candidates: [
        { id: 'a-twin', at: candidates[0].at, division: B, cost: 1 },
        { id: 'z-twin', at: candidates[0].at, division: B, cost: 1 },
      ],
    });
    const [few, all] = [
      await town.proven('count: 3'),
      await town.proven('model: GRADUAL, count: 3, farWalkMinutes: 5.001'),
    ];
    expect(few.settings.candidates).toBe(11);
    expect(few.settings.candidatesThinned).toBeGreaterThanOrEqual(2);
    expect(all.settings.candidatesThinned).toBe(0);
    expect(few.objective).toBeCloseTo(all.objective - standingPeople, 1);
    expect(few.sites.map(({ candidateId }: Json) => candidateId)).not.toContain('z-twin');
  });

  it('ties go to sites beside health and culture sites', async () => {
    const [east, north] = candidates[0].at;
    await writeTown(town.rooms.database.manager, {
      candidates: [
        { id: 'clinic', kind: 'HEALTH_SITE', at: [east, north === 8 ? 7 : north + 1], division: B },
      ],
    });
    const kinds = 'candidateKinds: [OTHER, IDLE_SCHOOL]';
    const locked = `count: 1, lockedIn: ["c0"], ${kinds}`;
    expect((await town.proven(`${locked}, besideMeters: 100`)).sites[0].beside).toEqual([
      { candidateId: 'clinic', meters: 100 },
    ]);
    expect((await town.proven(`${locked}, besideMeters: 50`)).sites[0].beside).toEqual([]);
  });
});
