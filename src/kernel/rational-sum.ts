import { commonDivisor } from './common-divisor.js';
import { type Rational, rational } from './rational.js';

/** Adds many fractions exactly and reduces their sum only when it is asked for. */
export class RationalSum {
  private numerator = 0n;
  private denominator = 1n;

  add({ numerator, denominator }: Rational): void {
    if (numerator === 0n) return;
    if (denominator === this.denominator) {
      this.numerator += numerator;
      return;
    }
    if (this.denominator % denominator !== 0n) {
      const factor = denominator / commonDivisor(this.denominator, denominator);
      this.numerator *= factor;
      this.denominator *= factor;
    }
    this.numerator += numerator * (this.denominator / denominator);
  }

  addSum({ numerator, denominator }: RationalSum): void {
    this.add({ numerator, denominator });
  }

  value(): Rational {
    return rational(this.numerator, this.denominator);
  }
}
