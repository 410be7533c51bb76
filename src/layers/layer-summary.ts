/** What is to be said of a whole layer. */
export interface LayerSummary {
  /** West, south, east, north in degrees; null without features. */
  readonly bounds: readonly [number, number, number, number] | null;
  /** True when any feature is generated. */
  readonly synthetic: boolean;
  /** Whom its sources want named. */
  readonly attributions: readonly string[];
  /** Its sources as `key (edition)`, or the key alone. */
  readonly editions: readonly string[];
}

/** The same of the features of a filter. */
export interface RowsSummary extends Omit<LayerSummary, 'bounds'> {
  readonly count: number;
}

type Bounds = NonNullable<LayerSummary['bounds']>;

/** What is to be said of several layers together. */
export function joinSummaries(all: readonly LayerSummary[]): LayerSummary {
  const bounds = all.map((one) => one.bounds).filter((one) => one !== null);
  const together = (left: Bounds, right: Bounds): Bounds => [
    Math.min(left[0], right[0]),
    Math.min(left[1], right[1]),
    Math.max(left[2], right[2]),
    Math.max(left[3], right[3]),
  ];
  return {
    bounds: bounds.length === 0 ? null : bounds.reduce(together),
    synthetic: all.some((one) => one.synthetic),
    attributions: [...new Set(all.flatMap((one) => one.attributions))],
    editions: [...new Set(all.flatMap((one) => one.editions))],
  };
}
