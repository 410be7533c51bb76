import { powerOfTen, type Rational, multiply, rational } from '../rational.js';

/** A number as a report writes it: its exact value and how many decimals were written. */
export interface WrittenNumber {
  readonly value: Rational;
  readonly decimals: number;
}

const MOST_DIGITS = 24;
const WRITTEN = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;

/** Reads "524.6", "1,163", "２４００" or "-3.20", at most 24 digits; null for anything else ("约2400", "1e3", "两百"). */
export function readWrittenNumber(text: string): WrittenNumber | null {
  const match = WRITTEN.exec(text.normalize('NFKC').replace(/[−–]/g, '-').trim());
  if (!match) return null;
  const decimals = match[3] ?? '';
  const digits = match[2].replaceAll(',', '') + decimals;
  if (digits.length > MOST_DIGITS) return null;
  const size = rational(BigInt(`${match[1] === '-' ? '-' : ''}${digits}`));
  return { value: multiply(size, powerOfTen(-decimals.length)), decimals: decimals.length };
}
