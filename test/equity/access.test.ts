import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  A,
  B,
  C,
  COUNTY,
  D,
  gridNetwork,
  gridTown,
  publishNetwork,
  writeTown,
} from '../support/grid-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';

/** 10 minutes at 1 m/s: zones end at 200, 400 and 600 m and weigh 1, 0.68 and 0.22. */
const WALK = 'walkMinutes: 10, speedMetersPerSecond: 1, asOf: "2025-01-01"';

const FACILITIES = [
  { id: 'H1', kind: 'INSTITUTION', at: [0, 0] as const, division: A },
  { id: 'H2', kind: 'INSTITUTION', at: [8, 0] as const, division: B },
  { id: 'H3', kind: 'INSTITUTION', at: [4, 1] as const, division: A },
  { id: 'H4', kind: 'INSTITUTION', at: [4, 8] as const, division: D },
  { id: 'H5', kind: 'INSTITUTION', at: [40, 40] as const, division: D },
  { id: 'H6', kind: 'INSTITUTION', division: D },
];
const BEDS = { H1: 30, H2: 12, H4: 7, H5: 5, H6: 3 };

/** Estates as in docs/models/floating-catchment.md: p 200 m from H1, q 400 m from both homes, r 200 m from H2. */
const DEMAND = [
  { id: 'p', at: [0, 2] as const, division: A, elderly60: 100 },
  { id: 'q', at: [4, 0] as const, division: A, elderly60: 200 },
  { id: 'r', at: [8, 2] as const, division: B, elderly60: 50 },
  { id: 's', at: [40, 4] as const, division: C, elderly60: 20 },
  { id: 'unstated', at: [4, 8] as const, division: A, elderly80: 9 },
];

const POINTS =
  'points { edges { node { demandPointId people access facilitiesInReach snapped division { code } } } }';
const CONSERVATION = `conservation { law holds accessTimesPeople capacity capacityWithoutCatchment access ratios
  peopleInReach facilityDemand }`;

describe('access to beds in a town small enough to reckon by hand', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager } = rooms.database;
    await writeTown(manager, { divisions: gridTown.divisions, facilities: FACILITIES, demand: DEMAND });
    for (const [id, beds] of Object.entries(BEDS))
      await manager.query('UPDATE facility SET beds = $2 WHERE id = $1', [id, beds]);
    await publishNetwork(manager, gridNetwork(9));
  });
  afterAll(() => rooms.close());

  const access = async (method: string, fields: string, code = COUNTY, capacity = 'BEDS') =>
    (
      await rooms.data(
        `{ accessibility(divisionCode: "${code}", service: INSTITUTION, ${WALK}, method: ${method}, capacity: ${capacity}) { ${fields} } }`,
      )
    ).accessibility;
  const nodes = (connection: Json) => connection.edges.map((edge: Json) => edge.node);

  /** R of H1 and H2, A of p, q and r, and the beds handed out: the worked example. */
  it.each([
    ['TWO_STEP', [30 / 300, 12 / 250], [0.1, 0.148, 0.048], 42],
    ['ENHANCED', [30 / 236, 12 / 186], [0.127119, 0.130312, 0.064516], 42],
    ['MODIFIED', [30 / 236, 12 / 186], [0.127119, 0.088612, 0.064516], 33.66005],
    ['BALANCED', [30 / 200, 12 / 150], [0.0892857, 0.0930952, 0.0476191], null],
  ] as const)('%s', async (method, [first, second], [p, q, r], handedOut) => {
    const answer = await access(
      method,
      `method total { people meanAccess peopleWithoutAccess accessTimesPeople } ${POINTS} ${CONSERVATION}
       facilities { edges { node { facilityId state capacity ratio demand peopleInReach facility { name } } } }`,
      COUNTY,
    );
    const points = nodes(answer.points);
    expect(points.map((point: Json) => [point.demandPointId, point.people, point.facilitiesInReach])).toEqual(
      [
        ['p', 100, 1],
        ['q', 200, 2],
        ['r', 50, 1],
        ['s', 20, 0],
      ],
    );
    [p, q, r, 0].forEach((expected, at) => expect(points[at].access).toBeCloseTo(expected, 5));
    expect(points[3].snapped).toBe(false);
    const facilities = nodes(answer.facilities);
    expect(facilities.map(({ facilityId, state }: Json) => [facilityId, state])).toEqual([
      ['H1', 'SERVING'],
      ['H2', 'SERVING'],
      ['H3', 'CAPACITY_UNKNOWN'],
      ['H4', 'EMPTY_CATCHMENT'],
      ['H5', 'NOT_SNAPPED'],
      ['H6', 'NO_ENTRANCE'],
    ]);
    expect(facilities[0].ratio).toBeCloseTo(first, 12);
    expect(facilities[1].ratio).toBeCloseTo(second, 12);
    expect(facilities.slice(2).map(({ ratio }: Json) => ratio)).toEqual([null, null, null, null]);
    expect(facilities[2]).toMatchObject({ capacity: null, demand: null, peopleInReach: 350 });

    const { total, conservation } = answer;
    expect(total).toMatchObject({ people: 370, peopleWithoutAccess: 20 });
    expect(total.meanAccess).toBeCloseTo((100 * p + 200 * q + 50 * r) / 370, 5);
    expect(conservation).toMatchObject({
      holds: true,
      capacity: 42,
      capacityWithoutCatchment: 15,
      peopleInReach: 350,
    });
    if (handedOut !== null) expect(conservation.accessTimesPeople).toBeCloseTo(handedOut, 3);
    else {
      expect(conservation.access).toBeCloseTo(0.23, 12);
      expect(conservation.ratios).toBeCloseTo(0.23, 12);
      expect(conservation.facilityDemand).toBeCloseTo(350, 9);
    }
  });
});
