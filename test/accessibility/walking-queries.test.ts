import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWalkNetwork, splitWays, type WalkNetwork } from '../../src/kernel/network/index.js';
import { C, gridPlace, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';
import { WaySetBuilder } from '../support/way-set-builder.js';

const point = (east: number, north: number) => {
  const [lon, lat] = gridPlace(east, north);
  return { lon, lat };
};
const written = (east: number, north: number) => {
  const { lon, lat } = point(east, north);
  return `{lon: ${lon}, lat: ${lat}}`;
};

/** The grid, and a street of 200 m that no other one meets. */
function gridWithIsland(): WalkNetwork {
  const builder = new WaySetBuilder();
  const size = 5;
  const nodes = Array.from({ length: size * size }, (_, at) =>
    builder.node(...gridPlace(at % size, Math.floor(at / size))),
  );
  for (let line = 0; line < size; line++) {
    builder.way(nodes.slice(line * size, (line + 1) * size));
    builder.way(nodes.filter((_, at) => at % size === line));
  }
  builder.way([builder.node(...gridPlace(10, 0)), builder.node(...gridPlace(12, 0))]);
  return buildWalkNetwork(splitWays(builder.build()).segments);
}

describe('walking questions', () => {
  let rooms: TestRooms;
  let snapshotId: string;
  beforeAll(async () => {
    rooms = await openTestRooms();
    await writeTown(rooms.database.manager, {
      ...gridTown,
      facilities: [
        ...gridTown.facilities,
        { id: 'quiet', kind: 'COMMUNITY_STATION', at: [0, 0], published: false },
        { id: 'island', kind: 'INSTITUTION', at: [11, 0] },
        { id: 'far-away', kind: 'DAY_CARE_CENTER', at: [4, 14] },
        { id: 'nowhere', kind: 'DAY_CARE_CENTER', division: C },
      ],
    });
    snapshotId = await publishNetwork(rooms.database.manager, gridWithIsland());
  });
  afterAll(() => rooms.close());

  describe('serviceAreas', () => {
    it('answers as serviceArea does, place by place, in the order given', async () => {
      const ids = ['F3', 'F1', 'island', 'F1'];
      const parts = 'facilityId reachedMeters areaSquareMeters snapDistanceMeters snappedPoint lines polygon';
      const walk = 'walkMinutes: 4, speedMetersPerSecond: 0.9';
      const { serviceAreas } = await rooms.data(
        `{ serviceAreas(facilityIds: ${JSON.stringify(ids)}, ${walk}) { ${parts} reachedEdges snapshotId synthetic } }`,
      );
      expect(serviceAreas.map((area: Json) => area.facilityId)).toEqual(ids);
      for (const { reachedEdges, ...area } of serviceAreas) {
        const { serviceArea } = await rooms.data(
          `{ serviceArea(facilityId: "${area.facilityId}", ${walk}) { ${parts} snapshotId synthetic } }`,
        );
        expect(area).toEqual(serviceArea);
        expect(area).toMatchObject({ snapshotId, synthetic: true });
        expect(reachedEdges.features.map(({ geometry }: Json) => geometry.coordinates)).toEqual(
          area.lines.coordinates,
        );
      }
    });

    it('tells the walking time at both ends of every reached piece', async () => {
      const { serviceAreas } = await rooms.data(
        `{ serviceAreas(at: [${written(4, 0)}], walkMinutes: 2.5, speedMetersPerSecond: 1) { reachedEdges } }`,
      );
      const pieces = serviceAreas[0].reachedEdges.features.map(({ properties }: Json) =>
        [properties.startSeconds, properties.endSeconds].sort((a, b) => a - b).join('–'),
      );
      // Two whole blocks from the corner, and half of each of the four blocks that begin where they end.
      expect(pieces.sort()).toEqual(['0–100', '0–100', '100–150', '100–150', '100–150', '100–150']);
      expect(serviceAreas[0].reachedEdges.features[0]).toMatchObject({
        type: 'Feature',
        geometry: { type: 'LineString' },
        properties: { kind: 'footway' },
      });
    });

    it('lists the places it cannot answer with their reasons, and answers the others', async () => {
      const { data, errors } = await rooms.ask(
        '{ serviceAreas(facilityIds: ["F1", "nobody", "nowhere", "far-away", "F3"]) { facilityId } }',
      );
      expect(JSON.parse(JSON.stringify(data)).serviceAreas).toEqual([
        { facilityId: 'F1' },
        null,
        null,
        null,
        { facilityId: 'F3' },
      ]);
      const told = errors!.map(({ path, originalError }: Json) => [
        path[1],
        originalError.code,
        originalError.details.reason,
      ]);
      expect(told.sort()).toEqual([
        [1, 'NOT_FOUND', undefined],
        [2, 'FAILED_PRECONDITION', 'NO_ENTRANCE'],
        [3, 'FAILED_PRECONDITION', 'NOT_SNAPPED'],
      ]);
    });

    it('hides unpublished facilities from the public', async () => {
      const query = '{ serviceAreas(facilityIds: ["F1", "quiet"]) { reachedMeters } }';
      const { data, errors } = await rooms.ask(query, { role: 'public' });
      expect(data.serviceAreas.map((area: Json) => area !== null)).toEqual([true, false]);
      expect(errors).toHaveLength(1);
      expect((errors![0].originalError as Json).code).toBe('NOT_FOUND');
      expect((await rooms.data(query)).serviceAreas[1].reachedMeters).toBeGreaterThan(0);
    });

    it('takes as many statements for fifty places as for two', async () => {
      const count = async (places: number) => {
        const at = Array.from({ length: places }, (_, k) => point((k % 40) / 10, 0));
        const before = rooms.statements();
        const { serviceAreas } = await rooms.data(
          'query ($at: [PointInput!]) { serviceAreas(at: $at) { areaSquareMeters polygon } }',
          { variables: { at } },
        );
        expect(serviceAreas).toHaveLength(places);
        return rooms.statements() - before;
      };
      expect(await count(50)).toBe(await count(2));
    });

    it('asks no more of the database than what it was asked', async () => {
      const before = rooms.statements();
      await rooms.data(`{ serviceAreas(at: [${written(1, 1)}]) { reachedMeters lines } }`);
      // The data version; nothing is measured.
      expect(rooms.statements() - before).toBe(1);
    });

    it('has nothing to say about no places', async () => {
      expect(await rooms.data('{ serviceAreas(at: []) { reachedMeters } }')).toEqual({ serviceAreas: [] });
    });
  });

  describe('travelTimes', () => {
    const FIELDS = `rows { walkSeconds snapDistanceMeters } destinationSnapDistanceMeters walkMinutes
      speedMetersPerSecond snapshotId synthetic`;

    it('gives every walk, and nothing where there is none', async () => {
      const { travelTimes } = await rooms.data(
        `{ travelTimes(origins: [${written(0, 0)}, ${written(11, 0)}, ${written(4, 14)}],
          destinations: [${written(4, 4)}, ${written(0, 0)}], speedMetersPerSecond: 0.8) { ${FIELDS} } }`,
        { role: 'public' },
      );
      expect(travelTimes.rows.map(({ walkSeconds }: Json) => walkSeconds)).toEqual([
        [1000, 0],
        [null, null],
        [null, null],
      ]);
      expect(travelTimes.rows.map((row: Json) => row.snapDistanceMeters === null)).toEqual([
        false,
        false,
        true,
      ]);
      expect(travelTimes.destinationSnapDistanceMeters[0]).toBeLessThan(0.01);
      expect(travelTimes).toMatchObject({
        snapshotId,
        synthetic: true,
        walkMinutes: null,
        speedMetersPerSecond: 0.8,
      });
    });

    it('includes the cutoff and leaves out what lies beyond', async () => {
      const { travelTimes } = await rooms.data(
        `{ travelTimes(origins: [${written(0, 0)}], destinations: [${written(3, 0)}, ${written(3.5, 0)}],
          speedMetersPerSecond: 1, walkMinutes: 5) { rows { walkSeconds } walkMinutes } }`,
      );
      expect(travelTimes).toEqual({ rows: [{ walkSeconds: [300, null] }], walkMinutes: 5 });
    });

    it('is the same from whichever side it is asked', async () => {
      const origins = Array.from({ length: 30 }, (_, k) => point((k * 0.37) % 4, (k * 0.61) % 4));
      const destinations = Array.from({ length: 7 }, (_, k) => point((k * 0.83) % 4, (k * 0.29) % 4));
      const ask = async (from: Json, to: Json) => {
        const { travelTimes } = await rooms.data(
          `query ($from: [PointInput!]!, $to: [PointInput!]!) {
            travelTimes(origins: $from, destinations: $to) { rows { walkSeconds } } }`,
          { variables: { from, to } },
        );
        return travelTimes.rows.map(({ walkSeconds }: Json) => walkSeconds);
      };
      const there = await ask(origins, destinations);
      const back = await ask(destinations, origins);
      expect(there).toEqual(origins.map((_, row) => back.map((times: Json) => times[row])));
    });
  });

  describe('nearestFacility', () => {
    const FIELDS = `facility { id } walkSeconds runnerUp { id } runnerUpWalkSeconds snapDistanceMeters
      facilitiesWithoutWalkway snapshotId synthetic`;
    const ask = (at: string, rest: string, role: 'public' | 'planner' = 'planner') =>
      rooms
        .data(`{ nearestFacility(at: ${at}, ${rest}, speedMetersPerSecond: 1) { ${FIELDS} } }`, { role })
        .then(({ nearestFacility }) => nearestFacility);

    it('names the nearest one that operates, and the runner-up', async () => {
      const now = await ask(written(1, 0), 'service: STATION, asOf: "2025-01-01"');
      expect(now).toMatchObject({
        facility: { id: 'quiet' },
        walkSeconds: 100,
        runnerUp: { id: 'F1' },
        runnerUpWalkSeconds: 300,
        snapshotId,
        synthetic: true,
      });
      // The two places nobody can walk to are counted, not dropped.
      expect(now.facilitiesWithoutWalkway).toBe(2);
    });

    it('goes by the date: a facility that closed was still near then', async () => {
      const then = await ask(written(0, 3), 'service: STATION, asOf: "2024-01-01"');
      expect(then).toMatchObject({ facility: { id: 'F2' }, walkSeconds: 100, runnerUp: { id: 'quiet' } });
    });

    it('chooses among the published ones for the public', async () => {
      const seen = await ask(written(1, 0), 'service: STATION, asOf: "2025-01-01"', 'public');
      expect(seen).toMatchObject({ facility: { id: 'F1' }, walkSeconds: 300, runnerUp: null });
      expect(seen.runnerUpWalkSeconds).toBeNull();
    });

    it('says so when none can be walked to', async () => {
      expect(await ask(written(11, 0), 'service: STATION')).toMatchObject({
        facility: null,
        walkSeconds: null,
        runnerUp: null,
      });
      expect(await ask(written(11, 0), 'service: INSTITUTION')).toMatchObject({
        facility: { id: 'island' },
        walkSeconds: 0,
        runnerUp: null,
      });
    });
  });

  describe('route', () => {
    const FIELDS = `walkSeconds lengthMeters line fromSnapDistanceMeters toSnapDistanceMeters
      speedMetersPerSecond snapshotId synthetic`;

    it('shows the way from point to point, access legs included', async () => {
      const { route } = await rooms.data(
        `{ route(from: ${written(0.5, 0.2)}, to: ${written(3, 1)}, speedMetersPerSecond: 0.5) { ${FIELDS} } }`,
        { role: 'public' },
      );
      expect(route.fromSnapDistanceMeters).toBeCloseTo(20, 1);
      expect(route.toSnapDistanceMeters).toBeLessThan(0.01);
      expect(route.lengthMeters).toBeCloseTo(370, 0);
      expect(route.walkSeconds).toBeCloseTo(740, 0);
      expect(route).toMatchObject({ snapshotId, synthetic: true, speedMetersPerSecond: 0.5 });
      const { type, coordinates } = route.line;
      expect(type).toBe('LineString');
      expect(coordinates[0]).toEqual(gridPlace(0.5, 0.2));
      expect(coordinates.at(-1)).toEqual(gridPlace(3, 1));
      expect(coordinates[1][0]).toBeCloseTo(gridPlace(0.5, 0)[0], 6);
    });

    it('is a line also where there is nowhere to go', async () => {
      const here = written(2, 2);
      const { route } = await rooms.data(
        `{ route(from: ${here}, to: ${here}) { walkSeconds lengthMeters line } }`,
      );
      expect(route.walkSeconds).toBeCloseTo(0, 1);
      expect(route.line.coordinates.length).toBeGreaterThanOrEqual(2);
    });

    it('is null to and from an island', async () => {
      expect(
        await rooms.data(
          `{ there: route(from: ${written(0, 0)}, to: ${written(11, 0)}) { walkSeconds }
             back: route(from: ${written(11, 0)}, to: ${written(0, 0)}) { walkSeconds }
             within: route(from: ${written(10, 0)}, to: ${written(12, 0)}, speedMetersPerSecond: 1) { walkSeconds } }`,
        ),
      ).toEqual({ there: null, back: null, within: { walkSeconds: 200 } });
    });
  });

  describe('bad input', () => {
    const at = written(1, 1);
    const off = '{lon: 118, lat: 91}';
    const far = written(4, 14);
    it.each([
      ['no places', 'serviceAreas { reachedMeters }', 'BAD_USER_INPUT'],
      ['both kinds of places', `serviceAreas(facilityIds: [], at: []) { reachedMeters }`, 'BAD_USER_INPUT'],
      ['a cutoff of 0', `serviceAreas(at: [${at}], walkMinutes: 0) { reachedMeters }`, 'BAD_USER_INPUT'],
      [
        'a cutoff of a day',
        `serviceAreas(at: [${at}], walkMinutes: 1440) { reachedMeters }`,
        'BAD_USER_INPUT',
      ],
      [
        'a speed of 0',
        `serviceAreas(at: [${at}], speedMetersPerSecond: 0) { reachedMeters }`,
        'BAD_USER_INPUT',
      ],
      ['a point off the Earth', `serviceAreas(at: [${at}, ${off}]) { reachedMeters }`, 'BAD_USER_INPUT'],
      [
        'a negative speed',
        `travelTimes(origins: [${at}], destinations: [${at}], speedMetersPerSecond: -1) { snapshotId }`,
        'BAD_USER_INPUT',
      ],
      [
        'a matrix of no minutes',
        `travelTimes(origins: [${at}], destinations: [${at}], walkMinutes: 0) { snapshotId }`,
        'BAD_USER_INPUT',
      ],
      [
        'a matrix of a point off the Earth',
        `travelTimes(origins: [${at}], destinations: [${off}]) { snapshotId }`,
        'BAD_USER_INPUT',
      ],
      [
        'a speed of a car',
        `nearestFacility(at: ${at}, service: MEAL, speedMetersPerSecond: 20) { walkSeconds }`,
        'BAD_USER_INPUT',
      ],
      [
        'a facility nearest to no street',
        `nearestFacility(at: ${far}, service: MEAL) { walkSeconds }`,
        'FAILED_PRECONDITION',
      ],
      [
        'a route at no speed',
        `route(from: ${at}, to: ${at}, speedMetersPerSecond: 0) { walkSeconds }`,
        'BAD_USER_INPUT',
      ],
      ['a route to no street', `route(from: ${at}, to: ${far}) { walkSeconds }`, 'FAILED_PRECONDITION'],
    ])('refuses %s', async (_, query, code) => {
      expect((await rooms.refusal(`{ ${query} }`)).code).toBe(code);
    });

    const many = (count: number) => Array.from({ length: count }, () => point(1, 1));
    it.each([
      ['serviceAreas(at: $many)', 10_000, 500],
      ['travelTimes(origins: $many, destinations: $one)', 10_000, 1000],
      ['travelTimes(origins: $one, destinations: $many)', 10_000, 1000],
      ['travelTimes(origins: $many, destinations: $many)', 101, 10_000],
    ])('refuses %s with %i points', async (query, count, limit) => {
      const { code, details, message } = await rooms.refusal(
        `query (${query.includes('$one') ? '$one: [PointInput!]!, ' : ''}$many: [PointInput!]!) { ${query} { snapshotId } }`,
        { variables: { many: many(count), one: many(1) } },
      );
      expect(code).toBe('LIMIT_EXCEEDED');
      expect(details.limit).toBe(limit);
      expect(message).toContain(String(limit));
    });

    it('refuses too many facilities', async () => {
      const ids = Array.from({ length: 501 }, (_, k) => `f${k}`);
      const refusal = await rooms.refusal(
        'query ($ids: [ID!]) { serviceAreas(facilityIds: $ids) { snapshotId } }',
        { variables: { ids } },
      );
      expect(refusal).toMatchObject({ code: 'LIMIT_EXCEEDED', details: { limit: 500, count: 501 } });
    });

    it('answers the largest matrix there may be', async () => {
      const { travelTimes } = await rooms.data(
        `query ($many: [PointInput!]!) { travelTimes(origins: $many, destinations: $many) { rows { walkSeconds } } }`,
        { variables: { many: many(100) } },
      );
      expect(travelTimes.rows.flatMap(({ walkSeconds }: Json) => walkSeconds)).toHaveLength(10_000);
    });

    it('stops when the client has gone', async () => {
      const signal = AbortSignal.abort(new Error('gone'));
      for (const query of [
        `serviceAreas(at: [${at}]) { reachedMeters }`,
        `travelTimes(origins: [${at}], destinations: [${at}]) { snapshotId }`,
        `nearestFacility(at: ${at}, service: MEAL) { walkSeconds }`,
        `route(from: ${at}, to: ${at}) { walkSeconds }`,
      ]) {
        const { errors } = await rooms.ask(`{ ${query} }`, { signal });
        expect(errors?.[0].message).toBe('gone');
      }
    });
  });
});
