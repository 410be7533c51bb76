/** A point tied to the network: the nearest place on an edge, and the straight access leg that leads there. */
export interface Snap {
  readonly edge: number;
  /** Metres along the edge from its start. */
  readonly offsetMeters: number;
  /** Straight metres from the point to the edge; walked at level speed. */
  readonly accessMeters: number;
  /** Where the access leg meets the edge, WGS 84 degrees. */
  readonly lon: number;
  readonly lat: number;
}
