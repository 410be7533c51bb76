import { finish } from '../finish.js';
import { add, compare, multiply, type Rational, rational, subtract, ZERO } from '../rational.js';
import { type AllocationRule, AllocationRules, type EstateClass } from './allocation-rule.js';
import { type EstateFinding, finding } from './estate-finding.js';
import type { EstatePool, LedgerEstate, Milestones, SyncStep } from './estate-ledger.js';
import { datesOutOfOrder, standingOf } from './estate-standing.js';
import { fourSync } from './four-sync.js';
import { areaText, provisionOf, type RoomProvision } from './room-provision.js';
import { larger, poolNotSettled, type PoolMember, settlePool } from './settle-pool.js';

/** An entrance farther from its estate than this belongs to another one. */
export const FARTHEST_ENTRANCE_METERS = 500;

/** What one estate owes, has and lacks on a date; areas are exact. */
export interface EstateAudit {
  readonly estateId: string;
  readonly estateClass: EstateClass | null;
  readonly rule: AllocationRule | null;
  /** False: data findings, or a grant after the date, keep it apart from every total. */
  readonly isCounted: boolean;
  /** Null where no rule or no number of households says. In a pool that holds: the estate's own part. */
  readonly requiredSquareMeters: Rational | null;
  /** In its own rooms. */
  readonly providedSquareMeters: Rational;
  /** Got from (above 0) or given to (below 0) the other members of its pool. */
  readonly pooledSquareMeters: Rational;
  readonly poolId: string | null;
  readonly deficitSquareMeters: Rational | null;
  /** Four-sync status; null where nothing is planned or nothing is owed. */
  readonly step: SyncStep | null;
  readonly roomSteps: Milestones | null;
  readonly rooms: readonly { readonly roomId: string; readonly provision: RoomProvision }[];
  readonly findings: readonly EstateFinding[];
}

/** What is known of an estate before pools. */
interface Draft {
  readonly estate: LedgerEstate;
  readonly estateClass: EstateClass | null;
  readonly rule: AllocationRule | null;
  readonly base: Rational | null;
  readonly provided: Rational;
  readonly rooms: EstateAudit['rooms'];
  readonly findings: EstateFinding[];
}

/** Estates audited between two chances to let others run: some tenths of a millisecond. */
const ESTATES_PER_STEP = 32;

/**
 * Audits estates on a date (METHODS E8): required = rate ÷ 100 × households, at least one minimum site; provided = area
 * that counts; deficit = what is missing after pooling, never below 0.
 * @param rules of all jurisdictions and dates
 * @param asOf calendar date, YYYY-MM-DD
 * @returns in the order of `estates`
 */
export function auditEstates(
  estates: readonly LedgerEstate[],
  rules: readonly AllocationRule[],
  pools: readonly EstatePool[],
  asOf: string,
): EstateAudit[] {
  return finish(auditSteps(estates, rules, pools, asOf));
}

/** The same in short steps. */
export function* auditSteps(
  estates: readonly LedgerEstate[],
  rules: readonly AllocationRule[],
  pools: readonly EstatePool[],
  asOf: string,
): Generator<void, EstateAudit[]> {
  const table = new AllocationRules(rules);
  const claims = yield* roomsClaimedTwice(estates);
  const drafts = new Map<string, Draft>();
  for (const estate of estates) {
    drafts.set(estate.id, draftOf(estate, table, claims, asOf));
    if (drafts.size % ESTATES_PER_STEP === 0) yield;
  }
  const pooled = yield* settlePools(pools, drafts);
  const audits: EstateAudit[] = [];
  for (const { id } of estates) {
    audits.push(conclude(drafts.get(id)!, pooled.get(id) ?? null, drafts, asOf));
    if (audits.length % ESTATES_PER_STEP === 0) yield;
  }
  return audits;
}

/** Who claims each room that several claim, in the order of the estates. */
function* roomsClaimedTwice(
  estates: readonly LedgerEstate[],
): Generator<void, ReadonlyMap<string, readonly string[]>> {
  const first = new Map<string, string>();
  const claimants = new Map<string, string[]>();
  let at = 0;
  for (const { id, rooms } of estates) {
    if (at++ % (8 * ESTATES_PER_STEP) === 0) yield;
    for (const room of rooms) {
      const other = first.get(room.id);
      if (other === undefined) {
        first.set(room.id, id);
        continue;
      }
      const known = claimants.get(room.id);
      if (known) known.push(id);
      else claimants.set(room.id, [other, id]);
    }
  }
  return claimants;
}

function draftOf(
  estate: LedgerEstate,
  rules: AllocationRules,
  claims: ReadonlyMap<string, readonly string[]>,
  asOf: string,
): Draft {
  const { estateClass, rule, findings: standing } = standingOf(estate, rules, asOf);
  const findings = [...standing, ...datesOutOfOrder(estate.steps, estate.grantedOn, '')];
  const { households, farthestEntranceMeters, grantedOn } = estate;
  if (grantedOn !== null && grantedOn > asOf) findings.push(finding('NOT_GRANTED_YET', '', { grantedOn }));
  if (!households) findings.push(finding('HOUSEHOLDS_MISSING', '', { households }));
  if (farthestEntranceMeters > FARTHEST_ENTRANCE_METERS) {
    const meters = Math.round(farthestEntranceMeters);
    findings.push(finding('ENTRANCE_FAR', '', { meters, limitMeters: FARTHEST_ENTRANCE_METERS }));
  }
  const rooms = estate.rooms.map((room) => ({ roomId: room.id, provision: provisionOf(room, rule, asOf) }));
  let provided = ZERO;
  for (const { roomId, provision } of rooms) {
    findings.push(...provision.findings);
    if (provision.countedSquareMeters) provided = add(provided, provision.countedSquareMeters);
    const claimants = claims.get(roomId);
    if (claimants) findings.push(finding('ROOM_CLAIMED_TWICE', roomId, { estates: claimants.join(' ') }));
  }
  const base =
    rule && households ? multiply(rule.squareMetersPerHundredHouseholds, rational(households, 100)) : null;
  return { estate, estateClass, rule, base, provided, rooms, findings };
}

interface Pooling {
  readonly pool: EstatePool;
  readonly share: Rational | null;
}

/** The pool of each pooled estate. One with a member kept apart is not settled, and the others are told. */
function* settlePools(
  pools: readonly EstatePool[],
  drafts: ReadonlyMap<string, Draft>,
): Generator<void, Map<string, Pooling>> {
  const pooled = new Map<string, Pooling>();
  const poolsOf = new Map<string, string[]>();
  for (const pool of pools) {
    for (const { estateId } of pool.members)
      poolsOf.set(estateId, [...(poolsOf.get(estateId) ?? []), pool.id]);
    yield;
  }
  for (const [estateId, ids] of poolsOf) {
    if (ids.length > 1)
      drafts.get(estateId)?.findings.push(finding('POOLED_TWICE', '', { pools: ids.sort().join(' ') }));
  }
  for (const pool of pools) {
    yield;
    const sound = pool.members.flatMap(({ estateId }) => {
      const draft = drafts.get(estateId);
      return draft && isSound(draft) ? [draft] : [];
    });
    if (sound.length < pool.members.length) {
      const soundIds = new Set(sound.map(({ estate }) => estate.id));
      const keptApart = pool.members.map(({ estateId }) => estateId).filter((id) => !soundIds.has(id));
      for (const { findings } of sound) findings.push(poolNotSettled(pool.id, { keptApart }));
      continue;
    }
    const parts = new Map(
      sound.map((draft): [string, PoolMember] => [
        draft.estate.id,
        { rule: draft.rule!, baseSquareMeters: draft.base!, providedSquareMeters: draft.provided },
      ]),
    );
    const { shares, findings } = settlePool(pool, parts);
    for (const { estate, findings: own } of sound) {
      own.push(...findings.get(estate.id)!);
      pooled.set(estate.id, { pool, share: shares?.get(estate.id) ?? null });
    }
  }
  return pooled;
}

/** Whether an estate's figures can be trusted and counted. */
function isSound({ rule, base, findings }: Draft): boolean {
  const keepsApart = ({ severity, code }: EstateFinding) => severity === 'DATA' || code === 'NOT_GRANTED_YET';
  return rule !== null && base !== null && !findings.some(keepsApart);
}

function conclude(
  draft: Draft,
  pooling: Pooling | null,
  drafts: ReadonlyMap<string, Draft>,
  asOf: string,
): EstateAudit {
  const { estate, estateClass, rule, base, provided, rooms } = draft;
  const findings = [...draft.findings];
  const isCounted = isSound(draft);
  const share = pooling?.share ?? null;
  const alone = base && larger(base, rule!.minimumSiteSquareMeters ?? ZERO);
  const required = share ? base : alone;
  const missing = required && subtract(subtract(required, provided), share ?? ZERO);
  const deficit = missing && larger(missing, ZERO);
  if (deficit && isCounted && compare(deficit, ZERO) > 0) {
    const facts = {
      households: estate.households,
      requiredSquareMeters: areaText(required!),
      providedSquareMeters: areaText(provided),
      deficitSquareMeters: areaText(deficit),
    };
    findings.push(finding('AREA_DEFICIT', '', facts, [rule!.id]));
  }
  const isOwed = estateClass === 'NEW' && required !== null && isCounted;
  const owedRooms =
    share && estate.rooms.length === 0
      ? pooling!.pool.members.flatMap(({ estateId }) => drafts.get(estateId)!.estate.rooms)
      : estate.rooms;
  const sync = isOwed ? fourSync(estate.steps, owedRooms, required, asOf, [rule!.id]) : null;
  if (sync) findings.push(...sync.findings);
  return {
    estateId: estate.id,
    estateClass,
    rule,
    isCounted,
    requiredSquareMeters: required,
    providedSquareMeters: provided,
    pooledSquareMeters: share ?? ZERO,
    poolId: pooling?.pool.id ?? null,
    deficitSquareMeters: deficit,
    step: sync?.step ?? null,
    roomSteps: sync?.roomSteps ?? null,
    rooms,
    findings,
  };
}
