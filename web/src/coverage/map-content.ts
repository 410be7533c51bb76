import type { MapView } from '../map/map-view.js';
import type { ViewStore } from '../state/view-store.js';

/** Keeps what the map shows in step with the view: shading, facilities, circles, gaps and the layers switched on. */
export class MapContent {
  constructor(
    private readonly store: ViewStore,
    private readonly map: MapView,
  ) {}

  /** Says whose eyes it draws for. */
  setRole(_role: string): void {
    this.map.showLayer('facilities', this.store.state.layers.includes('facilities'));
  }
}
