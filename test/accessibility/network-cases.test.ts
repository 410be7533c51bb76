import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWalkNetwork, splitWays } from '../../src/kernel/network/index.js';
import { gridNetwork, gridPlace, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';
import { WaySetBuilder } from '../support/way-set-builder.js';

const written = (east: number, north: number) => {
  const [lon, lat] = gridPlace(east, north);
  return `{lon: ${lon}, lat: ${lat}}`;
};

describe('a network of one edge', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const builder = new WaySetBuilder();
    builder.way([builder.node(...gridPlace(0, 0)), builder.node(...gridPlace(1, 0))]);
    await writeTown(rooms.database.manager, gridTown);
    await publishNetwork(rooms.database.manager, buildWalkNetwork(splitWays(builder.build()).segments));
  });
  afterAll(() => rooms.close());

  it('answers every question', async () => {
    const [a, b] = [written(0.25, 0), written(0.75, 0)];
    const answer = await rooms.data(
      `{ serviceAreas(at: [${a}], walkMinutes: 1, speedMetersPerSecond: 1) { reachedMeters areaSquareMeters }
         travelTimes(origins: [${a}], destinations: [${a}, ${b}], speedMetersPerSecond: 1) { rows { walkSeconds } }
         nearestFacility(at: ${a}, service: STATION) { walkSeconds facilitiesWithoutWalkway }
         route(from: ${a}, to: ${b}, speedMetersPerSecond: 1) { walkSeconds lengthMeters } }`,
    );
    // 25 m to the one end, 60 m towards the other.
    expect(answer.serviceAreas[0].reachedMeters).toBeCloseTo(85, 1);
    expect(answer.serviceAreas[0].areaSquareMeters).toBeGreaterThan(3000);
    expect(answer.travelTimes.rows[0].walkSeconds).toEqual([0, 50]);
    expect(answer.nearestFacility).toEqual({ walkSeconds: null, facilitiesWithoutWalkway: 1 });
    expect(answer.route.walkSeconds).toBeCloseTo(50, 1);
    expect(answer.route.lengthMeters).toBeCloseTo(50, 1);
  });
});

describe('without a network', () => {
  it('says how to get one', async () => {
    const rooms = await openTestRooms();
    const at = written(1, 1);
    for (const query of [
      `serviceAreas(at: [${at}, ${at}]) { reachedMeters }`,
      `travelTimes(origins: [${at}], destinations: [${at}]) { snapshotId }`,
      `nearestFacility(at: ${at}, service: MEAL) { walkSeconds }`,
      `route(from: ${at}, to: ${at}) { walkSeconds }`,
    ]) {
      const refusal = await rooms.refusal(`{ ${query} }`);
      expect(refusal).toMatchObject({ code: 'FAILED_PRECONDITION', details: { reason: 'NO_NETWORK' } });
    }
    await rooms.close();
  });
});

describe('while a new network is published', () => {
  it('every request succeeds and names one of the two snapshots, later ones the new one', async () => {
    const rooms = await openTestRooms();
    const { manager } = rooms.database;
    await writeTown(manager, gridTown);
    const first = await publishNetwork(manager, gridNetwork());
    const ask = async () => {
      const { serviceArea, serviceAreas, travelTimes } = await rooms.data(
        `{ serviceArea(facilityId: "F1", walkMinutes: 15, speedMetersPerSecond: 1) { snapshotId reachedMeters areaSquareMeters }
           serviceAreas(facilityIds: ["F1", "F3"], walkMinutes: 15, speedMetersPerSecond: 1) { snapshotId reachedMeters }
           travelTimes(origins: [${written(0, 0)}], destinations: [${written(5, 5)}], speedMetersPerSecond: 1) {
             snapshotId rows { walkSeconds } } }`,
      );
      return { answers: [serviceArea, ...serviceAreas, travelTimes], serviceArea, travelTimes };
    };
    // Four clients ask without a break until each has had an answer from the new network.
    let second: string | null = null;
    const client = async () => {
      const answers = [await ask()];
      while (answers.at(-1)!.serviceArea.snapshotId !== second) answers.push(await ask());
      return answers;
    };
    const clients = Array.from({ length: 4 }, client);
    await ask();
    second = await publishNetwork(manager, gridNetwork(6));
    const asked = (await Promise.all(clients)).flat();
    const seen = new Set<string>();
    for (const { answers, serviceArea, travelTimes } of asked) {
      const [snapshotId] = new Set(answers.map((answer: Json) => answer.snapshotId));
      // Answers of one request come from one snapshot, and the figures are that snapshot's.
      expect(new Set(answers.map((answer: Json) => answer.snapshotId)).size).toBe(1);
      expect([first, second]).toContain(snapshotId);
      seen.add(snapshotId);
      expect(serviceArea.reachedMeters).toBeCloseTo(snapshotId === first ? 4000 : 6000, 0);
      expect(serviceArea.areaSquareMeters).toBeGreaterThan(0);
      const far = travelTimes.rows[0].walkSeconds[0];
      if (snapshotId === first) expect(far).toBeCloseTo(800 + 141.4, 0);
      else expect(far).toBe(1000);
    }
    expect(seen).toEqual(new Set([first, second]));
    expect((await ask()).serviceArea.snapshotId).toBe(second);
    await rooms.close();
  });
});
