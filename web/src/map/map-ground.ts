import type { Bounds, Pick } from './map-view.js';

export type Camera = readonly [lon: number, lat: number, zoom: number];

/** Where a map begins. */
export type Begin = { readonly bounds: Bounds } | { readonly camera: Camera };

/** What is pointed at, and where. */
export interface Hint {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** What a drawn map stands on, and whom it tells. */
export interface MapGround {
  readonly container: HTMLElement;
  /** Address of the server, without a path; empty for the page's own. */
  readonly server: string;
  readonly key: () => string | null;
  readonly title: string;
  /** Id of the text that says which keys the map heeds. */
  readonly helpId: string;
  readonly onHover: (hint: Hint | null) => void;
  readonly onPick: (pick: Pick) => void;
  /** The camera moved; by the user, or by the program. */
  readonly onMove: (camera: Camera, byUser: boolean) => void;
  readonly onTrouble: (error: Error & { readonly status?: number }) => void;
}
