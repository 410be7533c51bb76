import type { EstatePool, LedgerEstate, LedgerRoom } from '../../kernel/estates/estate-ledger.js';
import type { StepEvidence } from './step-evidence.js';

/** A care room as the audit needs it, with what names it. */
export interface LedgerRoomRow extends LedgerRoom {
  readonly name: string;
  readonly evidenceIds: StepEvidence;
  /** Null where the register does not say where it is. */
  readonly lon: number | null;
  readonly lat: number | null;
  readonly version: number;
}

/** An estate as the audit needs it, with what names and places it. */
export interface LedgerEstateRow extends LedgerEstate {
  readonly name: string;
  readonly divisionCode: string | null;
  readonly phase: string | null;
  readonly developer: string | null;
  readonly responsibleBody: string | null;
  /** A point that stands for it. */
  readonly lon: number;
  readonly lat: number;
  readonly version: number;
  readonly synthetic: boolean;
  readonly evidenceIds: StepEvidence;
  readonly rooms: readonly LedgerRoomRow[];
}

/** Estates that agreed to share their rooms; who walks how far is told by the network. */
export interface LedgerPoolRow extends Pick<EstatePool, 'id'> {
  readonly name: string;
  readonly agreedOn: string | null;
  readonly document: string | null;
  /** In the order of their ids; all of them are among the estates. */
  readonly estateIds: readonly string[];
}

/** Everything an audit of estates rests on but the rules. */
export interface EstateLedger {
  /** In the order of their ids, by code point. */
  readonly estates: readonly LedgerEstateRow[];
  readonly pools: readonly LedgerPoolRow[];
}
