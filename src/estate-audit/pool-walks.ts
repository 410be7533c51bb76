import { type DataVersion, type NetworkHolder, type WalkEnd, walksBetween } from '../accessibility/index.js';
import type { LedgerEstateRow, LedgerPoolRow } from '../estates/index.js';
import { type AllocationRule, AllocationRules } from '../kernel/estates/allocation-rule.js';
import { countedRooms } from '../kernel/estates/counted-rooms.js';
import type { EstatePool } from '../kernel/estates/estate-ledger.js';
import { standingOf } from '../kernel/estates/estate-standing.js';
import { inTurns } from '../platform/compute/in-turns.js';
import type { EntrancesRepository, EstateGate } from './entrances.repository.js';

/** What pools are walked with. */
export interface PoolGround {
  readonly estates: readonly LedgerEstateRow[];
  readonly rules: readonly AllocationRule[];
  readonly asOf: string;
  readonly version: DataVersion;
}

interface PoolPlaces {
  readonly pool: LedgerPoolRow;
  /** Where the rooms that count are; a room that is nowhere is reached by nobody. */
  readonly rooms: WalkEnd;
}

/** Walks are told up to this many times what the rules allow; what is farther is only too far. */
const TOLD_BEYOND_LIMIT = 2;

/**
 * How far the members of each pool walk to its nearest room that counts, over the network, from the entrance that is
 * nearest; null where nobody can walk there, or farther than any member's rule allows.
 */
export class PoolWalks {
  constructor(
    private readonly networks: NetworkHolder,
    private readonly entrances: EntrancesRepository,
  ) {}

  async of(pools: readonly LedgerPoolRow[], ground: PoolGround): Promise<EstatePool[]> {
    if (pools.length === 0) return [];
    const { places, limits } = await inTurns(placesOf(pools, ground));
    // A pool whose members may walk however far needs no walk at all.
    const walked = places.filter(({ pool }) => limits.get(pool.id) !== null);
    const meters = await this.walk(walked, limits, ground.version);
    return pools.map(({ id, estateIds }) => ({
      id,
      members: estateIds.map((estateId) => ({
        estateId,
        walkMeters: meters.get(`${id} ${estateId}`) ?? null,
      })),
    }));
  }

  private async walk(
    places: readonly PoolPlaces[],
    limits: ReadonlyMap<string, number | null>,
    version: DataVersion,
  ): Promise<ReadonlyMap<string, number>> {
    const meters = new Map<string, number>();
    if (places.length === 0 || version.snapshotId === null) return meters;
    const members = [...new Set(places.flatMap(({ pool }) => pool.estateIds))];
    const origins = endsOf(members, await this.entrances.readOf(members));
    const numberOf = new Map(members.map((id, at) => [id, at]));
    const longest = Math.max(...places.map(({ pool }) => limits.get(pool.id)!));
    const held = await this.networks.at(version);
    const { walks } = await walksBetween(
      held,
      origins,
      places.map(({ rooms }) => rooms),
      TOLD_BEYOND_LIMIT * longest,
    );
    const found = new Map(
      walks.map(({ origin, destination, meters }) => [`${origin} ${destination}`, meters]),
    );
    for (const [destination, { pool }] of places.entries()) {
      for (const estateId of pool.estateIds) {
        const walk = found.get(`${numberOf.get(estateId)!} ${destination}`);
        if (walk !== undefined) meters.set(`${pool.id} ${estateId}`, walk);
      }
    }
    return meters;
  }
}

/** Rooms that count, and the longest walk any member's rule allows; null where no rule limits it. */
function* placesOf(
  pools: readonly LedgerPoolRow[],
  { estates, rules, asOf }: PoolGround,
): Generator<void, { places: PoolPlaces[]; limits: Map<string, number | null> }> {
  const table = new AllocationRules(rules);
  const byId = new Map(estates.map((estate) => [estate.id, estate]));
  const limits = new Map<string, number | null>();
  const places: PoolPlaces[] = [];
  for (const pool of pools) {
    const members = pool.estateIds.flatMap((id) => byId.get(id) ?? []);
    const walks = members.map((member) => standingOf(member, table, asOf).rule?.pooling?.walkMeters ?? null);
    const known = walks.filter((walk) => walk !== null);
    limits.set(pool.id, known.length === 0 ? null : Math.max(...known));
    const points = members.flatMap((member) => {
      const counted = new Set(countedRooms(member, table, asOf));
      return member.rooms.flatMap(({ id, lon, lat }) =>
        counted.has(id) && lon !== null && lat !== null ? [{ lon, lat }] : [],
      );
    });
    places.push({ pool, rooms: { points } });
    yield;
  }
  return { places, limits };
}

function endsOf(ids: readonly string[], rows: readonly EstateGate[]): WalkEnd[] {
  const points = new Map(ids.map((id): [string, { lon: number; lat: number }[]] => [id, []]));
  for (const { estateId, lon, lat } of rows) points.get(estateId)?.push({ lon, lat });
  return ids.map((id) => ({ points: points.get(id)! }));
}
