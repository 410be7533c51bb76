import { type Map as MapLibre, Marker } from 'maplibre-gl';
import type { DragHandlers, DragOptions, LonLat } from './map-view.js';

/** Pixels an arrow key moves a point by, alone and with the shift key. */
const STEP = 8;
const LONG_STEP = 40;

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Puts a point on a map that can be dragged, also by the arrow keys. @returns what takes it away */
export function dragPoint(
  map: MapLibre,
  at: LonLat,
  { onMove, onDrop }: DragHandlers,
  { label, colour = '#b3261e' }: DragOptions,
): () => void {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'drag-point';
  element.title = label;
  element.setAttribute('aria-label', label);
  element.style.setProperty('--colour', colour);
  const marker = new Marker({ element, draggable: true }).setLngLat([...at]).addTo(map);
  const place = (): LonLat => [marker.getLngLat().lng, marker.getLngLat().lat];
  let frame = 0;
  const moved = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      onMove?.(place());
    });
  };
  marker.on('drag', moved);
  marker.on('dragend', () => onDrop?.(place()));
  element.addEventListener('keydown', (event) => {
    const direction = DIRECTIONS[event.key];
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    const pixels = event.shiftKey ? LONG_STEP : STEP;
    const from = map.project(marker.getLngLat());
    marker.setLngLat(map.unproject([from.x + direction[0] * pixels, from.y + direction[1] * pixels]));
    moved();
  });
  element.addEventListener('keyup', (event) => {
    if (event.key in DIRECTIONS) onDrop?.(place());
  });
  return () => {
    cancelAnimationFrame(frame);
    marker.remove();
  };
}
