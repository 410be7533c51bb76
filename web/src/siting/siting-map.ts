import type { FeatureCollection } from 'geojson';
import type { PlanFieldsFragment } from '../api/generated.js';
import { labelled } from '../language/format.js';
import type { Language } from '../language/words.js';
import type { MapView } from '../map/map-view.js';
import { pointOf } from '../moving/point-of.js';
import type { Candidate } from './load-candidates.js';
import { peopleText } from './status-words.js';
import { candidateKinds, sitingWords } from './words.js';

/** Ids of the overlays of siting. */
export const OVERLAYS = {
  candidates: 'siting-candidates',
  sites: 'siting-sites',
  uncoverable: 'siting-uncoverable',
} as const;

const SITE_COLOUR = '#7b1fa2';
const CANDIDATE_COLOUR = '#ffffff';

/** Draws the places a plan may choose. */
export function showCandidates(map: MapView, candidates: readonly Candidate[], language: Language): void {
  const w = sitingWords(language);
  const kinds = candidateKinds(language) as Readonly<Record<string, string>>;
  const data = points(
    candidates.map(({ id, name, kind, lon, lat }) => ({
      ...{ id, lon, lat },
      hint: labelled(w.candidateLegend, name, language) + (kind ? `\n${kinds[kind] ?? kind}` : ''),
    })),
  );
  map.setOverlay(OVERLAYS.candidates, data, {
    circle: { colour: CANDIDATE_COLOUR, radius: byZoom(2.5, 6), outline: SITE_COLOUR, outlineWidth: 1.2 },
    ...{ pickable: true, hint: 'hint', place: 'above' },
    legend: [{ label: w.candidateLegend, colour: '#ffffff', shape: 'circle', outline: SITE_COLOUR }],
  });
}

/** Draws the sites of a plan with their order, and the people no plan can cover. */
export function showPlan(map: MapView, plan: PlanFieldsFragment, language: Language): void {
  const w = sitingWords(language);
  const lost = plan.uncoverablePoints.edges.map(({ node }) => ({
    id: node.demandPointId,
    ...pointOf(node.location),
    hint: labelled(w.uncoverableLegend, peopleText(node.people, language), language),
  }));
  if (lost.length > 0)
    map.setOverlay(OVERLAYS.uncoverable, points(lost), {
      circle: { colour: '#a3211b', radius: byZoom(1.6, 5), outline: '#ffffff', outlineWidth: 0.5 },
      ...{ pickable: true, hint: 'hint', place: 'above' },
      legend: [{ label: w.uncoverableLegend, colour: '#a3211b', shape: 'circle' }],
    });
  else map.removeOverlay(OVERLAYS.uncoverable);
  const sites = plan.sites.map((site) => ({
    id: site.candidateId,
    ...pointOf(site.location),
    order: String(site.order),
    hint: `${site.order}. ${site.name} +${peopleText(site.peopleNewlyCovered, language)}`,
  }));
  map.setOverlay(OVERLAYS.sites, points(sites), {
    circle: { colour: '#ead6f3', radius: 11, outline: SITE_COLOUR, outlineWidth: 2.5 },
    label: { property: 'order', size: 13, offset: -0.65, always: true },
    ...{ pickable: true, hint: 'hint', place: 'above' },
    legend: [{ label: w.siteLegend, colour: '#ead6f3', shape: 'circle', outline: SITE_COLOUR }],
  });
}

/** Takes a plan from the map, but not the places it could choose. */
export function hidePlan(map: MapView): void {
  map.removeOverlay(OVERLAYS.sites);
  map.removeOverlay(OVERLAYS.uncoverable);
}

/** Takes everything of siting from the map. */
export function hideSiting(map: MapView): void {
  for (const id of Object.values(OVERLAYS)) map.removeOverlay(id);
}

/** A radius that grows from a county on the screen to a street. */
function byZoom(far: number, near: number): readonly unknown[] {
  return ['interpolate', ['linear'], ['zoom'], 9.5, far, 14, near];
}

function points(
  places: readonly ({ readonly lon: number; readonly lat: number; readonly id: string } & Record<
    string,
    unknown
  >)[],
): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: places.map(({ lon, lat, ...properties }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties,
    })),
  };
}
