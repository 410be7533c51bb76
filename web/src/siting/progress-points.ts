/** How far a search is: the best plan so far, and what no plan can beat. */
export interface ProgressPoint {
  readonly seconds: number;
  readonly incumbent: number | null;
  readonly bound: number | null;
}

const MOST_POINTS = 240;

/**
 * Adds what a job tells. A message that tells nothing new only moves the end of the line; of very many points every
 * second one of the older half is dropped, so that a search of hours is still drawn from its beginning.
 */
export function addProgress(points: readonly ProgressPoint[], next: ProgressPoint): readonly ProgressPoint[] {
  const last = points[points.length - 1];
  if (last && next.seconds < last.seconds) return points;
  const before = points[points.length - 2];
  const says = (a: ProgressPoint | undefined) => a?.incumbent === next.incumbent && a?.bound === next.bound;
  if (last && says(last) && (says(before) || last.seconds === next.seconds))
    return [...points.slice(0, -1), next];
  const all = [...points, next];
  if (all.length <= MOST_POINTS) return all;
  return all.filter((_, at) => at >= MOST_POINTS / 2 || at % 2 === 0);
}

/** A plot of progress: polylines in a box, and what its axes end with. */
export interface ProgressPlot {
  readonly incumbent: string;
  readonly bound: string;
  readonly lowest: number;
  readonly highest: number;
  readonly lastSeconds: number;
}

/**
 * Steps of the best plan and of the bound, as `points` of SVG polylines.
 * @param width of the box; its height is `height`, the highest value at its top
 */
export function plotProgress(
  points: readonly ProgressPoint[],
  width: number,
  height: number,
): ProgressPlot | null {
  const values = points.flatMap(({ incumbent, bound }) =>
    [incumbent, bound].filter((value) => value !== null),
  );
  if (values.length === 0) return null;
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const lastSeconds = Math.max(points[points.length - 1].seconds, 0.001);
  const span = highest - lowest || Math.max(1, Math.abs(highest));
  const x = (seconds: number) => round((seconds / lastSeconds) * width);
  const y = (value: number) => round(height - ((value - lowest) / span) * height);
  const steps = (of: 'incumbent' | 'bound') => {
    const known = points.filter((point) => point[of] !== null);
    return known
      .flatMap((point, at) => {
        const here = `${x(point.seconds)},${y(point[of]!)}`;
        return at === 0 ? [here] : [`${x(point.seconds)},${y(known[at - 1][of]!)}`, here];
      })
      .join(' ');
  };
  return { incumbent: steps('incumbent'), bound: steps('bound'), lowest, highest, lastSeconds };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
