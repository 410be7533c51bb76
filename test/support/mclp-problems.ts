import fc from 'fast-check';
import type { MclpProblem } from '../../src/kernel/siting/mclp-problem.js';

export interface DrawnMclp {
  readonly weights: readonly number[];
  /** Per candidate the demand points it covers. */
  readonly covers: readonly (readonly number[])[];
  readonly costs?: readonly number[];
  readonly covered?: readonly boolean[];
  readonly p?: number;
  readonly budget?: number;
}

/** A problem from plain lists; ids are d0, d1 … and c00, c01 … */
export function mclpProblem({ weights, covers, costs, covered, p, budget }: DrawnMclp): MclpProblem {
  const offset = [0];
  for (const list of covers) offset.push(offset[offset.length - 1] + list.length);
  return {
    demandIds: weights.map((_, i) => `d${i}`),
    demandWeight: Float64Array.from(weights),
    alreadyCovered: Uint8Array.from(weights, (_, i) => (covered?.[i] ? 1 : 0)),
    candidateIds: covers.map((_, i) => `c${String(i).padStart(2, '0')}`),
    candidateCost: costs && Float64Array.from(costs),
    covers: { offset: Int32Array.from(offset), demand: Int32Array.from(covers.flat()) },
    p,
    budget,
  };
}

/** Small random problems with overlaps, existing coverage, unreachable demand, whole or fractional weights. */
export const smallMclp: fc.Arbitrary<DrawnMclp> = fc
  .record({
    points: fc.integer({ min: 0, max: 14 }),
    sites: fc.integer({ min: 0, max: 9 }),
    whole: fc.boolean(),
  })
  .chain(({ points, sites, whole }) => {
    const weight = whole ? fc.integer({ min: 0, max: 40 }) : fc.double({ min: 0, max: 40, noNaN: true });
    return fc.record({
      weights: fc.array(weight, { minLength: points, maxLength: points }),
      covered: fc.array(
        fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
        { minLength: points, maxLength: points },
      ),
      covers: fc.array(
        points === 0
          ? fc.constant<number[]>([])
          : fc.uniqueArray(fc.integer({ min: 0, max: points - 1 }), { maxLength: Math.min(points, 6) }),
        { minLength: sites, maxLength: sites },
      ),
      costs: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: sites, maxLength: sites }),
    });
  });

/**
 * Sites and demand scattered on a square, each site covering what lies within `radius`; weights are whole
 * and skewed, as homes are. The same seed gives the same problem.
 */
export function scatteredMclp(
  points: number,
  sites: number,
  radius: number,
  p: number,
  seed = 1,
): MclpProblem {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const at = (count: number) => Array.from({ length: count }, () => [random(), random()]);
  const [demand, candidates] = [at(points), at(sites)];
  return mclpProblem({
    weights: demand.map(() => Math.ceil(-40 * Math.log(1 - random()))),
    covers: candidates.map(([x, y]) =>
      demand.flatMap(([u, v], i) => ((x - u) ** 2 + (y - v) ** 2 <= radius ** 2 ? [i] : [])),
    ),
    p,
  });
}
