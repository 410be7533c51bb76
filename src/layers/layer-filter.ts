import type { CareQuestion } from './layer.js';

/** Which features of a layer; what is absent does not restrict. */
export interface LayerFilter extends CareQuestion {
  /** West, south, east, north in degrees; a west beyond the east goes over the 180th meridian. */
  readonly bbox?: readonly [number, number, number, number];
  /** A closed ring of lon, lat that features must touch too, wholly in the box. */
  readonly outline?: readonly (readonly [number, number])[];
  /** In this division or below it; walkways: that touch it. */
  readonly divisionCode?: string;
  readonly ids?: readonly string[];
  /** Texts that fields must equal, by field. */
  readonly equals?: Readonly<Record<string, string>>;
  /** In force on one of these days at least (YYYY-MM-DD, both included, null: open); layers without dates heed it not. */
  readonly during?: readonly [from: string | null, to: string | null];
}

/** Where to begin and when to stop. */
export interface LayerStretch {
  /** Id of the feature before the first; absent: from the beginning. */
  readonly after?: string | null;
  /** Features at most; absent: all. */
  readonly limit?: number;
}
