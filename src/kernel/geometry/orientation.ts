/** Differences below this multiply without rounding. */
const EXACT = 2 ** 26;

/**
 * On which side of the line a → b the point c lies: positive to the left, negative to the right, 0 on it. Exact in sign
 * for whole-number coordinates of up to 2^52; the value is twice the triangle's area where that fits.
 */
export function orientation(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const abx = bx - ax;
  const aby = by - ay;
  const acx = cx - ax;
  const acy = cy - ay;
  if (Math.abs(abx) < EXACT && Math.abs(aby) < EXACT && Math.abs(acx) < EXACT && Math.abs(acy) < EXACT)
    return abx * acy - aby * acx;
  return Number(BigInt(abx) * BigInt(acy) - BigInt(aby) * BigInt(acx));
}
