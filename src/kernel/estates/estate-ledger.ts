import type { Rational } from '../rational.js';
import type { EstateClass } from './allocation-rule.js';

/** 规划 建设 验收 交付: the steps a care room goes through together with its housing (POLICY row 21). */
export const SYNC_STEPS = ['PLANNED', 'BUILT', 'ACCEPTED', 'DELIVERED'] as const;
export type SyncStep = (typeof SYNC_STEPS)[number];

/** When each step was reached, YYYY-MM-DD, null where nothing proves it. */
export type Milestones = Readonly<Record<SyncStep, string | null>>;

/** What of a room changes over time: its use, and the office it was handed over to. */
export type RoomAspect = 'USE' | 'HANDOVER';

/** From a day on an aspect of a room has a value; null = nothing is known, or it is with nobody. */
export interface RoomChange {
  readonly aspect: RoomAspect;
  /** YYYY-MM-DD; null = as long as anybody knows. */
  readonly from: string | null;
  readonly value: string | null;
}

/** A care room as its register and evidence say. */
export interface LedgerRoom {
  readonly id: string;
  readonly floorAreaSquareMeters: Rational | null;
  /** Area of the building it is part of. */
  readonly buildingAreaSquareMeters: Rational | null;
  /** 1 = ground floor, below 1 = basement. */
  readonly floor: number | null;
  readonly ownEntrance: boolean | null;
  readonly liftOrRamp: boolean | null;
  /** The street or township office it was delivered to. */
  readonly handedOverTo: string | null;
  readonly isRegistered: boolean | null;
  readonly use: 'CARE' | 'OTHER' | 'VACANT' | null;
  readonly steps: Milestones;
  /**
   * How use and office came to be, by day, those without one first; absent = they have always been so. Where it is there,
   * it says what held on a date, and `use` and `handedOverTo` only what holds last.
   */
  readonly changes?: readonly RoomChange[];
}

/** An estate as its register and evidence say. */
export interface LedgerEstate {
  readonly id: string;
  /** Divisions it lies in, deepest first. */
  readonly chain: readonly string[];
  readonly households: number | null;
  /** What the register calls it; null where it leaves that to the dates. */
  readonly declaredClass: EstateClass | null;
  /** Date of the land grant. */
  readonly grantedOn: string | null;
  readonly steps: Milestones;
  /** Metres between the estate and the entrance farthest from it; 0 without entrances. */
  readonly farthestEntranceMeters: number;
  readonly rooms: readonly LedgerRoom[];
}

/** Estates that share their rooms. */
export interface EstatePool {
  readonly id: string;
  readonly members: readonly {
    readonly estateId: string;
    /** Metres on foot to the nearest room of the pool; null where nobody can walk there. */
    readonly walkMeters: number | null;
  }[];
}
