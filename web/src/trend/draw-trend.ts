/** What stood at the end of a month; null where it was not known. */
export interface TrendPoint {
  /** YYYY-MM. */
  readonly month: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
}

/** Room for a plot, in units of its drawing. */
export interface TrendFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A plot ready to be drawn. */
export interface TrendDrawing {
  /** A line for each run of months that follow each other without a hole. */
  readonly lines: readonly string[];
  readonly dots: readonly { readonly x: number; readonly y: number; readonly point: TrendPoint }[];
  readonly ticks: readonly { readonly y: number; readonly value: number }[];
  readonly months: readonly { readonly x: number; readonly month: string }[];
  readonly targetY: number | null;
}

const TICKS = 4;
const MONTH_LABELS = 6;

/**
 * Lays a trend out from 0 to above its highest value and its target: a scale that begins elsewhere would make a small
 * gain look large. Shares end at 1.
 * @returns null where no month has a value
 */
export function drawTrend(
  points: readonly TrendPoint[],
  { target, isShare, frame }: { target: number | null; isShare: boolean; frame: TrendFrame },
): TrendDrawing | null {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length === 0) return null;
  const highest = Math.max(...known, target ?? 0);
  const step = niceStep((isShare ? Math.max(highest, Math.min(1, highest * 1.2)) : highest) / TICKS);
  const count = Math.max(1, Math.ceil(highest / step - 1e-9));
  const top = isShare && highest <= 1 ? Math.min(1, count * step) : count * step;
  const right = frame.width - frame.right;
  const floor = frame.height - frame.bottom;
  const x = (at: number) =>
    points.length === 1
      ? (frame.left + right) / 2
      : frame.left + (at * (right - frame.left)) / (points.length - 1);
  const y = (value: number) => floor - (value / top) * (floor - frame.top);
  const every = Math.ceil(points.length / MONTH_LABELS);
  return {
    lines: runsOf(points).map((run) =>
      run
        .map((at, place) => `${place === 0 ? 'M' : 'L'}${round(x(at))} ${round(y(points[at].value!))}`)
        .join(''),
    ),
    dots: points.flatMap((point, at) =>
      point.value === null ? [] : [{ x: round(x(at)), y: round(y(point.value)), point }],
    ),
    ticks: Array.from({ length: count + 1 }, (_, at) => Math.min(top, at * step)).map((value) => ({
      ...{ y: round(y(value)), value },
    })),
    // Counted from the last month, which always has its label.
    months: points.flatMap(({ month }, at) =>
      (points.length - 1 - at) % every === 0 ? [{ x: round(x(at)), month }] : [],
    ),
    targetY: target === null ? null : round(y(target)),
  };
}

/** Places of the points with a value, cut where a month has none. */
function runsOf(points: readonly TrendPoint[]): number[][] {
  const runs: number[][] = [[]];
  points.forEach(({ value }, at) => {
    if (value === null) runs.push([]);
    else runs.at(-1)!.push(at);
  });
  return runs.filter((run) => run.length > 1);
}

/** The least of 1, 2, 2.5 and 5 times a power of ten that is not below a step. */
function niceStep(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= least * (1 - 1e-9))!;
  return factor * power;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
