import { compensatedSum } from '../compensated-sum.js';
import type { SitingConflict } from './siting-answer.js';
import type { SitingGround, SitingLimits, SiteRole } from './siting-model.js';

/** A ground's candidates sorted into what stands anyway and what may be chosen, with the limits that are left. */
export interface SettledSites {
  /** EXISTING and LOCKED_IN candidates (positions), ascending. */
  readonly standing: readonly number[];
  /** CLOSABLE candidates first, then FREE ones, each in the order of their ids: the earlier is preferred among equals. */
  readonly choosable: readonly number[];
  /** How many of `choosable` may be open, and what they may cost; Infinity = no limit. */
  readonly p: number;
  readonly budget: number;
  /** Per choosable candidate what it costs. */
  readonly cost: Float64Array;
  /** Per choosable candidate 1 = opening it builds something, 0 = it stands. */
  readonly isNew: Uint8Array;
  /** What the locks make impossible. */
  readonly conflicts: readonly SitingConflict[];
}

export function roleOf({ roles }: SitingGround, candidate: number): SiteRole {
  return roles?.[candidate] ?? 'FREE';
}

/** What a candidate costs; 1 where no costs are given, so that counting and paying are one. */
export function costOf({ candidateCost }: SitingGround, candidate: number): number {
  return candidateCost?.[candidate] ?? 1;
}

/**
 * Sorts the candidates and takes what is locked in off the limits (a closable place gives its own back).
 *
 * @param mayClose false where closing gains nothing: closable sites then stand
 */
export function settleSites(ground: SitingGround, limits: SitingLimits = {}, mayClose = true): SettledSites {
  const { candidateIds } = ground;
  const withRole = (role: SiteRole) =>
    Array.from(candidateIds.keys())
      .filter((candidate) => roleOf(ground, candidate) === role)
      .sort((a, b) => (candidateIds[a] < candidateIds[b] ? -1 : 1));
  const closable = mayClose ? withRole('CLOSABLE') : [];
  const lockedIn = withRole('LOCKED_IN');
  const choosable = [...closable, ...withRole('FREE')];
  const totalOf = (sites: readonly number[]) => compensatedSum(sites.map((site) => costOf(ground, site)));
  const { p = Infinity, budget = Infinity } = limits;
  const places = p + closable.length - lockedIn.length;
  const money = budget + totalOf(closable) - totalOf(lockedIn);
  const conflicts: SitingConflict[] = [];
  if (places < 0) {
    conflicts.push({
      code: 'LOCKED_BEYOND_P',
      message: `${lockedIn.length} ${lockedIn.length === 1 ? 'candidate is' : 'candidates are'} locked in, but only ${p} ${p === 1 ? 'site' : 'sites'} may open.`,
      asked: p,
      possible: lockedIn.length - closable.length,
    });
  }
  if (money < -1e-9 * Math.max(1, budget)) {
    conflicts.push({
      code: 'LOCKED_BEYOND_BUDGET',
      message: `The candidates locked in cost ${totalOf(lockedIn)}, more than the budget of ${budget}.`,
      asked: budget,
      possible: totalOf(lockedIn) - totalOf(closable),
    });
  }
  return {
    standing: [...withRole('EXISTING'), ...(mayClose ? [] : withRole('CLOSABLE')), ...lockedIn].sort(
      (a, b) => a - b,
    ),
    choosable,
    p: Math.max(0, places),
    budget: Math.max(0, money),
    cost: Float64Array.from(choosable, (site) => costOf(ground, site)),
    isNew: Uint8Array.from(choosable, (site) => (roleOf(ground, site) === 'CLOSABLE' ? 0 : 1)),
    conflicts,
  };
}
