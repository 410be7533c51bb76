import type { Feature, FeatureCollection } from 'geojson';
import { labelled } from '../language/format.js';
import type { Language } from '../language/words.js';
import type { MapView } from '../map/map-view.js';
import { type Plan, placeOf } from '../moving/plan.js';
import type { LonLat } from '../moving/step-point.js';
import { scenarioWords } from './words.js';

/** Ids of the overlays of a plan. */
export const PLAN_OVERLAYS = {
  trails: 'scenario-trails',
  gone: 'scenario-gone',
  places: 'scenario-places',
} as const;

const COLOURS = { open: '#1565c0', moved: '#6a1b9a', gone: '#6b7a83' } as const;

/** Draws what a plan opens, moves and closes; the one being edited is drawn as its own marker. */
export function showPlanOnMap(map: MapView, plan: Plan, edited: string, language: Language): void {
  const w = scenarioWords(language);
  const places: Feature[] = [];
  const gone: Feature[] = [];
  const trails: Feature[] = [];
  for (const change of plan) {
    if (change.kind === 'KEPT') continue;
    const { id, name } = change.facility;
    const to = placeOf(change);
    const from = change.kind === 'OPEN' ? null : change.facility.at;
    const colour = change.kind === 'OPEN' ? COLOURS.open : COLOURS.moved;
    if (from) gone.push(point(from, { id, hint: labelled(w[change.kind], name, language) }));
    if (to && id !== edited)
      places.push(point(to, { id, name, colour, hint: labelled(w[change.kind], name, language) }));
    if (from && to) trails.push(line(from, to, { id }));
  }
  map.setOverlay(PLAN_OVERLAYS.trails, collection(trails), {
    line: { colour: COLOURS.moved, width: 2, dash: [2, 2] },
    place: 'above',
  });
  map.setOverlay(PLAN_OVERLAYS.gone, collection(gone), {
    circle: { colour: '#ffffff', radius: 6, outline: COLOURS.gone, outlineWidth: 2.5 },
    ...{ pickable: true, hint: 'hint', place: 'above' },
    legend:
      gone.length > 0
        ? [{ label: w.legendClosed, colour: '#ffffff', shape: 'circle', outline: COLOURS.gone }]
        : [],
  });
  map.setOverlay(PLAN_OVERLAYS.places, collection(places), {
    circle: { colour: ['get', 'colour'], radius: 8, outline: '#ffffff', outlineWidth: 2 },
    ...{ pickable: true, hint: 'hint', place: 'above' },
    legend: [
      ...(plan.some(({ kind }) => kind === 'OPEN')
        ? [{ label: w.legendOpen, colour: COLOURS.open, shape: 'circle' as const }]
        : []),
      ...(plan.some(({ kind }) => kind === 'MOVE')
        ? [{ label: w.legendMoved, colour: COLOURS.moved, shape: 'circle' as const }]
        : []),
    ],
  });
}

export function hidePlanOnMap(map: MapView): void {
  for (const id of Object.values(PLAN_OVERLAYS)) map.removeOverlay(id);
}

function point({ lon, lat }: LonLat, properties: Feature['properties']): Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties };
}

function line(from: LonLat, to: LonLat, properties: Feature['properties']): Feature {
  const coordinates = [from, to].map(({ lon, lat }) => [lon, lat]);
  return { type: 'Feature', geometry: { type: 'LineString', coordinates }, properties };
}

function collection(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}
