import { compare, type Rational, ZERO } from '../rational.js';
import { RationalSum } from '../rational-sum.js';
import type { EstateAudit } from './audit-estates.js';

/** Whether an estate that counts lacks area. */
export function isInDeficit({ isCounted, deficitSquareMeters: deficit }: EstateAudit): boolean {
  return isCounted && deficit !== null && compare(deficit, ZERO) > 0;
}

/** Whether an estate that counts breaks a rule. */
export function isInBreach({ isCounted, findings }: EstateAudit): boolean {
  return isCounted && findings.some(({ severity }) => severity === 'BREACH');
}

/** Whether no rule can be named: none holds, several do, or nobody knows whether the estate is new. */
export function lacksRule({ rule }: EstateAudit): boolean {
  return rule === null;
}

/** Sums over estates; areas and households only of those that count, each area the exact sum of theirs. */
export interface AuditTotals {
  /** All of them: `counted + keptApart`. */
  readonly estates: number;
  readonly counted: number;
  /** Data that lack or contradict themselves, or a grant after the date, keep them out of every sum. */
  readonly keptApart: number;
  readonly inDeficit: number;
  readonly inBreach: number;
  /** A part of those kept apart. */
  readonly ruleMissing: number;
  readonly households: number;
  readonly requiredSquareMeters: Rational;
  readonly providedSquareMeters: Rational;
  /** Got from (above 0) or given to (below 0) pool members elsewhere; within one whole pool 0. */
  readonly pooledSquareMeters: Rational;
  /** What estates got from other members of their pools. */
  readonly receivedSquareMeters: Rational;
  /** Each estate's own deficit, added up: area one has too much settles another's only in a pool. */
  readonly deficitSquareMeters: Rational;
}

/** Adds estates, and other tallies, up. */
export class AuditTally {
  private readonly counts = {
    estates: 0,
    counted: 0,
    inDeficit: 0,
    inBreach: 0,
    ruleMissing: 0,
    households: 0,
  };
  private readonly required = new RationalSum();
  private readonly provided = new RationalSum();
  private readonly pooled = new RationalSum();
  private readonly received = new RationalSum();
  private readonly deficit = new RationalSum();

  add(audit: EstateAudit, households: number | null): void {
    const { counts } = this;
    counts.estates++;
    if (lacksRule(audit)) counts.ruleMissing++;
    if (!audit.isCounted) return;
    counts.counted++;
    counts.households += households ?? 0;
    if (isInDeficit(audit)) counts.inDeficit++;
    if (isInBreach(audit)) counts.inBreach++;
    const { pooledSquareMeters: pooled } = audit;
    this.required.add(audit.requiredSquareMeters ?? ZERO);
    this.provided.add(audit.providedSquareMeters);
    this.pooled.add(pooled);
    if (compare(pooled, ZERO) > 0) this.received.add(pooled);
    this.deficit.add(audit.deficitSquareMeters ?? ZERO);
  }

  addAll(other: AuditTally): void {
    for (const name of Object.keys(this.counts) as (keyof AuditTally['counts'])[])
      this.counts[name] += other.counts[name];
    for (const name of ['required', 'provided', 'pooled', 'received', 'deficit'] as const)
      this[name].addSum(other[name]);
  }

  totals(): AuditTotals {
    const { estates, counted } = this.counts;
    return {
      ...this.counts,
      keptApart: estates - counted,
      requiredSquareMeters: this.required.value(),
      providedSquareMeters: this.provided.value(),
      pooledSquareMeters: this.pooled.value(),
      receivedSquareMeters: this.received.value(),
      deficitSquareMeters: this.deficit.value(),
    };
  }
}
