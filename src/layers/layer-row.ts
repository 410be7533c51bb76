import type { Geometry } from 'geojson';

/** A feature of a layer as its viewer may see it. */
export interface LayerRow {
  readonly id: string;
  /** WGS 84, lon before lat, 7 digits after the point; null where the place is not known. */
  readonly geometry: Geometry | null;
  /** In the order of the view's fields; dates as YYYY-MM-DD. */
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
}

export interface LayerPage {
  readonly rows: readonly LayerRow[];
  /** What the next page comes after; null on the last one. */
  readonly next: string | null;
}
