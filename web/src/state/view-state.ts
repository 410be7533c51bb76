import { today } from '../language/format.js';
import { LANGUAGES, type Language } from '../language/words.js';

export const TABS = ['coverage', 'siting', 'scenario', 'scorecard', 'dispatch', 'estates', 'report'] as const;
export type Tab = (typeof TABS)[number];

export const READINGS = ['population', 'presence', 'households', 'area'] as const;
export type ReadingName = (typeof READINGS)[number];

export const SERVICES = [
  'STATION',
  'COMPREHENSIVE',
  'MEAL',
  'DAY_CARE',
  'FULL_CARE',
  'INSTITUTION',
  'HOME_VISIT',
  'BATH',
  'MEDICAL',
  'REHABILITATION',
  'GUIDANCE',
  'ANY',
] as const;
export type Service = (typeof SERVICES)[number];

/** Units that presence counts: communities and villages, or streets, towns and townships. */
export const UNIT_LEVELS = ['community', 'town'] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];

/** What can be shown on top of the shading. */
export const MAP_LAYERS = ['facilities', 'circles', 'gaps', 'estates', 'walkways', 'demand'] as const;
export type MapLayer = (typeof MAP_LAYERS)[number];

/** All that decides what the page shows; it is written into the address, so a view can be sent to somebody. */
export interface ViewState {
  /** 12-digit code; null until one is chosen. */
  readonly division: string | null;
  readonly service: Service;
  /** Walking minutes, 1–120. */
  readonly minutes: number;
  /** Walking speed in m/s, 0.1–3. */
  readonly speed: number;
  /** YYYY-MM-DD. */
  readonly asOf: string;
  readonly language: Language;
  readonly tab: Tab;
  readonly reading: ReadingName;
  readonly level: UnitLevel;
  readonly layers: readonly MapLayer[];
  /** Longitude, latitude, zoom; without it the map shows the whole division. */
  readonly camera?: readonly [lon: number, lat: number, zoom: number];
  /** What is open in the panel. */
  readonly selected?: { readonly layer: string; readonly id: string };
  /** Id of a saved scenario the figures are asked with. */
  readonly scenario?: string;
  /** Id of a saved scenario shown on the other side of the swipe. */
  readonly compare?: string;
  /** What single panels keep, by names of the form `tab.word`. */
  readonly more: Readonly<Record<string, string>>;
}

/** What is shown where the address says nothing. */
export function defaultViewState(date = today()): ViewState {
  return {
    division: null,
    service: 'STATION',
    minutes: 15,
    speed: 0.8,
    asOf: date,
    language: 'zh',
    tab: 'coverage',
    reading: 'population',
    level: 'community',
    layers: ['facilities'],
    more: {},
  };
}

const oneOf = <T extends string>(known: readonly T[], text: string | null): T | undefined =>
  known.find((value) => value === text);

function numberWithin(text: string | null, least: number, most: number): number | undefined {
  const value = text === null || text.trim() === '' ? NaN : Number(text);
  return value >= least && value <= most ? value : undefined;
}

function isDate(text: string | null): text is string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text);
}

function readCamera(text: string | null): ViewState['camera'] {
  const [lon, lat, zoom, ...rest] = (text ?? '').split(',').map((part) => (part === '' ? NaN : Number(part)));
  const isGood = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22 && rest.length === 0;
  return isGood ? [lon, lat, zoom] : undefined;
}

function readSelected(text: string | null): ViewState['selected'] {
  const [, layer, id] = /^([a-z-]+):(.+)$/s.exec(text ?? '') ?? [];
  return layer && id ? { layer, id } : undefined;
}

/**
 * The view an address asks for. What it does not say, or says wrongly, is as by default.
 * @param search the address's query, with or without `?`
 * @param defaults what holds where nothing is said
 */
export function readViewState(search: string, defaults: ViewState = defaultViewState()): ViewState {
  const query = new URLSearchParams(search);
  const get = (name: string) => query.get(name);
  const date = get('date');
  const layers = get('layers');
  const more = Object.fromEntries([...query].filter(([name]) => /^[a-z]+\.[a-zA-Z]+$/.test(name)));
  const division = get('division');
  return {
    division: division && /^[\w-]{1,64}$/.test(division) ? division : defaults.division,
    service: oneOf(SERVICES, get('service')) ?? defaults.service,
    minutes: numberWithin(get('minutes'), 1, 120) ?? defaults.minutes,
    speed: numberWithin(get('speed'), 0.1, 3) ?? defaults.speed,
    asOf: isDate(date) ? date : defaults.asOf,
    language: oneOf(LANGUAGES, get('lang')) ?? defaults.language,
    tab: oneOf(TABS, get('tab')) ?? defaults.tab,
    reading: oneOf(READINGS, get('reading')) ?? defaults.reading,
    level: oneOf(UNIT_LEVELS, get('level')) ?? defaults.level,
    layers:
      layers === null ? defaults.layers : MAP_LAYERS.filter((layer) => layers.split(',').includes(layer)),
    camera: readCamera(get('map')),
    selected: readSelected(get('open')),
    scenario: get('scenario') || undefined,
    compare: get('compare') || undefined,
    more,
  };
}

/** The address's query for a view, with `?`; `readViewState` reads it back. */
export function writeViewState(state: ViewState): string {
  const { camera, selected } = state;
  const parts: readonly (readonly [string, string | undefined | null])[] = [
    ['division', state.division],
    ['service', state.service],
    ['minutes', String(state.minutes)],
    ['speed', String(state.speed)],
    ['date', state.asOf],
    ['lang', state.language],
    ['tab', state.tab],
    ['reading', state.reading],
    ['level', state.level],
    ['layers', state.layers.join(',')],
    [
      'map',
      camera && [camera[0].toFixed(5), camera[1].toFixed(5), camera[2].toFixed(2)].map(Number).join(','),
    ],
    ['open', selected && `${selected.layer}:${selected.id}`],
    ['scenario', state.scenario],
    ['compare', state.compare],
    ...Object.entries(state.more),
  ];
  const query = new URLSearchParams();
  for (const [name, value] of parts) if (value !== undefined && value !== null) query.append(name, value);
  return `?${query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')}`;
}
