import type { FeatureCollection, Geometry } from 'geojson';
import {
  CirclesDocument,
  EstateDeficitsDocument,
  MapGapsDocument,
  type MapGapsQuery,
} from '../api/generated.js';
import { request } from '../api/request.js';
import { formatCount, formatNumber } from '../language/format.js';
import type { Bounds, MapView } from '../map/map-view.js';
import type { MapLayer, Tab } from '../state/view-state.js';
import type { ViewStore } from '../state/view-store.js';
import { coverageFeed } from './coverage-feed.js';
import { isWithin, servingFacilities, widened } from './serving-facilities.js';
import { namesOf, shadesOf, shareLegend } from './shading.js';
import { coverageWords } from './words.js';

/** Panels of these tabs shade the map themselves. */
const OWN_SHADES: readonly Tab[] = ['scenario', 'estates'];
/** Circles drawn at once. */
const MOST_CIRCLES = 400;

const ASKED = ['division', 'service', 'minutes', 'speed', 'asOf', 'scenario', 'layers', 'language'] as const;

export type Gap = NonNullable<MapGapsQuery['gaps']>['edges'][number]['node'];

export type Role = 'public' | 'planner' | 'resources' | 'admin';

/** Who may see a layer of the map. */
export function maySee(layer: MapLayer, role: Role | null): boolean {
  if (layer === 'gaps' || layer === 'demand') return role === 'planner' || role === 'admin';
  if (layer === 'estates') return role === 'planner' || role === 'resources' || role === 'admin';
  return true;
}

/** Keeps what the map shows in step with the view: shading, facilities, circles, gaps and the layers switched on. */
export class MapContent extends EventTarget {
  role: Role | null = null;
  /** What a layer could not be read for. */
  problem: unknown = null;
  /** Gaps on the map, by rank. */
  readonly gaps = new Map<string, Gap>();
  private place: Bounds | null = null;
  private soon: ReturnType<typeof setTimeout> | undefined;
  private asked = new AbortController();

  constructor(
    private readonly store: ViewStore,
    private readonly map: MapView,
  ) {
    super();
    contents.set(store, this);
    const feed = coverageFeed(store);
    feed.addEventListener('change', () => {
      if (!feed.news.isAsking) this.shade();
      // What one lost connection broke is asked for again together.
      else if (this.problem) this.draw();
    });
    store.follow(({ state, previous }) => {
      if (state.language !== previous.language || state.tab !== previous.tab) this.shade();
      if (ASKED.some((key) => state[key] !== previous[key])) this.draw();
      if (state.selected !== previous.selected) this.mark();
    });
    map.onPick(({ layer, id }) => {
      if (layer === 'ground') return this.store.set({ selected: undefined });
      const known: Readonly<Record<string, string>> = { 'estate-deficits': 'estates' };
      this.store.set({ selected: { layer: known[layer] ?? layer, id } });
    });
    this.mark();
  }

  /** Says whose eyes it draws for. */
  setRole(role: Role): void {
    this.role = role;
    this.draw();
    this.dispatchEvent(new Event('change'));
  }

  /** Says which part of the earth is looked at: facilities beyond a division's border count for its people too. */
  setPlace(bounds: Bounds): void {
    this.place = bounds;
    this.draw();
  }

  readonly retry = (): void => this.draw();

  private mark(): void {
    const { selected } = this.store.state;
    this.map.highlight(selected?.layer ?? null, selected?.id ?? null);
  }

  private shade(): void {
    const { state } = this.store;
    const { parts, whole } = coverageFeed(this.store).news;
    this.map.nameDivisions(namesOf(parts));
    if (OWN_SHADES.includes(state.tab)) return;
    this.map.shadeDivisions(shadesOf(parts, state), whole ? shareLegend(state) : null);
    this.mark();
  }

  /** Several changes of one moment are drawn once. */
  private draw(): void {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => void this.drawLayers());
  }

  private async drawLayers(): Promise<void> {
    const { state } = this.store;
    const { division } = state;
    this.asked.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    const isOn = (layer: MapLayer) => state.layers.includes(layer) && maySee(layer, this.role);
    this.map.showLayer('facilities', isOn('facilities'));
    this.map.showLayer('walkways', isOn('walkways'));
    if (this.role) this.map.showLayer('demand', isOn('demand'));
    if (!isOn('circles')) this.map.removeOverlay('circles');
    if (!isOn('gaps')) this.map.removeOverlay('gaps');
    if (!isOn('estates')) this.map.removeOverlay('estate-deficits');
    const { place } = this;
    if (!division || !this.role || !place) return;
    const work = [
      ...(isOn('facilities') || isOn('circles') ? [this.drawFacilities(place, isOn('circles'), signal)] : []),
      ...(isOn('gaps') ? [this.drawGaps(division, signal)] : []),
      ...(isOn('estates') ? [this.drawEstates(division, signal)] : []),
    ];
    this.problem = null;
    const done = await Promise.allSettled(work);
    if (signal.aborted) return;
    this.problem = done.find((each) => each.status === 'rejected')?.reason ?? null;
    this.dispatchEvent(new Event('change'));
  }

  private async drawFacilities(place: Bounds, withCircles: boolean, signal: AbortSignal): Promise<void> {
    const { service, asOf, minutes, speed, language } = this.store.state;
    const found = await servingFacilities(request, { bbox: widened(place, 1), service, asOf }, signal);
    this.map.markServing(found.map(({ id }) => id));
    if (!withCircles) return;
    const near = widened(place, 0.1);
    const ids = found.filter(({ at }) => isWithin(at, near)).map(({ id }) => id);
    const variables = { ids: ids.slice(0, MOST_CIRCLES), walkMinutes: minutes, speed };
    const { serviceAreas } =
      ids.length > 0
        ? await request(CirclesDocument, variables, { signal, partial: true })
        : { serviceAreas: [] };
    const areas = serviceAreas.flatMap((area) =>
      area ? [{ geometry: area.polygon, properties: { id: area.facilityId } }] : [],
    );
    this.map.setOverlay('circles', collection(areas), {
      fill: { colour: '#1238c9', opacity: 0.2 },
      line: { colour: '#0b2f8a', width: 0.9, opacity: 0.85 },
      place: 'below',
      legend: [{ label: coverageWords(language).circles, colour: 'rgb(18 56 201 / 35%)' }],
    });
  }

  private async drawGaps(divisionCode: string, signal: AbortSignal): Promise<void> {
    const { service, asOf, minutes, speed, scenario, language } = this.store.state;
    const w = coverageWords(language);
    const answer = await request(
      MapGapsDocument,
      { code: divisionCode, service, asOf, walkMinutes: minutes, speed, scenarioId: scenario ?? null },
      { signal },
    );
    const nodes = answer.gaps?.edges.map(({ node }) => node) ?? [];
    this.gaps.clear();
    for (const node of nodes) this.gaps.set(String(node.rank), node);
    const places = nodes.map(({ rank, people, location, division }) => ({
      geometry: location,
      properties: {
        id: String(rank),
        people,
        hint: `${division.name}\n${w.gapPeople(formatCount(people, language))}`,
      },
    }));
    this.map.setOverlay('gaps', collection(places), {
      circle: {
        colour: '#c2410c',
        opacity: 0.6,
        radius: sizedBy('people', 0.14, 0.75),
        outline: '#ffffff',
        outlineWidth: 0.8,
      },
      pickable: true,
      hint: 'hint',
      legend: [{ label: w.gaps, colour: '#d97742', shape: 'circle' }],
    });
  }

  private async drawEstates(code: string, signal: AbortSignal): Promise<void> {
    const { asOf, language } = this.store.state;
    const w = coverageWords(language);
    const { estateAudit } = await request(EstateDeficitsDocument, { code, asOf }, { signal });
    const places = (estateAudit?.estates?.edges ?? []).flatMap(({ node }) => {
      const { estate, estateId, deficitSquareMeters: deficit } = node;
      if (!estate || !deficit) return [];
      const hint = `${estate.name}\n${w.deficit} ${w.squareMeters(formatNumber(deficit.value, language, 1))}`;
      return [{ geometry: estate.location, properties: { id: estateId, deficit: deficit.value, hint } }];
    });
    this.map.setOverlay('estate-deficits', collection(places), {
      circle: {
        colour: '#7b3fa0',
        opacity: 0.65,
        radius: sizedBy('deficit', 0.3, 1.1),
        outline: '#ffffff',
        outlineWidth: 0.8,
      },
      pickable: true,
      hint: 'hint',
      legend: [{ label: w.estates, colour: '#7b3fa0', shape: 'circle' }],
    });
  }
}

const contents = new WeakMap<ViewStore, MapContent>();

/** What draws the map of a view; null on pages without one. */
export function mapContentOf(store: ViewStore): MapContent | null {
  return contents.get(store) ?? null;
}

/** A radius whose circle grows with a property, at a far and a near zoom. */
function sizedBy(property: string, far: number, near: number): readonly unknown[] {
  const root = ['sqrt', ['get', property]];
  const sized = (factor: number) => ['max', 2, ['*', factor, root]];
  return ['interpolate', ['linear'], ['zoom'], 9, sized(far), 14, sized(near)];
}

type Place = { readonly geometry: Geometry; readonly properties: Readonly<Record<string, unknown>> };

function collection(places: readonly Place[]): FeatureCollection {
  const features = places.map(({ geometry, properties }) => ({
    type: 'Feature' as const,
    geometry,
    properties: { ...properties },
  }));
  return { type: 'FeatureCollection', features };
}
