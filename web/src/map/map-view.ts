import type { FeatureCollection } from 'geojson';

export type LonLat = readonly [lon: number, lat: number];
/** West, south, east, north. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** How one division is shaded. */
export interface Shade {
  readonly value: number | null;
  readonly colour: string;
  /** What pointing at it says, below its name. */
  readonly label?: string;
}

export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  readonly shape?: 'area' | 'circle' | 'line';
  /** Colour of its edge, where that tells it from others. */
  readonly outline?: string;
}

export interface Legend {
  readonly title: string;
  readonly entries: readonly LegendEntry[];
}

/** A constant, or an expression of MapLibre such as `['get', 'colour']`. */
export type Paint<T> = T | readonly unknown[];

/** How an overlay is drawn; each part that is named is drawn, fills lowest. */
export interface OverlayStyle {
  readonly fill?: { readonly colour: Paint<string>; readonly opacity?: Paint<number> };
  readonly line?: {
    readonly colour: Paint<string>;
    readonly width?: Paint<number>;
    readonly dash?: readonly number[];
    readonly opacity?: Paint<number>;
  };
  readonly circle?: {
    readonly colour: Paint<string>;
    readonly radius?: Paint<number>;
    readonly outline?: Paint<string>;
    readonly outlineWidth?: Paint<number>;
    readonly opacity?: Paint<number>;
  };
  /** Text from a property. */
  readonly label?: {
    readonly property: string;
    readonly size?: number;
    readonly offset?: number;
    /** Drawn even where it hides other texts. */
    readonly always?: boolean;
  };
  /** Whether it can be picked and pointed at. */
  readonly pickable?: boolean;
  /** Property with what pointing at it says. */
  readonly hint?: string;
  /** Entries added to the legend while it is shown. */
  readonly legend?: readonly LegendEntry[];
  /** Below the names and dots of the map (fills of large areas), or on top of all. */
  readonly place?: 'below' | 'above';
}

/** What was clicked. */
export interface Pick {
  /** `divisions`, a layer of tiles (`facilities`, `estates`, …) or the id of an overlay; `ground` where nothing is. */
  readonly layer: string;
  /** The feature's key; empty for ground. */
  readonly id: string;
  readonly lonLat: LonLat;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface DragHandlers {
  /** Called at most once a frame while it is dragged. */
  readonly onMove?: (lonLat: LonLat) => void;
  readonly onDrop?: (lonLat: LonLat) => void;
}

export interface DragOptions {
  readonly label: string;
  readonly colour?: string;
}

/** Layers of tiles that are drawn only when asked for. */
export type BaseLayer = 'facilities' | 'estates' | 'walkways' | 'demand';

/** What panels do with the map. Everything may be called before the map is ready; it is done then. */
export interface MapView {
  readonly ready: Promise<void>;
  /** Shades divisions by code, and no others; an empty map shades none. */
  shadeDivisions(values: ReadonlyMap<string, Shade>, legend: Legend | null): void;
  /** Puts names (or any short text) at points; replaces those before. */
  nameDivisions(names: readonly { readonly text: string; readonly at: LonLat }[]): void;
  /** Adds an overlay, or replaces the one with this id. */
  setOverlay(id: string, data: FeatureCollection, style: OverlayStyle): void;
  removeOverlay(id: string): void;
  /** Marks one division, feature of a layer or of an overlay; null unmarks. */
  highlight(layer: string | null, id?: string | null): void;
  showLayer(layer: BaseLayer, isShown: boolean): void;
  /** Draws the facilities that count for the question stronger than the others. */
  markServing(facilityIds: Iterable<string>): void;
  fit(bounds: Bounds, options?: { readonly animate?: boolean; readonly maxZoom?: number }): void;
  camera(): readonly [lon: number, lat: number, zoom: number];
  /** Moves without a flight, for maps that go along with another one. */
  jump(camera: readonly [lon: number, lat: number, zoom: number]): void;
  /** Hears where the map was moved to, and whether the user did it. @returns what ends it */
  onMove(
    handler: (camera: readonly [lon: number, lat: number, zoom: number], byUser: boolean) => void,
  ): () => void;
  /** Hears clicks, the last to register first; a handler that returns true keeps it from the others. @returns what ends it */
  onPick(handler: (pick: Pick) => boolean | void): () => void;
  /** Puts a point that can be dragged, also by the arrow keys. @returns what takes it away */
  dragPoint(id: string, at: LonLat, handlers: DragHandlers, options?: DragOptions): () => void;
  /** The map as a PNG picture, as it is on the screen. */
  snapshot(): Promise<Blob>;
}
