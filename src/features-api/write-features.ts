import type { Geometry } from 'geojson';
import { type LayerCrs, type LayerField, type LayerRow, reprojector } from '../layers/index.js';
import { Turns } from '../platform/compute/in-turns.js';
import type { Link } from './links.js';

/** What is said of a page of features around them. */
export interface PageOf {
  readonly crs: LayerCrs;
  /** Of the view. */
  readonly fields: readonly LayerField[];
  readonly limit: number;
  readonly matched: number;
  readonly timeStamp: string;
  /** Links of the page, given the id of the last feature where more follow. */
  readonly links: (next: string | null) => readonly Link[];
}

/** Characters sent at once. */
const PIECE = 64 * 1024;

/**
 * A page of features as the text of a GeoJSON FeatureCollection, in pieces; gives way to other requests.
 * @param batches as many features as the page holds and one more where more follow
 */
export async function* writeFeatures(
  batches: AsyncIterable<readonly LayerRow[]>,
  { crs, fields, limit, matched, timeStamp, links }: PageOf,
): AsyncGenerator<string, void, void> {
  const toText = featureWriter(crs, fields);
  const turns = new Turns();
  let text = `{"type":"FeatureCollection","timeStamp":"${timeStamp}","numberMatched":${matched},"features":[`;
  let returned = 0;
  let last: string | null = null;
  let hasMore = false;
  for await (const batch of batches)
    for (const row of batch) {
      if (returned === limit) {
        hasMore = true;
        break;
      }
      text += `${returned > 0 ? ',\n' : '\n'}${toText(row)}`;
      returned++;
      last = row.id;
      if (text.length >= PIECE) {
        yield text;
        text = '';
      }
      if (turns.isOver) await turns.next();
    }
  const rest = JSON.stringify({ numberReturned: returned, links: links(hasMore ? last : null) });
  yield `${text}\n],${rest.slice(1)}\n`;
}

/** Writes features one by one. */
export function featureWriter(
  crs: LayerCrs,
  fields: readonly LayerField[],
): (row: LayerRow, more?: object) => string {
  const reals = new Set(fields.filter(({ type }) => type === 'number').map(({ name }) => name));
  // Programs that tell a field's type by its first values would cut off the decimals of later ones.
  const valueText = (name: string, value: LayerRow['properties'][string]) =>
    reals.has(name) && Number.isSafeInteger(value) ? `${value}.0` : JSON.stringify(value);
  const reproject = reprojector(crs, 'AUTHORITY');
  const move = (geometry: Geometry | null) => geometry && reproject(geometry);
  return ({ id, geometry, properties }, more = {}) => {
    const values = Object.entries(properties).map(
      ([name, value]) => `${JSON.stringify(name)}:${valueText(name, value)}`,
    );
    const feature = JSON.stringify({ type: 'Feature', id, geometry: move(geometry), ...more });
    return `${feature.slice(0, -1)},"properties":{${values.join(',')}}}`;
  };
}
