/** Some features of a tile, not yet written as one. */
export interface TilePage {
  /** Per feature its values in the order of the view's tile fields; null where there is none. */
  readonly properties: readonly (readonly (string | number | boolean | null)[])[];
  /** Per feature its geometry as TWKB without decimals, in tile units, one after the other. */
  readonly geometries: Uint8Array;
}

/** A tile as a database writes it: of no bytes without features. */
export interface WrittenTile {
  readonly bytes: Uint8Array;
  /** Features there were no room for. */
  readonly leftOut: number;
}

/** A tile as pages; none without features. */
export interface PagedTile {
  readonly pages: readonly TilePage[];
  /** Features there were no room for. */
  readonly leftOut: number;
}
