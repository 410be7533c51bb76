import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gridNetwork, gridPlace, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { openTestRooms, type TestRooms } from '../support/rooms.js';

const FIVE_MINUTES = 'walkMinutes: 5, speedMetersPerSecond: 1';
const FIGURES = 'reachedMeters snapDistanceMeters areaSquareMeters snapshotId touchesDataEdge synthetic';

describe('the service area of a facility or a point', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
  });
  afterAll(() => rooms.close());

  it('asks for a network while there is none', async () => {
    await writeTown(rooms.database.manager, gridTown);
    const { code, details, message } = await rooms.refusal(
      `{ serviceArea(facilityId: "F1") { ${FIGURES} } }`,
    );
    expect(code).toBe('FAILED_PRECONDITION');
    expect(details.reason).toBe('NO_NETWORK');
    expect(message).toContain('import network');
  });

  it('reaches exactly the streets within the walk', async () => {
    const snapshotId = await publishNetwork(rooms.database.manager, gridNetwork());
    const { serviceArea } = await rooms.data(
      `{ serviceArea(facilityId: "F1", ${FIVE_MINUTES}) { ${FIGURES} lines polygon snappedPoint walkMinutes speedMetersPerSecond } }`,
    );
    // From a corner, 300 m reach 3 + 3 blocks along the sides and 2 + 1 (each way) inside: 12 blocks of 100 m.
    expect(serviceArea.reachedMeters).toBeCloseTo(1200, 0);
    expect(serviceArea).toMatchObject({
      snapshotId,
      synthetic: true,
      walkMinutes: 5,
      speedMetersPerSecond: 1,
    });
    expect(serviceArea.snapDistanceMeters).toBeLessThan(0.01);
    expect(serviceArea.lines.type).toBe('MultiLineString');
    expect(serviceArea.polygon.type).toBe('MultiPolygon');
    // Streets 50 m wide, cut short by 25 m at their ends and overlapping at crossings.
    expect(serviceArea.areaSquareMeters).toBeGreaterThan(40_000);
    expect(serviceArea.areaSquareMeters).toBeLessThan(62_500);
    expect(serviceArea.snappedPoint.coordinates[0]).toBeCloseTo(gridPlace(4, 0)[0], 6);
  });

  it('grows with the time and never shrinks', async () => {
    const reached = [];
    for (const minutes of [1, 2.5, 5, 10, 15]) {
      const { serviceArea } = await rooms.data(
        `{ serviceArea(facilityId: "F1", walkMinutes: ${minutes}, speedMetersPerSecond: 1) { reachedMeters areaSquareMeters } }`,
      );
      reached.push([serviceArea.reachedMeters, serviceArea.areaSquareMeters]);
    }
    expect(reached).toEqual([...reached].sort((a, b) => a[0] - b[0]));
    expect(reached.map(([, area]) => area)).toEqual(reached.map(([, area]) => area).sort((a, b) => a - b));
    // All 40 blocks in the end.
    expect(reached.at(-1)![0]).toBeCloseTo(4000, 0);
  });

  it('answers for any point, the straight way to the street included', async () => {
    const [lon, lat] = gridPlace(4.5, 0);
    const { serviceArea } = await rooms.data(
      `{ serviceArea(at: {lon: ${lon}, lat: ${lat}}, ${FIVE_MINUTES}) { reachedMeters snapDistanceMeters } }`,
      { role: 'public' },
    );
    expect(serviceArea.snapDistanceMeters).toBeCloseTo(50, 1);
    // 250 m are left: 250 along each side and, from (3,0) and (4,1), 150 m inwards in all directions.
    expect(serviceArea.reachedMeters).toBeCloseTo(900, 0);
  });

  it('says how far the next street is when none is near', async () => {
    const [lon, lat] = gridPlace(4, 14);
    const refusal = await rooms.refusal(`{ serviceArea(at: {lon: ${lon}, lat: ${lat}}) { reachedMeters } }`);
    expect(refusal.code).toBe('FAILED_PRECONDITION');
    expect(refusal.details).toMatchObject({ reason: 'NOT_SNAPPED', limitMeters: 200 });
    expect(refusal.details.nearestWalkwayMeters).toBeCloseTo(1000, 0);
  });

  it.each([
    ['neither place', '', 'BAD_USER_INPUT'],
    ['both places', 'facilityId: "F1", at: {lon: 118, lat: 33},', 'BAD_USER_INPUT'],
    ['no speed', 'facilityId: "F1", speedMetersPerSecond: 0,', 'BAD_USER_INPUT'],
    ['negative minutes', 'facilityId: "F1", walkMinutes: -5,', 'BAD_USER_INPUT'],
    ['a day of walking', 'facilityId: "F1", walkMinutes: 1440,', 'BAD_USER_INPUT'],
    ['a point off the Earth', 'at: {lon: 200, lat: 33},', 'BAD_USER_INPUT'],
    ['an unknown facility', 'facilityId: "nobody",', 'NOT_FOUND'],
  ])('refuses %s', async (_, given, code) => {
    const parenthesis = given ? `(${given})` : '';
    expect((await rooms.refusal(`{ serviceArea${parenthesis} { reachedMeters } }`)).code).toBe(code);
  });

  it('shows the public only published facilities', async () => {
    await writeTown(rooms.database.manager, {
      facilities: [{ id: 'quiet', kind: 'INSTITUTION', at: [2, 0], published: false }],
    });
    const query = '{ serviceArea(facilityId: "quiet") { reachedMeters } }';
    expect((await rooms.refusal(query, { role: 'public' })).code).toBe('NOT_FOUND');
    expect((await rooms.data(query)).serviceArea.reachedMeters).toBeGreaterThan(0);
  });

  it('draws the areas of a list of facilities with one statement for all of them', async () => {
    const ask = (first: number) =>
      rooms.data(`{ facilities(first: ${first}) { edges { node { id serviceArea { reachedMeters } } } } }`);
    const count = async (first: number) => {
      const before = rooms.statements();
      const { facilities } = await ask(first);
      expect(facilities.edges).toHaveLength(first);
      return rooms.statements() - before;
    };
    expect(await count(4)).toBe(await count(2));
  });

  it('is measured as PostGIS measures the polygon on the ellipsoid', async () => {
    const { serviceArea } = await rooms.data(
      '{ serviceArea(facilityId: "F1", walkMinutes: 15, speedMetersPerSecond: 1) { polygon areaSquareMeters } }',
    );
    const [{ area }] = await rooms.database.manager.query<{ area: number }[]>(
      'SELECT ST_Area(ST_GeomFromGeoJSON($1)::geography) AS area',
      [JSON.stringify(serviceArea.polygon)],
    );
    // Edges are drawn straight in another plane: some millionths where they do not cancel out (area.repository.ts).
    expect(Math.abs(serviceArea.areaSquareMeters / area - 1)).toBeLessThan(5e-6);
  });

  it('goes on with a new network as soon as it is published', async () => {
    const query =
      '{ serviceArea(facilityId: "F1", walkMinutes: 15, speedMetersPerSecond: 1) { reachedMeters snapshotId } }';
    const before = (await rooms.data(query)).serviceArea;
    const snapshotId = await publishNetwork(rooms.database.manager, gridNetwork(6));
    const [after, also] = await Promise.all([rooms.data(query), rooms.data(query)]);
    expect(after.serviceArea.snapshotId).toBe(snapshotId);
    expect(also).toEqual(after);
    expect(after.serviceArea.reachedMeters).toBeGreaterThan(before.reachedMeters);
  });

  it('stops when the client has gone', async () => {
    const signal = AbortSignal.abort(new Error('gone'));
    const { errors } = await rooms.ask('{ serviceArea(facilityId: "F1") { reachedMeters } }', { signal });
    expect(errors?.[0].message).toBe('gone');
  });
});
