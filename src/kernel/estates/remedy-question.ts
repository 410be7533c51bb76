import type { Rational } from '../rational.js';

/** 新建 改建 购置 置换 租赁, and sharing what a neighbour has beyond what it owes (POLICY row 23). */
export type RemedyForm = 'NEW_BUILD' | 'CONVERSION' | 'PURCHASE' | 'SWAP' | 'LEASE' | 'POOLING';

/** An estate that lacks room for care. */
export interface RemedyNeed {
  readonly estateId: string;
  /** Above 0. */
  readonly lackSquareMeters: Rational;
  /** No smaller place will do; null = any. */
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
  /** 0 or more, any unit; paid once, however many estates share the place. */
  readonly cost: number;
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
  readonly budget?: number;
}

/** Area one estate gets at one place. */
export interface RemedyShare extends RemedyPair {
  readonly areaSquareMeters: Rational;
}

export interface RemedyPlan {
  /** OPTIMAL: proven that no set settles more lack, nor as much for less. */
  readonly status: 'OPTIMAL' | 'FEASIBLE';
  /** Positions of the places used, ascending. */
  readonly offers: readonly number[];
  readonly shares: readonly RemedyShare[];
  readonly cost: number;
  /** No set that settles as much costs less. */
  readonly costBound: number;
  /** Positions of needs that stay, ascending. */
  readonly unsettled: readonly number[];
  readonly settledSquareMeters: Rational;
  /** No set settles more. */
  readonly settledBoundSquareMeters: number;
}

export type RemedyOutcome =
  | { readonly status: 'PLANNED'; readonly plan: RemedyPlan }
  /** The time limit struck before any plan was found. */
  | { readonly status: 'TIMED_OUT' };
