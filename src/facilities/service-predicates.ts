import { jurisdictionsAtOrAbove } from '../divisions/index.js';
import { CARE_SERVICES, type CareService } from './care-service.js';
import type { PredicateTerms } from './predicate-terms.js';

/** A recorded predicate, without what identifies its row. */
export interface RecordedPredicate extends PredicateTerms {
  readonly service: CareService;
  /** null = everywhere. */
  readonly jurisdictionCode: string | null;
  /** In force when validFrom <= day < validTo; YYYY-MM-DD, null = open. */
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly document: string;
  readonly clause: string;
  readonly verified: boolean;
}

/** The predicate that decides somewhere on a date. */
export interface PredicateInForce extends PredicateTerms {
  readonly service: CareService;
  readonly jurisdictionCode: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly document: string | null;
  readonly clause: string | null;
  readonly verified: boolean;
  /** True when nothing is recorded and the program's own default decides. */
  readonly isAssumption: boolean;
}

/** The predicates of one service in force on one date. */
export class PredicatesInForce {
  private readonly byJurisdiction = new Map<string | null, PredicateInForce>();
  private readonly assumption: PredicateInForce;

  /** @param recorded rows of every service; where several of a jurisdiction are in force, the first decides */
  constructor(recorded: readonly RecordedPredicate[], service: CareService, asOf: string) {
    for (const row of recorded) {
      if (row.service !== service || row.validFrom > asOf) continue;
      if (row.validTo !== null && row.validTo <= asOf) continue;
      if (this.byJurisdiction.has(row.jurisdictionCode)) continue;
      this.byJurisdiction.set(row.jurisdictionCode, { ...row, isAssumption: false });
    }
    const { kinds, anyCapability, allCapabilities, exceptMealModes }: PredicateTerms = CARE_SERVICES[service];
    const unrecorded = { validFrom: null, validTo: null, document: null, clause: null, verified: false };
    this.assumption = {
      ...{ service, jurisdictionCode: null, ...unrecorded, isAssumption: true },
      ...{ kinds, anyCapability, allCapabilities, exceptMealModes },
    };
  }

  /** True when no jurisdiction has its own predicate: one judges everywhere. */
  get isOne(): boolean {
    return [...this.byJurisdiction.keys()].every((jurisdiction) => jurisdiction === null);
  }

  /** The predicate recorded for exactly this division, if any. */
  of(code: string): PredicateInForce | null {
    return this.byJurisdiction.get(code) ?? null;
  }

  /**
   * The predicate of a division: its own or the nearest above, else the one for everywhere.
   * @param codes the division and those above it, nearest first; above the last the digits of its code tell
   */
  nearest(codes: readonly string[]): PredicateInForce {
    for (const code of [...codes, ...jurisdictionsAtOrAbove(codes[codes.length - 1])]) {
      const own = this.byJurisdiction.get(code);
      if (own) return own;
    }
    return this.everywhere;
  }

  /** The predicate where no jurisdiction has its own. */
  get everywhere(): PredicateInForce {
    return this.byJurisdiction.get(null) ?? this.assumption;
  }
}
