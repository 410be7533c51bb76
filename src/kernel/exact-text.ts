import { decimalText, type Rational } from './rational.js';

/** All of a fraction: in decimals where they end (246.8), else as numerator/denominator (1/3). Never rounded or cut. */
export function exactText(value: Rational): string {
  const decimals = decimalsOf(value.denominator);
  if (decimals === null) return `${value.numerator}/${value.denominator}`;
  return decimalText(value, decimals);
}

/** Decimals that `1 / denominator` has, null where they never end. */
function decimalsOf(denominator: bigint): number | null {
  const twos = timesDivisible(denominator, 2n);
  const fives = timesDivisible(denominator, 5n);
  return denominator === 2n ** BigInt(twos) * 5n ** BigInt(fives) ? Math.max(twos, fives) : null;
}

function timesDivisible(value: bigint, by: bigint): number {
  let times = 0;
  for (let left = value; left % by === 0n; left /= by) times++;
  return times;
}
