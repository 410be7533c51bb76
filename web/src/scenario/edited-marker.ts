import type { MapView } from '../map/map-view.js';
import type { LonLat } from '../moving/step-point.js';
import type { EditedFacility } from './place-editor.js';

interface Handlers {
  readonly onMove: (at: LonLat) => void;
  readonly onDrop: (at: LonLat) => void;
}

/** The marker by which the edited facility is dragged; what is closed has none. */
export class EditedMarker {
  private take: (() => void) | null = null;

  constructor(
    private readonly map: () => MapView,
    private readonly handlers: Handlers,
  ) {}

  put(edited: EditedFacility | null): void {
    this.take?.();
    this.take = null;
    if (!edited?.at || edited.change === 'CLOSE') return;
    const { at, name } = edited;
    const { onMove, onDrop } = this.handlers;
    this.take = this.map().dragPoint(
      'scenario-edited',
      [at.lon, at.lat],
      { onMove: ([lon, lat]) => onMove({ lon, lat }), onDrop: ([lon, lat]) => onDrop({ lon, lat }) },
      { label: name, colour: '#b3261e' },
    );
  }
}
