import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SitingGround, SitingModel, SiteRole } from '../../src/kernel/siting/siting-model.js';
import { bruteForceSiting } from '../support/brute-force-siting.js';
import {
  A,
  B,
  C,
  COUNTY,
  D,
  gridNetwork,
  gridTown,
  publishNetwork,
  STREET,
  TOWN,
  type TownCandidate,
  type TownDemand,
  type TownFacility,
  writeTown,
} from '../support/grid-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';

const SIZE = 9;
const scatter = (at: number): [number, number] => [
  (at * 7 + ((at * at) % 5)) % SIZE,
  (at * 4 + ((at * 3) % 7)) % SIZE,
];
const DIVISIONS = [A, B, C, D];
const demand: TownDemand[] = Array.from({ length: 30 }, (_, at) => ({
  id: `p${String(at).padStart(2, '0')}`,
  at: scatter(at),
  division: DIVISIONS[at % 4],
  elderly60: 1 + ((at * 13) % 17),
}));
const candidates: (TownCandidate & { readonly capacity?: number })[] = Array.from({ length: 9 }, (_, at) => ({
  id: `c${at}`,
  at: scatter(at * 5 + 3),
  division: DIVISIONS[(at + 1) % 4],
  cost: 1 + (at % 4),
  kind: at % 2 ? 'IDLE_SCHOOL' : 'OTHER',
}));
const facilities: TownFacility[] = [
  { id: 'f1', kind: 'COMMUNITY_STATION', at: [0, 0], division: A },
  { id: 'f2', kind: 'COMMUNITY_STATION', at: [1, 1], division: A, assigned: [D] },
];
const CAPACITY = (at: number) => 20 + 5 * at;
const BEDS = [30, 12];

const meters = (a: readonly number[], b: readonly number[]) =>
  100 * (Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]));
const QUARTER = 30_000;

/** The same problem by closed-form walks in centimetres, at 1 m/s. */
function ground(
  mostCentimeters: number,
  roles: Partial<Record<string, SiteRole>> = {},
  costs = true,
): SitingGround {
  const sites = [...candidates, ...facilities];
  const pairs = sites.map((site) =>
    demand.flatMap((point, i) => {
      const cost = 100 * meters(site.at!, point.at);
      return cost <= mostCentimeters ? [{ i, cost }] : [];
    }),
  );
  const offset = [0];
  for (const list of pairs) offset.push(offset[offset.length - 1] + list.length);
  return {
    demandIds: demand.map(({ id }) => id),
    demandWeight: Float64Array.from(demand, ({ elderly60 }) => elderly60!),
    candidateIds: sites.map(({ id }) => id),
    roles: sites.map(({ id }, at) => roles[id] ?? (at < candidates.length ? 'FREE' : 'EXISTING')),
    candidateCost: costs ? Float64Array.from(sites, (_, at) => candidates[at]?.cost ?? 0) : undefined,
    travel: {
      offset: Int32Array.from(offset),
      demand: Int32Array.from(pairs.flat(), ({ i }) => i),
      cost: Int32Array.from(pairs.flat(), ({ cost }) => cost),
    },
  };
}
const standingPeople = demand
  .filter(({ at }) => facilities.some((facility) => 100 * meters(facility.at!, at) <= QUARTER))
  .reduce((sum, { elderly60 }) => sum + elderly60!, 0);

const PLAN = `... on SitingPlan { status model objective objectiveUnit lowerBound upperBound gap totalCost objectivePeople
  sites { order candidateId kind cost year fixedByYear lockedIn peopleNewlyCovered contribution beside { candidateId meters } division { code } }
  closedFacilities { facilityId name }
  coverageBefore { coveredPeople totalPeople } coverageAfter { coveredPeople }
  levels { level unitCount unitsWithFacilityBefore unitsWithFacilityAfter before { coveredPeople } after { coveredPeople totalPeople }
    divisions { totalCount edges { node { division { code } hasFacilityBefore hasFacilityAfter after { coveredPeople } } } } }
  settings { model candidates candidatesThinned candidateSources facilitiesWithoutCapacity }
  assignment(first: 1000) { totalCount edges { node { demandPointId siteId existing people walkSeconds } } } }
  ... on SitingInfeasible { reason message conflicts { reason message asked possible name ids } }
  ... on SitingTimedOut { message }`;
const WALK = 'walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01"';
const query = (rest: string, code = COUNTY) =>
  `{ proposeSites(divisionCode: "${code}", service: STATION, ${WALK}, ${rest}) { __typename ${PLAN} } }`;

describe('plans of every model', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager } = rooms.database;
    await writeTown(manager, { divisions: gridTown.divisions, facilities, demand, candidates });
    for (const [at, { id }] of candidates.entries())
      await manager.query('UPDATE candidate_site SET capacity = $2 WHERE id = $1', [id, CAPACITY(at)]);
    for (const [at, { id }] of facilities.entries())
      await manager.query('UPDATE facility SET beds = $2 WHERE id = $1', [id, BEDS[at]]);
    await publishNetwork(manager, gridNetwork(SIZE));
  });
  afterAll(() => rooms.close());

  const propose = async (rest: string, code?: string): Promise<Json> =>
    (await rooms.data(query(rest, code))).proposeSites;
  const proven = async (rest: string, code?: string): Promise<Json> => {
    const plan = await propose(rest, code);
    expect(plan).toMatchObject({ __typename: 'SitingPlan', status: 'OPTIMAL', gap: 0 });
    return plan;
  };
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
    const plan = await proven(rest);
    expect(plan.objective).toBeCloseTo(shown(bruteForceSiting(question)!), 6);
    const walked = plan.coverageAfter.coveredPeople - plan.coverageBefore.coveredPeople;
    expect(plan.objectivePeople).toBe(walked);
    for (const { level, unitCount, after, divisions } of plan.levels) {
      expect(divisions.totalCount).toBe(unitCount);
      const sum = divisions.edges.reduce((all: number, { node }: Json) => all + node.after.coveredPeople, 0);
      expect([level, after.coveredPeople]).toEqual([level, sum]);
    }
  });

  it('CMCLP serves as many as capacities allow, shared out without overfilling', async () => {
    const plan = await proven('model: CMCLP, count: 2, capacityField: BEDS');
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
    const plan = await proven('model: MCLP, count: 3');
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

  describe('PHASED', () => {
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
      const plan = await proven(
        `model: PHASED, phases: [{ year: 2026, count: 2, byKind: [{ kinds: [IDLE_SCHOOL], count: 1 }] },
           { year: 2027, count: 1, byKind: [{ kinds: [IDLE_SCHOOL], count: 0 }] }]`,
      );
      expect(plan.objective).toBe(
        best(([a, b]) => a.length <= 2 && b.length <= 1 && schools(a) <= 1 && schools(b) === 0),
      );
      expect(plan.sites.every(({ year, kind }: Json) => year === 2026 || kind === 'OTHER')).toBe(true);
    });

    it('without a limit of the year, kinds that are not named wait', async () => {
      const plan = await proven(
        `model: PHASED, phases: [{ year: 2026, byKind: [{ kinds: [IDLE_SCHOOL], count: 2 }] }, { year: 2027, count: 1 }]`,
      );
      expect(plan.objective).toBe(
        best(([a, b]) => schools(a) === a.length && a.length <= 2 && b.length <= 1),
      );
    });

    it('what is settled for a year opens in it, and places are fixed a year ahead', async () => {
      const plan = await proven(
        'model: PHASED, phases: [{ year: 2026, count: 1 }, { year: 2027, count: 2, fixed: ["c7"] }]',
      );
      expect(plan.objective).toBe(best(([a, b]) => a.length <= 1 && b.length <= 2 && b.includes(7)));
      const settled = plan.sites.find(({ candidateId }: Json) => candidateId === 'c7');
      expect(settled).toMatchObject({ year: 2027, fixedByYear: 2026 });
    });

    it.each([
      [
        '{ year: 2026, count: 1, fixed: ["c1"] }, { year: 2027, count: 1, fixed: ["c1"] }',
        'CONTRADICTORY_LOCKS',
      ],
      ['{ year: 2026, count: 1, fixed: ["zz"] }', 'UNKNOWN_CANDIDATE'],
      ['{ year: 2026, count: 1, fixed: ["c1", "c2"] }', 'LOCKED_BEYOND_BUDGET'],
    ])('%s cannot be', async (phases, reason) => {
      expect(await propose(`model: PHASED, phases: [${phases}]`)).toMatchObject({ reason });
    });
  });

  describe('POLICY', () => {
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
          codes.includes(division!) || (id === 'f2' && level === 'COMMUNITY' && codes.includes(D))
            ? [at]
            : [],
        ),
      );

    it.each([
      ['COMMUNITY', 1, 2],
      ['COMMUNITY', 0.75, 1],
      ['COMMUNITY', 0.75, 3],
    ] as const)('%s at %d with %i sites is as good as the best of all plans', async (level, share, p) => {
      const plan = await proven(
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
      const plan = await proven(
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
      const outcome = await propose(
        'model: POLICY, count: 1, targets: [{ levels: [COMMUNITY], share: 1, name: "每个社区一站" }]',
      );
      expect(outcome).toMatchObject({
        reason: 'TARGET_OUT_OF_REACH',
        conflicts: [{ asked: 4, possible: 3, name: '每个社区一站' }],
      });
    });

    it('keeps to the division asked about', async () => {
      const plan = await proven(
        `model: POLICY, count: 1, targets: [{ levels: [COMMUNITY], share: 1 }]`,
        TOWN,
      );
      expect(plan.sites.map(({ division }: Json) => division.code)).toEqual([B]);
      expect((await proven('count: 1', STREET)).levels.map(({ level }: Json) => level)).toEqual([
        'SUBDISTRICT',
        'COMMUNITY',
      ]);
    });
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
      const outcome = await propose(rest);
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
      const refusal = await rooms.refusal(query(rest));
      expect(refusal.code).toBe('BAD_USER_INPUT');
      expect(refusal.message).toMatch(message);
    });
  });

  it('several sources are taken together', async () => {
    const plan = await proven('count: 2, candidateSources: [COMMUNITY_POINTS, IMPORTED]');
    expect(plan.settings).toMatchObject({
      candidateSources: ['COMMUNITY_POINTS', 'IMPORTED'],
      candidates: 9 + 4,
    });
  });

  it('candidates another one replaces are thinned, and no plan is worse for it', async () => {
    await writeTown(rooms.database.manager, {
      candidates: [
        { id: 'a-twin', at: candidates[0].at, division: B, cost: 1 },
        { id: 'z-twin', at: candidates[0].at, division: B, cost: 1 },
      ],
    });
    const [few, all] = [
      await proven('count: 3'),
      await proven('model: GRADUAL, count: 3, farWalkMinutes: 5.001'),
    ];
    expect(few.settings.candidates).toBe(11);
    expect(few.settings.candidatesThinned).toBeGreaterThanOrEqual(2);
    expect(all.settings.candidatesThinned).toBe(0);
    expect(few.objective).toBeCloseTo(all.objective - standingPeople, 1);
    expect(few.sites.map(({ candidateId }: Json) => candidateId)).not.toContain('z-twin');
  });

  it('ties go to sites beside health and culture sites', async () => {
    const [east, north] = candidates[0].at;
    await writeTown(rooms.database.manager, {
      candidates: [
        { id: 'clinic', kind: 'HEALTH_SITE', at: [east, north === 8 ? 7 : north + 1], division: B },
      ],
    });
    const kinds = 'candidateKinds: [OTHER, IDLE_SCHOOL]';
    const locked = `count: 1, lockedIn: ["c0"], ${kinds}`;
    expect((await proven(`${locked}, besideMeters: 100`)).sites[0].beside).toEqual([
      { candidateId: 'clinic', meters: 100 },
    ]);
    expect((await proven(`${locked}, besideMeters: 50`)).sites[0].beside).toEqual([]);
  });
});
