import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walkLimit } from '../../src/accessibility/index.js';
import type { CoverageView } from '../../src/coverage/index.js';
import { unitPresence } from '../../src/coverage/unit-presence.js';
import { WhatIfState } from '../../src/coverage/what-if-state.js';
import { DIVISION_LEVELS } from '../../src/divisions/index.js';
import { nearestFacilities, WalkSearch } from '../../src/kernel/accessibility/index.js';
import {
  populationCoverageByDivision,
  type PopulationCoverage,
} from '../../src/kernel/coverage/population.js';
import { EdgeIndex, type Snap } from '../../src/kernel/network/index.js';
import {
  A,
  B,
  bumpRevision,
  C,
  COUNTY,
  D,
  gridNetwork,
  gridPlace,
  gridTown,
  publishNetwork,
  type TownDemand,
  type TownFacility,
  writeTown,
} from '../support/grid-town.js';
import { randomNumbers } from '../support/random-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';

const SIZE = 9;
const ASKED = { service: 'STATION', asOf: '2025-01-01', limit: walkLimit(5, 1) } as const;
const COMMUNITIES = [A, B, C, D];
const random = randomNumbers(9);
const somewhere = (): [number, number] => [random() * (SIZE - 1), random() * (SIZE - 1)];
const communityAt = ([east, north]: readonly [number, number]) =>
  COMMUNITIES[(north > SIZE / 2 - 0.5 ? 2 : 0) + (east > SIZE / 2 - 0.5 ? 1 : 0)];

const demand: TownDemand[] = Array.from({ length: 90 }, (_, k) => {
  const at: [number, number] = k % 11 === 0 ? [30, 30] : somewhere();
  // Some say nothing about the cohort, some lie in no division.
  return {
    ...{ id: `d${k}`, at, elderly60: k % 9 === 4 ? undefined : Math.round(random() * 500) / 7, elderly80: 0 },
    division: k % 13 === 5 ? undefined : communityAt(at),
  };
});
const facilities: TownFacility[] = Array.from({ length: 16 }, (_, k) => {
  const at = k % 7 === 3 ? undefined : somewhere();
  return {
    ...{ id: `f${k}`, kind: k % 5 === 4 ? 'MEAL_POINT' : 'COMMUNITY_STATION', at },
    division: at ? communityAt(at) : A,
    assigned: k % 6 === 1 ? [C] : [],
    statuses: [['2020-01-01', k % 8 === 6 ? 'PLANNED' : 'OPERATING']],
  };
});

interface Change {
  readonly kind: 'OPEN' | 'CLOSE' | 'MOVE';
  readonly facilityId?: string;
  readonly at?: { readonly lon: number; readonly lat: number };
}

/** A few changes that go together: none names a facility that is closed already. */
function someChanges(view: CoverageView, count: number): Change[] {
  const left = view.field.serving.map((position) => view.ground.facilities[position].id);
  return Array.from({ length: count }, (): Change => {
    const kind = (['OPEN', 'CLOSE', 'MOVE'] as const)[Math.floor(random() * 3)];
    const [east, north] = random() < 0.1 ? [20, 20] : somewhere();
    const [lon, lat] = gridPlace(east, north);
    const at = kind === 'CLOSE' ? undefined : { lon, lat };
    if (kind === 'OPEN' || left.length === 0) return { kind: 'OPEN', at: at ?? { lon, lat } };
    const which = Math.floor(random() * left.length);
    const [facilityId] = kind === 'CLOSE' ? left.splice(which, 1) : [left[which]];
    return { kind, facilityId, at };
  });
}

const DOCUMENT = `query ($changes: [FacilityChangeInput!]!, $division: ID) {
  whatIf(service: STATION, walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01", divisionCode: $division, changes: $changes) {
    coverageBefore { coveredPeople totalPeople ratio } coverageAfter { coveredPeople totalPeople ratio }
    peopleNewlyCovered peopleNoLongerCovered pointsRerouted
    presence { level denominator numeratorBefore numeratorAfter }
    divisions(first: 1000) { totalCount edges { node { code before { coveredPeople totalPeople ratio }
      after { coveredPeople totalPeople ratio } presentBefore presentAfter } } }
    points(first: 1000) { edges { node { demandPointId people before { facilityId changeIndex walkSeconds }
      after { facilityId changeIndex walkSeconds } } } } } }`;

const figures = ({ coveredWeight, totalWeight, ratio }: PopulationCoverage) => ({
  coveredPeople: coveredWeight,
  totalPeople: totalWeight,
  ratio,
});

/** A facility of the changed town: where it stands, and where the walk to it counts from. */
interface Standing {
  readonly facilityId: string | null;
  changeIndex: number | null;
  snap: Snap | null;
  division: string | null;
  readonly assigned: readonly { readonly code: string; readonly relation: 'ASSIGNED' | 'SHARED' }[];
  closed: boolean;
}

/** Everything a what-if over the county says, computed from nothing. */
function reckoned(view: CoverageView, index: EdgeIndex, changes: readonly Change[]) {
  const { tree, demand: points, facilities: known } = view.ground;
  const snapOf = ({ lon, lat }: { lon: number | null; lat: number | null }) =>
    lon === null || lat === null ? null : index.snap(lon, lat);
  const now = (): Standing[] =>
    view.field.serving.map((position) => ({
      facilityId: known[position].id,
      changeIndex: null,
      snap: snapOf(known[position]),
      division: known[position].divisionCode,
      assigned: known[position].assigned,
      closed: false,
    }));
  const later = now();
  changes.forEach(({ kind, facilityId = null, at }, changeIndex) => {
    const place = at && { snap: snapOf(at), division: divisionAround(at) };
    if (kind === 'OPEN')
      return later.push({ facilityId: null, changeIndex, assigned: [], closed: false, ...place! });
    const one = later.find((each) => each.facilityId === facilityId)!;
    Object.assign(one, kind === 'CLOSE' ? { closed: true } : { ...place, changeIndex });
  });
  const weights = points.people.AGE_60;
  const stated = [...weights.keys()].filter((point) => !Number.isNaN(weights[point]));
  const snaps = stated.map((point) => index.snap(points.lon[point], points.lat[point]));
  const { network } = view.field.network;
  const limit = view.limit.limitCentimeters;
  const walk = (standing: readonly Standing[]) => {
    const sites = standing.map(({ snap, closed }) => (closed ? null : snap));
    const { nearest, costCentimeters } = nearestFacilities(
      ...([network, new WalkSearch(network), sites, snaps, limit] as const),
    );
    const { divisions } = populationCoverageByDivision(
      {
        weight: Float64Array.from(stated, (point) => weights[point]),
        costCentimeters,
        snapped: Uint8Array.from(snaps, (snap) => (snap ? 1 : 0)),
        limitCentimeters: limit,
      },
      Int32Array.from(stated, (point) => points.division[point]),
      tree.parent,
    );
    const presence = unitPresence(
      tree,
      standing.map((each) => ({
        ...known[0],
        division: tree.numberOf(each.division),
        assigned: each.assigned,
        operating: !each.closed,
      })),
      { offers: () => true, offersButForMealMode: () => false, steps: () => 0 },
    );
    const walks = Array.from(nearest, (site, at) =>
      site < 0
        ? null
        : {
            facilityId: standing[site].facilityId,
            changeIndex: standing[site].changeIndex,
            walkSeconds: costCentimeters[at] / 100,
          },
    );
    return { nearest, divisions, presence, walks };
  };
  const [before, after] = [walk(now()), walk(later)];
  const inCounty = [...stated.keys()].filter((at) => points.division[stated[at]] >= 0);
  const changed = inCounty.filter(
    (at) =>
      before.nearest[at] !== after.nearest[at] ||
      before.walks[at]?.walkSeconds !== after.walks[at]?.walkSeconds,
  );
  const sum = (at: readonly number[]) => at.reduce((people, each) => people + weights[stated[each]], 0);
  const isFlipped = (at: number) => before.nearest[at] >= 0 !== after.nearest[at] >= 0;
  const affected = [...tree.nodes.keys()].filter(
    (unit) =>
      before.presence[unit].counted !== after.presence[unit].counted ||
      changed.some((at) => isFlipped(at) && tree.isWithin(points.division[stated[at]], unit)),
  );
  const county = tree.numberOf(COUNTY);
  return {
    coverageBefore: figures(before.divisions[county]),
    coverageAfter: figures(after.divisions[county]),
    peopleNewlyCovered: expect.closeTo(sum(changed.filter((at) => isFlipped(at) && after.walks[at])), 6),
    peopleNoLongerCovered: expect.closeTo(sum(changed.filter((at) => isFlipped(at) && before.walks[at])), 6),
    pointsRerouted: changed.filter((at) => before.nearest[at] !== after.nearest[at]).length,
    presence: DIVISION_LEVELS.flatMap((level) => {
      const units = tree.unitsAt(county, level);
      if (units.length === 0) return [];
      const counted = (by: typeof before) => units.filter((unit) => by.presence[unit].counted).length;
      return [
        {
          level,
          denominator: units.length,
          numeratorBefore: counted(before),
          numeratorAfter: counted(after),
        },
      ];
    }),
    divisions: {
      totalCount: affected.length,
      edges: affected
        .sort((a, b) => (tree.nodes[a].code < tree.nodes[b].code ? -1 : 1))
        .map((unit) => ({
          node: {
            code: tree.nodes[unit].code,
            before: figures(before.divisions[unit]),
            after: figures(after.divisions[unit]),
            presentBefore: before.presence[unit].counted,
            presentAfter: after.presence[unit].counted,
          },
        })),
    },
    points: {
      edges: changed.map((at) => ({
        node: {
          demandPointId: points.ids[stated[at]],
          people: weights[stated[at]],
          before: before.walks[at],
          after: after.walks[at],
        },
      })),
    },
  };
}

const BOXES = COMMUNITIES.map((code, k) => {
  const half = SIZE / 2 - 0.5;
  const [west, south] = gridPlace(k % 2 === 0 ? -0.5 : half, k < 2 ? -0.5 : half);
  const [east, north] = gridPlace(k % 2 === 0 ? half : SIZE, k < 2 ? half : SIZE);
  return { code, west, south, east, north };
});

function divisionAround({ lon, lat }: { readonly lon: number; readonly lat: number }): string | null {
  const box = BOXES.find(
    ({ west, south, east, north }) => lon >= west && lon <= east && lat >= south && lat <= north,
  );
  return box?.code ?? null;
}

describe('what if, through the door', () => {
  let rooms: TestRooms;
  let index: EdgeIndex;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager } = rooms.database;
    await writeTown(manager, { divisions: gridTown.divisions, facilities, demand });
    for (const { code, west, south, east, north } of BOXES) {
      await manager.query(
        `UPDATE administrative_division SET boundary = ST_Multi(ST_MakeEnvelope($2, $3, $4, $5, 4326)) WHERE code = $1`,
        [code, west, south, east, north],
      );
    }
    await bumpRevision(manager, 'divisions');
    const network = gridNetwork(SIZE);
    index = new EdgeIndex(network);
    await publishNetwork(manager, network);
  });
  afterAll(() => rooms.close());

  const viewNow = async () => rooms.coverage.coverage.view(ASKED, await rooms.accessibility.versions.read());
  const ask = async (changes: readonly Change[], division: string | null = COUNTY): Promise<Json> =>
    (await rooms.data(DOCUMENT, { variables: { changes, division } })).whatIf;

  it('equals the full computation over the changed facilities, for random sequences of changes', async () => {
    const view = await viewNow();
    for (let round = 0; round < 60; round++) {
      const changes = someChanges(view, 1 + (round % 9));
      expect(await ask(changes)).toEqual(reckoned(view, index, changes));
    }
  });

  it('gives concurrent questions the answers they get one by one', async () => {
    const view = await viewNow();
    const sequences = Array.from({ length: 30 }, (_, k) => someChanges(view, 1 + (k % 5)));
    const together = await Promise.all(sequences.map((changes) => ask(changes)));
    const oneByOne: Json[] = [];
    for (const changes of sequences) oneByOne.push(await ask(changes));
    expect(together).toEqual(oneByOne);
  });

  it('does not grow with the questions asked', async () => {
    const state = await WhatIfState.build(await viewNow(), 'AGE_60');
    const { whatIf } = state as unknown as { whatIf: { facilities: readonly unknown[] } };
    const known = whatIf.facilities.length;
    const snap = index.snap(...gridPlace(2, 2));
    const [two] = [[known, known + 1].map((facility) => ({ facility, place: snap }))];
    const first = await state.changedBy(two);
    for (let round = 0; round < 100; round++) await state.changedBy(two.slice(0, 1 + (round % 2)));
    expect(whatIf.facilities.length).toBe(known + 2);
    expect(await state.changedBy(two)).toEqual({ ...first, after: expect.anything() });
    expect(whatIf.facilities.slice(known)).toEqual([null, null]);
  });

  it('waits for the question before, and is not disturbed by one that is dropped', async () => {
    const state = await WhatIfState.build(await viewNow(), 'AGE_60');
    const close = [{ facility: 0, place: null }];
    const gone = AbortSignal.abort(new Error('gone'));
    const [first, dropped, second] = await Promise.allSettled([
      state.changedBy(close),
      state.changedBy(close, gone),
      state.changedBy(close),
    ]);
    expect(dropped).toMatchObject({ status: 'rejected', reason: { message: 'gone' } });
    expect(second).toMatchObject({ value: { points: (first as Json).value.points } });
  });

  it('foretells what the catalogue says once the change is real', async () => {
    const view = await viewNow();
    const [lon, lat] = gridPlace(1.3, 6.7);
    const standing = view.field.serving
      .map((position) => view.ground.facilities[position])
      .filter(({ lon }) => lon !== null);
    const [closing, other, moving] = [standing[0].id, standing[1].id, standing[4].id];
    const changes: Change[] = [
      { kind: 'CLOSE', facilityId: closing },
      { kind: 'CLOSE', facilityId: other },
      { kind: 'OPEN', at: { lon, lat } },
      { kind: 'MOVE', facilityId: moving, at: { lon: gridPlace(7, 1)[0], lat: gridPlace(7, 1)[1] } },
    ];
    const foretold = await ask(changes, null);

    const { manager } = rooms.database;
    for (const id of [closing, other])
      await rooms.data(
        `mutation { recordFacilityStatus(facilityId: "${id}", status: CLOSED, validFrom: "2024-12-31") { id } }`,
      );
    await writeTown(manager, {
      facilities: [{ id: 'new', kind: 'COMMUNITY_STATION', at: [1.3, 6.7], division: C }],
    });
    await manager.query(
      `UPDATE facility SET entrance = ST_SetSRID(ST_MakePoint($2, $3), 4326), division_code = $4 WHERE id = $1`,
      [moving, ...gridPlace(7, 1), B],
    );
    await bumpRevision(manager, 'facilities');

    const rule = 'service: STATION, walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01"';
    const { administrativeDivisions } = await rooms.data(
      `{ administrativeDivisions { edges { node { code coverage(${rule}) { population { coveredPeople totalPeople ratio }
           presence { level numerator denominator members(counted: true) { edges { node { division { code } } } } } } } } } }`,
    );
    const real = new Map<string, Json>(
      administrativeDivisions.edges.map(({ node }: Json) => [node.code, node.coverage]),
    );
    expect(foretold.divisions.totalCount).toBeGreaterThan(4);
    const present = real
      .get(COUNTY)
      .presence.flatMap(({ members }: Json) => members.edges.map(({ node }: Json) => node.division.code));
    for (const { node } of foretold.divisions.edges) {
      expect(node.after).toEqual(real.get(node.code).population);
      expect(node.presentAfter).toBe(present.includes(node.code));
    }
    expect(
      foretold.presence.map(({ level, denominator, numeratorAfter }: Json) => [
        level,
        numeratorAfter,
        denominator,
      ]),
    ).toEqual(real.get(COUNTY).presence.map((each: Json) => [each.level, each.numerator, each.denominator]));
  });
});
