import { describe, expect, it } from 'vitest';
import {
  deliveredMealsPerDay,
  mealsOnTrip,
  rideSecondsLeft,
} from '../../../src/kernel/meals/delivery-time.js';
import { VEHICLE_PROFILES } from '../../../src/kernel/meals/meal-vehicle.js';
import { vehicleNetwork } from '../../../src/kernel/meals/vehicle-network.js';
import { VehicleRides } from '../../../src/kernel/meals/vehicle-rides.js';
import {
  buildWalkNetwork,
  NODE_IS_KEPT,
  splitWays,
  WALKWAY_KINDS,
  type WalkwayKind,
} from '../../../src/kernel/network/index.js';
import { gridPlace } from '../../support/grid-town.js';
import { WaySetBuilder, type WayOptions } from '../../support/way-set-builder.js';

/** Ways between places told in blocks of 100 m; places told twice are one node, and each is kept where kinds change. */
function network(ways: readonly (readonly [readonly (readonly [number, number])[], WayOptions])[]) {
  const builder = new WaySetBuilder();
  const nodes = new Map<string, number>();
  const node = (at: readonly [number, number]) => {
    const key = at.join();
    if (!nodes.has(key)) nodes.set(key, builder.node(...gridPlace(...at), NODE_IS_KEPT));
    return nodes.get(key)!;
  };
  for (const [places, options] of ways) builder.way(places.map(node), options);
  return buildWalkNetwork(splitWays(builder.build()).segments);
}

const place = (...blocks: (readonly [number, number])[]) => {
  const places = blocks.map((at) => gridPlace(...at));
  return { lon: places.map(([lon]) => lon), lat: places.map(([, lat]) => lat) };
};

/** Seconds from the first place to the second, null where there is no ride. */
function seconds(
  walkways: ReturnType<typeof network>,
  vehicle: 'E_BIKE' | 'VAN',
  from: readonly [number, number],
  to: readonly [number, number],
): number | null {
  const profile = VEHICLE_PROFILES[vehicle];
  const rides = new VehicleRides(walkways, profile);
  const { speedMetersPerSecond } = profile;
  const [site, home] = rides.stopsAt(place(from, to));
  const lists = rides.within([site], [home], 3600, { speedMetersPerSecond, courierMetersPerSecond: 1 });
  return lists.point.length === 0 ? null : lists.seconds[0];
}

describe('the vehicle network', () => {
  // A street round a block, and a footway with steps straight through it.
  const town = network([
    [
      [
        [0, 0],
        [0, 4],
        [6, 4],
        [6, 0],
      ],
      { kind: 'tertiary' },
    ],
    [
      [
        [0, 0],
        [3, 0],
      ],
      { kind: 'footway' },
    ],
    [
      [
        [3, 0],
        [6, 0],
      ],
      { kind: 'steps', speedFactor: 0.5 },
    ],
  ]);

  it('leaves out footways and steps for a van, and steps alone for an electric bicycle', () => {
    const kindsOf = (vehicle: 'E_BIKE' | 'VAN') => {
      const { edgeKind } = vehicleNetwork(town, VEHICLE_PROFILES[vehicle]);
      return [...new Set(Array.from(edgeKind, (kind) => WALKWAY_KINDS[kind]))].sort();
    };
    expect(kindsOf('VAN')).toEqual(['tertiary']);
    expect(kindsOf('E_BIKE')).toEqual(['footway', 'tertiary']);
  });

  it('takes the way round where the short one is closed to the vehicle', () => {
    expect(seconds(town, 'VAN', [0, 0], [6, 0])).toBeCloseTo(1400 / 5.6, 1);
    expect(seconds(town, 'E_BIKE', [0, 0], [6, 0])).toBeCloseTo(1400 / 4.2, 1);
  });

  it('rides slower where the kind of way asks for it', () => {
    expect(seconds(town, 'E_BIKE', [0, 0], [3, 0])).toBeCloseTo(300 / (4.2 * 0.5), 1);
    const lane = network([
      [
        [
          [0, 0],
          [4, 0],
        ],
        { kind: 'service' },
      ],
    ]);
    expect(seconds(lane, 'VAN', [0, 0], [4, 0])).toBeCloseTo(400 / (5.6 * 0.5), 1);
  });

  it('has the courier walk what no vehicle may use, up to 200 m', () => {
    // 100 m of footway lie between the street and the door.
    const estate = network([
      [
        [
          [0, 0],
          [4, 0],
        ],
        { kind: 'tertiary' },
      ],
      [
        [
          [4, 0],
          [4, 1],
        ],
        { kind: 'footway' },
      ],
    ]);
    expect(seconds(estate, 'VAN', [0, 0], [4, 1])).toBeCloseTo(400 / 5.6 + 100, 1);
    expect(seconds(estate, 'E_BIKE', [0, 0], [4, 1])).toBeCloseTo(400 / 4.2 + 100 / 2.1, 1);
    const far = network([
      [
        [
          [0, 0],
          [4, 0],
        ],
        { kind: 'tertiary' },
      ],
      [
        [
          [4, 0],
          [4, 3],
        ],
        { kind: 'footway' },
      ],
    ]);
    expect(seconds(far, 'VAN', [0, 0], [4, 3])).toBeNull();
  });

  it('keeps to directions, from the site to the home', () => {
    const oneWay = network([
      [
        [
          [0, 0],
          [4, 0],
        ],
        { kind: 'residential', direction: 1 },
      ],
    ]);
    expect(seconds(oneWay, 'E_BIKE', [0, 0], [4, 0])).toBeCloseTo(400 / 4.2, 1);
    expect(seconds(oneWay, 'E_BIKE', [4, 0], [0, 0])).toBeNull();
  });

  it('does not care how slow walking is: slopes and factors are the walker’s', () => {
    const slope = network([
      [
        [
          [0, 0],
          [4, 0],
        ],
        { kind: 'tertiary', speedFactor: 0.5 },
      ],
    ]);
    expect(seconds(slope, 'VAN', [0, 0], [4, 0])).toBeCloseTo(400 / 5.6, 1);
  });

  it('knows what each kind of walkway is to each vehicle', () => {
    const closed = (vehicle: 'E_BIKE' | 'VAN') =>
      WALKWAY_KINDS.filter((kind: WalkwayKind) => VEHICLE_PROFILES[vehicle].kinds[kind] === undefined);
    expect(closed('E_BIKE')).toEqual(['steps', 'bridleway', 'platform', 'corridor']);
    expect(closed('VAN')).toEqual([
      ...['footway', 'path', 'pedestrian', 'steps', 'cycleway', 'bridleway'],
      ...['platform', 'corridor', 'crossing'],
    ]);
  });
});

describe('delivery times', () => {
  it('leave for riding what preparation, stops and handover do not take', () => {
    const times = {
      budgetSeconds: 1800,
      prepSeconds: 300,
      stopSeconds: 60,
      stopsPerTrip: 5,
      handoverSeconds: 120,
    };
    expect(rideSecondsLeft(times)).toBe(1080);
    expect(rideSecondsLeft({ ...times, stopsPerTrip: 30 })).toBe(-420);
  });

  it('are inclusive, and nobody is reached where nothing is left', () => {
    const road = network([
      [
        [
          [0, 0],
          [4, 0],
        ],
        { kind: 'tertiary' },
      ],
    ]);
    const rides = new VehicleRides(road, VEHICLE_PROFILES.VAN);
    const [site, home] = rides.stopsAt(place([0, 0], [4, 0]));
    const speeds = { speedMetersPerSecond: 4, courierMetersPerSecond: 1 };
    const exact = rides.within([site], [home], 3600, speeds).seconds[0];
    expect(rides.within([site], [home], exact, speeds).point).toHaveLength(1);
    expect(rides.within([site], [home], exact - 0.01, speeds).point).toHaveLength(0);
    expect(rides.within([site], [site], -1, speeds).point).toHaveLength(0);
    expect(rides.within([site], [site], 0, speeds).point).toHaveLength(1);
    expect(rides.within([null], [home], 3600, speeds).point).toHaveLength(0);
  });

  it('limit a trip by its stops or by what the vehicle holds', () => {
    const load = { tripsPerDay: 6, stopsPerTrip: 5, mealsPerStop: 2, mealsPerTrip: 8 };
    expect(mealsOnTrip(load)).toBe(8);
    expect(deliveredMealsPerDay(load)).toBe(48);
    expect(deliveredMealsPerDay({ ...load, mealsPerTrip: 20 })).toBe(60);
  });
});
