import type { Point } from 'geojson';
import type { SourceRecord } from '../../src/imports/source-record.js';
import { isNew, LATEST_EVIDENCE, monthsFrom } from './estate-dates.js';
import { createPrng, type Prng } from './prng.js';

/** Care rooms of the estates, the evidence of their steps, and estates that share. */
export interface CareRoomRecords {
  readonly careRooms: readonly SourceRecord[];
  readonly evidence: readonly SourceRecord[];
  readonly pools: readonly SourceRecord[];
}

const STEPS = ['PLANNED', 'BUILT', 'ACCEPTED', 'DELIVERED'] as const;
const NEW_RATE = 0.2;
const EXISTING_RATE = 0.15;
const POOLS = 8;
const METERS_PER_DEGREE = [92_500, 110_900];

interface WantedRoom {
  readonly estateIds: readonly string[];
  readonly area: number;
  readonly dates: Readonly<Partial<Record<(typeof STEPS)[number], string>>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/**
 * A mix worth auditing: new estates that are settled, lack area, have no room, or whose housing came before the room;
 * rooms left vacant or put to other use; one claimed twice, one larger than its building; existing estates with and
 * without rooms, some of which share.
 */
export function careRoomRecords(estates: readonly SourceRecord[], seed: number): CareRoomRecords {
  const chance = createPrng(seed, 'care rooms');
  const existing = estates.filter((estate) => !isNew(estate));
  const sharing = pairsOf(existing, chance);
  const shared = new Set(sharing.flat());
  const wanted = estates.flatMap((estate) => {
    if (shared.has(estate)) return [];
    return isNew(estate) ? roomsOfNew(estate, chance) : roomsOfExisting(estate, chance);
  });
  // The first of a pair has the room of both; the last one is too small.
  wanted.push(
    ...sharing.map(([host, other], at): WantedRoom => {
      const owed = EXISTING_RATE * (households(host) + households(other));
      const area = round(owed * (at === POOLS - 1 ? 0.7 : chance.range(1.02, 1.3)));
      return { estateIds: [id(host)], area, dates: openedOn(chance.int(2018, 2024), chance) };
    }),
  );
  const faulty = withFaults(wanted, estates.filter(isNew));
  const places = new Map(estates.map((estate) => [id(estate), estate]));
  const careRooms = faulty.map((room, at) => roomRecord(room, at, places.get(room.estateIds[0])!, chance));
  const evidence = faulty.flatMap(({ dates }, at) =>
    STEPS.flatMap((step) => {
      const on = dates[step];
      if (on === undefined || on > LATEST_EVIDENCE) return [];
      const document = `样例${on.slice(0, 4)}年第${chance.int(1, 400)}号`;
      return [{ careRoomId: roomId(at), step, happenedOn: on, document }];
    }),
  );
  const pools = sharing.map((members, at) => ({
    id: `POOL-${String(at + 1).padStart(2, '0')}`,
    name: `合建${at + 1}组（样例）`,
    estateIds: members.map(id).join(';'),
    agreedOn: `20${18 + (at % 6)}-05-20`,
    document: `样例合建协议第${at + 1}号`,
  }));
  return { careRooms, evidence: evidence.map(asRecord), pools: pools.map(asRecord) };
}

function roomsOfNew(estate: SourceRecord, chance: Prng): WantedRoom[] {
  const { properties } = estate;
  const owed = NEW_RATE * households(estate);
  const fate = chance.next();
  const housing = {
    PLANNED: properties.plannedOn as string | undefined,
    BUILT: properties.builtOn as string | undefined,
    ACCEPTED: properties.acceptedOn as string | undefined,
    DELIVERED: properties.deliveredOn as string,
  };
  const estateIds = [id(estate)];
  const enough = round(owed * chance.range(1, 1.25));
  if (fate < 0.45) return [{ estateIds, area: enough, dates: housing }];
  if (fate < 0.62) return [{ estateIds, area: round(owed * chance.range(0.35, 0.85)), dates: housing }];
  if (fate < 0.74) return [];
  if (fate < 0.86) {
    const late = monthsFrom(housing.DELIVERED, chance.int(5, 20));
    const accepted = monthsFrom(late, -2);
    return [{ estateIds, area: enough, dates: { ...housing, ACCEPTED: accepted, DELIVERED: late } }];
  }
  const use = fate < 0.93 ? 'VACANT' : 'OTHER';
  return [{ estateIds, area: enough, dates: housing, values: { use } }];
}

function roomsOfExisting(estate: SourceRecord, chance: Prng): WantedRoom[] {
  const owed = EXISTING_RATE * households(estate);
  if (chance.chance(0.45)) return [];
  const share = chance.chance(0.6) ? chance.range(1, 1.6) : chance.range(0.3, 0.95);
  const dates = openedOn(chance.int(2016, 2025), chance);
  return [{ estateIds: [id(estate)], area: round(owed * share), dates }];
}

/** Steps of a room fitted into an estate that has long stood. */
function openedOn(year: number, chance: Prng): WantedRoom['dates'] {
  const DELIVERED = `${year}-${String(chance.int(3, 12)).padStart(2, '0')}-${String(chance.int(1, 28)).padStart(2, '0')}`;
  return {
    PLANNED: monthsFrom(DELIVERED, -14),
    BUILT: monthsFrom(DELIVERED, -4),
    ACCEPTED: monthsFrom(DELIVERED, -2),
    DELIVERED,
  };
}

/** The first room is claimed by a second estate too, the next one is larger than its building. */
function withFaults(rooms: readonly WantedRoom[], estates: readonly SourceRecord[]): WantedRoom[] {
  const ofNew = new Set(estates.map(id));
  const [first, second] = rooms.filter(({ estateIds }) => ofNew.has(estateIds[0]));
  const neighbour = estates.map(id).find((estate) => !first.estateIds.includes(estate))!;
  return rooms.map((room) => {
    if (room === first) return { ...room, estateIds: [...room.estateIds, neighbour] };
    if (room === second)
      return { ...room, values: { ...room.values, buildingAreaSquareMeters: round(room.area * 0.6) } };
    return room;
  });
}

function roomRecord(room: WantedRoom, at: number, estate: SourceRecord, chance: Prng): SourceRecord {
  const { divisionCode, name, entrances } = estate.properties as Record<string, string>;
  const isDelivered = room.dates.DELIVERED !== undefined && room.dates.DELIVERED <= LATEST_EVIDENCE;
  const properties = {
    id: roomId(at),
    name: `${name.replace('（样例）', '')}养老服务用房（样例）`,
    estateIds: room.estateIds.join(';'),
    floorAreaSquareMeters: room.area,
    buildingAreaSquareMeters: round(room.area * chance.range(3, 12)),
    floor: chance.chance(0.8) ? 1 : 2,
    ownEntrance: chance.chance(0.85),
    liftOrRamp: chance.chance(0.7),
    isRegistered: chance.chance(0.8),
    handedOverCode: isDelivered ? `${divisionCode.slice(0, 9)}000` : undefined,
    use: isDelivered ? 'CARE' : undefined,
    ...room.values,
  };
  const [lon, lat] = entrances.split(';')[0].split(' ').map(Number);
  const geometry: Point = { type: 'Point', coordinates: [lon, lat] };
  return { row: at + 1, properties, geometry };
}

/** Estates and the nearest other one that is not yet in a pair; of the last but one, one more than a kilometre away. */
function pairsOf(estates: readonly SourceRecord[], chance: Prng): [SourceRecord, SourceRecord][] {
  const free = new Set(chance.shuffled(estates));
  const pairs: [SourceRecord, SourceRecord][] = [];
  for (const host of free) {
    if (pairs.length === POOLS) break;
    free.delete(host);
    const least = pairs.length === POOLS - 2 ? 1_200 : 0;
    const others = [...free].map((other) => ({ other, meters: metersBetween(host, other) }));
    const near = others.filter(({ meters }) => meters >= least).sort((a, b) => a.meters - b.meters)[0];
    if (least === 0 && near.meters > 400) continue;
    free.delete(near.other);
    pairs.push([host, near.other]);
  }
  return pairs;
}

/** Between first gates. */
function metersBetween(a: SourceRecord, b: SourceRecord): number {
  const [from, to] = [a, b].map(({ properties }) =>
    (properties.entrances as string).split(';')[0].split(' ').map(Number),
  );
  return Math.hypot(...from.map((value, axis) => (value - to[axis]) * METERS_PER_DEGREE[axis]));
}

const id = ({ properties }: SourceRecord): string => properties.id as string;
const households = ({ properties }: SourceRecord): number =>
  (properties.households as number | undefined) ?? 400;
const round = (area: number): number => Math.round(area * 10) / 10;
const roomId = (at: number): string => `CR-${String(at + 1).padStart(4, '0')}`;

export function asRecord(properties: Readonly<Record<string, unknown>>, at: number): SourceRecord {
  return { row: at + 1, properties, geometry: null };
}
