/** Greatest common divisor of two whole numbers by Euclid's algorithm, never negative; of 0 and 0 it is 0. */
export function commonDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one < 0n ? -one : one, other < 0n ? -other : other];
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}
