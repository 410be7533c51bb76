/**
 * Neumaier's compensated sum: rounding errors are carried beside the total, so the same numbers in the
 * same order always give the same result and long sums of fractional weights lose nothing visible.
 * Source: A. Neumaier (1974), ZAMM 54, 39–51.
 */
export class CompensatedSum {
  private total = 0;
  private carry = 0;

  add(value: number): void {
    const next = this.total + value;
    this.carry +=
      Math.abs(this.total) >= Math.abs(value) ? this.total - next + value : value - next + this.total;
    this.total = next;
  }

  /** Takes over the state of another sum, carried errors included. */
  continueFrom(other: CompensatedSum): void {
    this.total = other.total;
    this.carry = other.carry;
  }

  get value(): number {
    return this.total + this.carry;
  }
}

/** Compensated sum of `values` in index order. */
export function compensatedSum(values: ArrayLike<number>): number {
  const sum = new CompensatedSum();
  for (let i = 0; i < values.length; i++) sum.add(values[i]);
  return sum.value;
}
