import { add, compare, type Rational, subtract, ZERO } from '../rational.js';
import type { AllocationRule } from './allocation-rule.js';
import { type EstateFinding, finding } from './estate-finding.js';
import type { EstatePool } from './estate-ledger.js';
import { areaText } from './room-provision.js';

/** What a member brings to a pool. */
export interface PoolMember {
  readonly rule: AllocationRule;
  /** Households × rate, without the minimum of a site. */
  readonly baseSquareMeters: Rational;
  readonly providedSquareMeters: Rational;
}

export interface SettledPool {
  /** Area each member gets from the others (above 0) or gives them (below 0), sums to 0; null: the pool does not hold. */
  readonly shares: ReadonlyMap<string, Rational> | null;
  /** What each member is told: whoever walks too far that it does, the others who does. */
  readonly findings: ReadonlyMap<string, readonly EstateFinding[]>;
}

/**
 * A pool holds when its members together provide what they owe together, which is the sum of their parts and at least
 * one site of the minimum size, every rule allows it and everyone walks to it within the limit (METHODS E8). Then who
 * has more gives to who has less, both in the order of their ids, so that no square metre serves twice.
 * @param members by estate id, all of the pool's
 */
export function settlePool(pool: EstatePool, members: ReadonlyMap<string, PoolMember>): SettledPool {
  const ids = pool.members.map(({ estateId }) => estateId).sort();
  const of = (id: string) => members.get(id)!;
  const ofAll: EstateFinding[] = [];
  const forbidding = [...new Set(ids.filter((id) => !of(id).rule.pooling).map((id) => of(id).rule.id))];
  if (forbidding.length > 0) ofAll.push(finding('POOL_NOT_ALLOWED', pool.id, {}, forbidding));
  const tooFar = new Map<string, EstateFinding>();
  for (const { estateId, walkMeters } of pool.members) {
    const { rule } = of(estateId);
    const limitMeters = rule.pooling?.walkMeters ?? null;
    if (limitMeters === null || (walkMeters !== null && walkMeters <= limitMeters)) continue;
    const facts = { estateId, walkMeters, limitMeters };
    tooFar.set(estateId, finding('POOL_TOO_FAR', `${pool.id} ${estateId}`, facts, [rule.id]));
  }
  const minimum = ids.map((id) => of(id).rule.minimumSiteSquareMeters ?? ZERO).reduce(larger, ZERO);
  const required = larger(ids.map((id) => of(id).baseSquareMeters).reduce(add, ZERO), minimum);
  const provided = ids.map((id) => of(id).providedSquareMeters).reduce(add, ZERO);
  if (compare(provided, required) < 0) {
    const facts = {
      requiredSquareMeters: areaText(required),
      providedSquareMeters: areaText(provided),
    };
    const ruleIds = [...new Set(ids.map((id) => of(id).rule.id))];
    ofAll.push(finding('POOL_TOO_SMALL', pool.id, facts, ruleIds));
  }
  const othersTooFar = tooFar.size > 0 ? [poolNotSettled(pool.id, { tooFar: [...tooFar.keys()] })] : [];
  const findings = ids.map((id): [string, EstateFinding[]] => {
    const own = tooFar.get(id);
    return [id, [...ofAll, ...(own ? [own] : othersTooFar)]];
  });
  const holds = ofAll.length === 0 && tooFar.size === 0;
  return { shares: holds ? sharesOf(ids, of) : null, findings: new Map(findings) };
}

/** Tells a member that its pool does not hold because of others. */
export function poolNotSettled(
  poolId: string,
  {
    tooFar = [],
    keptApart = [],
  }: { readonly tooFar?: readonly string[]; readonly keptApart?: readonly string[] },
): EstateFinding {
  const names = (ids: readonly string[]) => (ids.length > 0 ? [...ids].sort().join(' ') : null);
  return finding('POOL_NOT_SETTLED', poolId, { tooFar: names(tooFar), keptApart: names(keptApart) });
}

function sharesOf(ids: readonly string[], of: (id: string) => PoolMember): ReadonlyMap<string, Rational> {
  const surplus = new Map(
    ids.map((id) => [id, subtract(of(id).providedSquareMeters, of(id).baseSquareMeters)]),
  );
  const shares = new Map(ids.map((id) => [id, ZERO]));
  const givers = ids.filter((id) => compare(surplus.get(id)!, ZERO) > 0);
  let at = 0;
  for (const taker of ids) {
    let lack = subtract(ZERO, surplus.get(taker)!);
    while (compare(lack, ZERO) > 0) {
      const giver = givers[at];
      const left = add(surplus.get(giver)!, shares.get(giver)!);
      const given = compare(left, lack) < 0 ? left : lack;
      shares.set(taker, add(shares.get(taker)!, given));
      shares.set(giver, subtract(shares.get(giver)!, given));
      lack = subtract(lack, given);
      if (compare(given, left) === 0) at++;
    }
  }
  return shares;
}

export function larger(a: Rational, b: Rational): Rational {
  return compare(a, b) < 0 ? b : a;
}
