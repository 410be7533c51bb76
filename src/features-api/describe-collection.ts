import {
  CRS84,
  type LayerCrs,
  type LayerSummary,
  type LayerView,
  zonesOf,
  layerCrs,
} from '../layers/index.js';
import { type Addresses, type Link, link } from './links.js';
import { GEOJSON_TYPE, GREGORIAN, JSON_TYPE, QUERYABLES_REL, SCHEMA_TYPE } from './standard.js';

/** A collection as the standard describes it; `attribution` and `synthetic` are ours. */
export interface CollectionDocument {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly attribution?: string;
  /** True when any feature is generated. */
  readonly synthetic: boolean;
  readonly itemType: 'feature';
  readonly extent: {
    readonly spatial?: { readonly bbox: readonly (readonly number[])[]; readonly crs: string };
    readonly temporal?: { readonly interval: readonly (readonly null[])[]; readonly trs: string };
  };
  readonly crs: readonly string[];
  readonly storageCrs: string;
  readonly links: readonly Link[];
}

const EVERYWHERE = [CRS84, layerCrs('EPSG:4326'), layerCrs('EPSG:4490')];

/** The systems a collection is handed out in: degrees, and the Gauss–Krüger zones it lies in. */
export function systemsOf({ bounds }: LayerSummary): LayerCrs[] {
  return bounds ? [...EVERYWHERE, ...zonesOf(bounds)] : EVERYWHERE;
}

export function describeCollection(
  { layer }: LayerView,
  summary: LayerSummary,
  addresses: Addresses,
): CollectionDocument {
  const { name, title, description } = layer;
  const { bounds, attributions, synthetic } = summary;
  const both = `${title.zh} ${title.en}`;
  const own = addresses.collection(name);
  return {
    id: name,
    title: both,
    description: `${description.zh} ${description.en}`,
    ...(attributions.length > 0 && { attribution: attributions.join(' · ') }),
    synthetic,
    itemType: 'feature',
    extent: {
      ...(bounds && { spatial: { bbox: [bounds], crs: CRS84.uri } }),
      ...(layer.isDated && { temporal: { interval: [[null, null]], trs: GREGORIAN } }),
    },
    crs: systemsOf(summary).map(({ uri }) => uri),
    storageCrs: CRS84.uri,
    links: [
      link('self', own, JSON_TYPE, both),
      link('items', addresses.items(name), GEOJSON_TYPE, `${title.zh}要素 Features`),
      link('describedby', `${own}/schema`, SCHEMA_TYPE, '字段 Fields'),
      // As GDAL before 3.7 writes it.
      link('describedBy', `${own}/schema`, SCHEMA_TYPE, '字段 Fields'),
      link(QUERYABLES_REL, `${own}/queryables`, SCHEMA_TYPE, '可筛选字段 Fields to choose by'),
    ],
  };
}
