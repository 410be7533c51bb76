import { invariant } from '../invariant.js';
import { type Rational, rational } from '../rational.js';
import type { RemedyPair, RemedyShare } from './remedy-question.js';

/**
 * Hands out the area of places so that every need is met in full, or null where that cannot be done: a maximum flow in
 * whole numbers over shortest augmenting paths (Edmonds & Karp 1972), so that not a square millimetre is rounded. It starts
 * from needs met at one place each, the largest first, each where least is left over, so that few have to go to several.
 * @param needs area each need must get · @param offers area each place has · @param pairs who may get area where
 */
export function shareOutExactly(
  needs: readonly Rational[],
  offers: readonly Rational[],
  pairs: readonly RemedyPair[],
): RemedyShare[] | null {
  const unit = [...needs, ...offers].reduce(
    (common, { denominator }) => leastCommon(common, denominator),
    1n,
  );
  const whole = ({ numerator, denominator }: Rational) => (numerator * unit) / denominator;
  const lack = needs.map(whole);
  const left = offers.map(whole);
  const given = pairs.map(() => 0n);
  const ofNeed: number[][] = needs.map(() => []);
  const ofOffer: number[][] = offers.map(() => []);
  pairs.forEach(({ need, offer }, pair) => {
    ofNeed[need].push(pair);
    ofOffer[offer].push(pair);
  });
  startWithOnePlaceEach();
  for (let need = 0; need < needs.length; need++) {
    while (lack[need] > 0n) {
      const path = augmentingPath(need);
      if (!path) return null;
      // Pairs of even place gain, those of odd place give way.
      let amount = least(lack[need], left[pairs[path[path.length - 1]].offer]);
      path.forEach((pair, at) => {
        if (at % 2 === 1) amount = least(amount, given[pair]);
      });
      path.forEach((pair, at) => (given[pair] += at % 2 === 0 ? amount : -amount));
      lack[need] -= amount;
      left[pairs[path[path.length - 1]].offer] -= amount;
      invariant(amount > 0n, 'a path that carries nothing');
    }
  }
  return pairs.flatMap((pair, at) =>
    given[at] > 0n ? [{ ...pair, areaSquareMeters: rational(given[at], unit) }] : [],
  );

  function startWithOnePlaceEach(): void {
    const largestFirst = [...lack.keys()].sort((a, b) =>
      lack[a] < lack[b] ? 1 : lack[a] > lack[b] ? -1 : a - b,
    );
    for (const need of largestFirst) {
      let best = -1;
      for (const pair of ofNeed[need]) {
        const there = left[pairs[pair].offer];
        if (there >= lack[need] && (best < 0 || there < left[pairs[best].offer])) best = pair;
      }
      if (best < 0) continue;
      given[best] = lack[need];
      left[pairs[best].offer] -= lack[need];
      lack[need] = 0n;
    }
  }

  /** Pairs from a need to a place with area left, every second one walked backward. */
  function augmentingPath(start: number): number[] | null {
    const reachedBy = new Map<number, number[]>();
    const seenNeeds = new Set([start]);
    let frontier: { need: number; path: number[] }[] = [{ need: start, path: [] }];
    while (frontier.length > 0) {
      const next: typeof frontier = [];
      for (const { need, path } of frontier) {
        for (const pair of ofNeed[need]) {
          const { offer } = pairs[pair];
          if (reachedBy.has(offer)) continue;
          const there = [...path, pair];
          reachedBy.set(offer, there);
          if (left[offer] > 0n) return there;
          for (const other of ofOffer[offer]) {
            const holder = pairs[other].need;
            if (given[other] === 0n || seenNeeds.has(holder)) continue;
            seenNeeds.add(holder);
            next.push({ need: holder, path: [...there, other] });
          }
        }
      }
      frontier = next;
    }
    return null;
  }
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function leastCommon(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
