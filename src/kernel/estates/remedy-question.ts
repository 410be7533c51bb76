import type { Rational } from '../rational.js';

/** 新建 改建 购置 置换 租赁, and sharing what a neighbour has beyond what it owes (POLICY row 23). */
export type RemedyForm = 'NEW_BUILD' | 'CONVERSION' | 'PURCHASE' | 'SWAP' | 'LEASE' | 'POOLING';

/** An estate that lacks room for care. */
export interface RemedyNeed {
  readonly estateId: string;
  /** Its deficit, above 0. */
  readonly lackSquareMeters: Rational;
  /**
   * What it must get at places to be settled: above 0, at most its lack. Less than that where it lacks most of one site
   * of the smallest size, of which it owes only a part: the rest may be others'.
   */
  readonly partSquareMeters: Rational;
  /** No smaller site will do; null = any. */
  readonly minimumSiteSquareMeters: Rational | null;
  /** Whether its rule lets it share places with other estates. */
  readonly mayPool: boolean;
}

/** A place that could give room. */
export interface RemedyOffer {
  readonly id: string;
  readonly form: RemedyForm;
  /** Above 0. */
  readonly areaSquareMeters: Rational;
  /** The site the area is part of; null = there is no more to it. */
  readonly siteSquareMeters: Rational | null;
  /** 0 or more, any unit; paid once, however many estates share the place. */
  readonly cost: Rational;
}

/** An offer near enough to a need, by position. */
export interface RemedyPair {
  readonly need: number;
  readonly offer: number;
}

export interface RemedyQuestion {
  readonly needs: readonly RemedyNeed[];
  readonly offers: readonly RemedyOffer[];
  /** Each pair once. */
  readonly pairs: readonly RemedyPair[];
  /** Total cost at most; absent = no limit. */
  readonly budget?: Rational;
}

/** Area one estate gets at one place. */
export interface RemedyShare extends RemedyPair {
  readonly areaSquareMeters: Rational;
}

export interface RemedyPlan {
  /** OPTIMAL: proven that no set settles more lack, nor as much for less. */
  readonly status: 'OPTIMAL' | 'FEASIBLE';
  /** By offer, then by need. */
  readonly shares: readonly RemedyShare[];
  /** Positions of the places used, ascending. */
  readonly offers: readonly number[];
  readonly cost: Rational;
  /** No set that settles as much costs less, as far as the solver's arithmetic can tell; equal to the cost when proven. */
  readonly costBound: number;
  /** Positions of needs that are settled, ascending. */
  readonly settled: readonly number[];
  /** What they lacked together. */
  readonly settledSquareMeters: Rational;
  /** No set settles more; equal to what is settled when proven. */
  readonly settledBoundSquareMeters: number;
}
