import {
  add,
  compare,
  divide,
  isEqual,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../rational.js';

/** One end of a range; `open` where the end itself does not belong to it. */
export interface RangeEnd {
  readonly at: Rational;
  readonly open: boolean;
}

/** The values a written number may stand for. */
export interface ValueRange {
  readonly low: RangeEnd;
  readonly high: RangeEnd;
}

/** The one value a number says. */
export function exactly(value: Rational): ValueRange {
  return { low: { at: value, open: false }, high: { at: value, open: false } };
}

/** What rounds to `value` in steps of `step`, halves away from zero: 36.38 is 36.375 ≤ x < 36.385. */
export function roundedTo(value: Rational, step: Rational): ValueRange {
  const half = multiply(step, rational(1, 2));
  const sign = compare(value, ZERO);
  return {
    low: { at: subtract(value, half), open: sign <= 0 },
    high: { at: add(value, half), open: sign >= 0 },
  };
}

export function contains({ low, high }: ValueRange, value: Rational): boolean {
  const [fromLow, fromHigh] = [compare(value, low.at), compare(value, high.at)];
  return (fromLow > 0 || (fromLow === 0 && !low.open)) && (fromHigh < 0 || (fromHigh === 0 && !high.open));
}

export function overlap(a: ValueRange, b: ValueRange): boolean {
  return meets(a.low, b.high) && meets(b.low, a.high);
}

function meets(low: RangeEnd, high: RangeEnd): boolean {
  const order = compare(low.at, high.at);
  return order < 0 || (order === 0 && !low.open && !high.open);
}

export function addRanges(a: ValueRange, b: ValueRange): ValueRange {
  return {
    low: { at: add(a.low.at, b.low.at), open: a.low.open || b.low.open },
    high: { at: add(a.high.at, b.high.at), open: a.high.open || b.high.open },
  };
}

export function multiplyRanges(a: ValueRange, b: ValueRange): ValueRange {
  const corners = [a.low, a.high].flatMap((x) => [b.low, b.high].map((y) => corner(x, y)));
  return { low: outermost(corners, -1), high: outermost(corners, 1) };
}

/** `b` must not hold zero. */
export function divideRanges(a: ValueRange, b: ValueRange): ValueRange {
  const inverse = ({ at, open }: RangeEnd): RangeEnd => ({ at: divide(rational(1), at), open });
  return multiplyRanges(a, { low: inverse(b.high), high: inverse(b.low) });
}

function corner(x: RangeEnd, y: RangeEnd): RangeEnd {
  const isReachedZero = [x, y].some(({ at, open }) => !open && isEqual(at, ZERO));
  return { at: multiply(x.at, y.at), open: (x.open || y.open) && !isReachedZero };
}

function outermost(corners: readonly RangeEnd[], side: 1 | -1): RangeEnd {
  return corners.reduce((best, end) => {
    const order = compare(end.at, best.at) * side;
    return order > 0 || (order === 0 && best.open && !end.open) ? end : best;
  });
}
