import type { CareQuestion, LayerSummary, LayerView } from '../layers/index.js';
import { MOST_FEATURES, tileFields } from '../layers/index.js';

/** TileJSON 3.0.0, and what else a map wants to know of a layer. */
export interface TileJson {
  readonly tilejson: '3.0.0';
  readonly name: string;
  readonly description: string;
  readonly attribution?: string;
  readonly scheme: 'xyz';
  readonly tiles: readonly string[];
  readonly minzoom: number;
  readonly maxzoom: number;
  readonly bounds: readonly number[];
  readonly vector_layers: readonly {
    readonly id: string;
    readonly description: string;
    readonly minzoom: number;
    readonly maxzoom: number;
    /** Per field what it is. */
    readonly fields: Readonly<Record<string, string>>;
  }[];
  /** Not of the standard: the field that tells features apart, and whether any of them is generated. */
  readonly key: string;
  readonly synthetic: boolean;
  /** Not of the standard: a tile holds the most important of more features and says so in `x-features-left-out`. */
  readonly mostFeatures: number;
}

const WORLD = [-180, -85.05112877980659, 180, 85.0511287798066];

/**
 * @param origin where this server is reached, as `https://host`
 * @param question what a computed layer is asked, which its tiles are asked too
 */
export function tileJson(
  view: LayerView,
  summary: LayerSummary,
  origin: string,
  question: CareQuestion = {},
): TileJson {
  const asked = new URLSearchParams(
    Object.entries(question).map(([one, value]): [string, string] => [one, String(value)]),
  ).toString();
  const { name, title, description, minZoom, maxZoom, key } = view.layer;
  const fields = tileFields(view).map((field) => [field.name, `${field.type}: ${field.en} ${field.zh}`]);
  const attribution = summary.attributions.join(' · ');
  return {
    tilejson: '3.0.0',
    name: `${title.zh} ${title.en}`,
    description: `${description.zh} ${description.en}`,
    ...(attribution && { attribution }),
    scheme: 'xyz',
    tiles: [`${origin}/tiles/${name}/{z}/{x}/{y}.mvt${asked && `?${asked}`}`],
    minzoom: minZoom,
    maxzoom: maxZoom,
    bounds: summary.bounds ?? WORLD,
    vector_layers: [
      {
        id: name,
        description: description.en,
        minzoom: minZoom,
        maxzoom: maxZoom,
        fields: Object.fromEntries(fields),
      },
    ],
    key,
    synthetic: summary.synthetic,
    mostFeatures: MOST_FEATURES,
  };
}
