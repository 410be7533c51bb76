import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  A,
  B,
  COUNTY,
  gridNetwork,
  gridTown,
  publishNetwork,
  type TownCandidate,
  type TownDemand,
  writeTown,
} from '../support/grid-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';

const demand: TownDemand[] = [
  { id: 'd1', at: [0, 0], division: A, elderly60: 40 },
  { id: 'd2', at: [8, 0], division: B, elderly60: 30 },
  { id: 'd3', at: [8, 8], division: B, elderly60: 5 },
];
const candidates: TownCandidate[] = [
  { id: 'far', at: [4, 4], division: B, cost: 1 },
  { id: 'near-d1', at: [1, 0], division: A, cost: 1 },
  { id: 'near-d2', at: [7, 0], division: B, cost: 2 },
  { id: 'near-d3', at: [8, 7], division: B },
  { id: 'twin-d2', at: [7, 0], division: B, cost: 2 },
];
const query = (candidateId: string, rest: string) =>
  `{ explainCandidate(candidateId: "${candidateId}", divisionCode: "${COUNTY}", service: STATION,
       walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01", ${rest}) {
     __typename
     ... on CandidateExplanation { candidateId inPlan reasons { code message } lossAtLeast lossAtMost objectiveUnit
       alone { worth peopleNewlyCovered newlyCoveredPoints { totalCount edges { node { demandPointId people } } } }
       givenPlan { worth peopleNewlyCovered }
       dominatedBy { siteId } plan { objective sites { candidateId } }
       including { __typename ... on SitingPlan { objective sites { candidateId } } } }
     ... on SitingInfeasible { reason } } }`;

describe('why not here', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    await writeTown(rooms.database.manager, { divisions: gridTown.divisions, demand, candidates });
    await publishNetwork(rooms.database.manager, gridNetwork(9));
  });
  afterAll(() => rooms.close());

  const explain = async (id: string, rest: string): Promise<Json> =>
    (await rooms.data(query(id, rest))).explainCandidate;
  const codes = ({ reasons }: Json) => reasons.map(({ code }: Json) => code);

  it('a candidate the plan has', async () => {
    const found = await explain('near-d1', 'count: 1');
    expect(found).toMatchObject({ inPlan: true, including: null, lossAtLeast: 0, lossAtMost: 0 });
    expect(codes(found)).toEqual(['CHOSEN']);
    expect(found.givenPlan).toMatchObject({ worth: 40, peopleNewlyCovered: 40 });
  });

  it('one that covers fewer: what it adds, and what the best plan with it loses', async () => {
    const found = await explain('near-d2', 'count: 1');
    expect(found).toMatchObject({
      inPlan: false,
      lossAtLeast: 10,
      lossAtMost: 10,
      objectiveUnit: 'NEW_PEOPLE',
    });
    expect(found.alone.newlyCoveredPoints).toMatchObject({
      totalCount: 1,
      edges: [{ node: { demandPointId: 'd2', people: 30 } }],
    });
    expect(found.including).toMatchObject({ objective: 30, sites: [{ candidateId: 'near-d2' }] });
    expect(found.plan).toMatchObject({ objective: 40, sites: [{ candidateId: 'near-d1' }] });
    expect(found.reasons[0].message).toBe('The best plan with it newly covers 10 fewer people.');
  });

  it('one that another replaces: thinned, and still explained by its own id', async () => {
    const found = await explain('twin-d2', 'count: 2');
    expect(codes(found)).toEqual(['AS_GOOD', 'DOMINATED', 'ADDS_NOTHING_TO_PLAN']);
    expect(found.dominatedBy).toEqual([{ siteId: 'near-d2' }]);
    expect(found.reasons[1].message).toContain('near-d2');
  });

  it('one nobody can walk to, one without a cost, one locked out, one beside what is locked in', async () => {
    expect(codes(await explain('far', 'count: 1'))[0]).toBe('REACHES_NOBODY');
    expect(codes(await explain('near-d3', 'budget: 2'))).toEqual(['WITHOUT_COST']);
    expect(codes(await explain('near-d2', 'count: 1, lockedOut: ["near-d2"]'))[0]).toBe('LOCKED_OUT');
    expect(codes(await explain('near-d2', 'count: 1, lockedIn: ["near-d1"]'))[0]).toBe('NO_PLACE_LEFT');
  });

  it('walks are told in minutes', async () => {
    const found = await explain('near-d3', 'model: P_MEDIAN, count: 1');
    const minutes = (100 * (40 * 15 + 30 * 7 + 5)) / 60;
    expect(found.including.objective).toBeCloseTo(minutes, 6);
    expect(found.lossAtMost).toBeCloseTo(minutes - found.plan.objective, 6);
  });

  it('of a question without a plan says why, and refuses unknown candidates and strangers', async () => {
    expect(await explain('far', 'count: 9')).toMatchObject({ reason: 'MORE_SITES_THAN_CANDIDATES' });
    expect((await rooms.refusal(query('nowhere', 'count: 1'))).code).toBe('NOT_FOUND');
    expect((await rooms.refusal(query('far', 'count: 1'), { role: 'resources' })).code).toBe('FORBIDDEN');
  });
});
