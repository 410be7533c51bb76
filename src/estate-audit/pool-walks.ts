import { type DataVersion, type NetworkHolder, type WalkEnd, walksBetween } from '../accessibility/index.js';
import type { EntranceRow, EstatesRepository, LedgerEstateRow, LedgerPoolRow } from '../estates/index.js';
import { type AllocationRule, AllocationRules } from '../kernel/estates/allocation-rule.js';
import { countedRooms } from '../kernel/estates/counted-rooms.js';
import type { EstatePool } from '../kernel/estates/estate-ledger.js';
import { standingOf } from '../kernel/estates/estate-standing.js';
import { inTurns } from '../platform/compute/in-turns.js';

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

/** Members of one pool come within the walk of other pools too; few at once keeps these pairs few. */
const POOLS_AT_ONCE = 50;
const ESTATES_PER_STEP = 1024;

/**
 * How far the members of each pool walk to its nearest room that counts, over the network, from the entrance that is
 * nearest; null where nobody can walk there, or farther than any member's rule allows.
 */
export class PoolWalks {
  constructor(
    private readonly networks: NetworkHolder,
    private readonly estates: Pick<EstatesRepository, 'readEntrancesOf'>,
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
    const gates = gatesOf(members, await this.estates.readEntrancesOf(members));
    const held = await this.networks.at(version);
    for (let from = 0; from < places.length; from += POOLS_AT_ONCE) {
      const batch = places.slice(from, from + POOLS_AT_ONCE);
      const walkers = batch.flatMap(({ pool }, destination) =>
        pool.estateIds.map((estateId) => ({ estateId, destination, poolId: pool.id })),
      );
      const longest = Math.max(...batch.map(({ pool }) => limits.get(pool.id)!));
      const { walks } = await walksBetween(
        held,
        walkers.map(({ estateId }) => ({ points: gates.get(estateId)! })),
        batch.map(({ rooms }) => rooms),
        TOLD_BEYOND_LIMIT * longest,
      );
      for (const walk of walks) {
        const { estateId, destination, poolId } = walkers[walk.origin];
        if (walk.destination === destination) meters.set(`${poolId} ${estateId}`, walk.meters);
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
  const byId = yield* membersOf(pools, estates);
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

/** Estates in any pool, by id. */
function* membersOf(
  pools: readonly LedgerPoolRow[],
  estates: readonly LedgerEstateRow[],
): Generator<void, ReadonlyMap<string, LedgerEstateRow>> {
  const asked = new Set<string>();
  for (const { estateIds } of pools) for (const id of estateIds) asked.add(id);
  const members = new Map<string, LedgerEstateRow>();
  for (let at = 0; at < estates.length; at++) {
    if (asked.has(estates[at].id)) members.set(estates[at].id, estates[at]);
    if (at % ESTATES_PER_STEP === 0) yield;
  }
  return members;
}

function gatesOf(ids: readonly string[], rows: readonly EntranceRow[]): ReadonlyMap<string, EntranceRow[]> {
  const gates = new Map(ids.map((id): [string, EntranceRow[]] => [id, []]));
  for (const gate of rows) gates.get(gate.estateId)?.push(gate);
  return gates;
}
