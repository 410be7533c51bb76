import type { Geometry, Position } from 'geojson';
import { noteValues } from '../download-notes.js';
import type { DownloadColumn, DownloadRow, DownloadTable, FilePieces } from '../download-table.js';
import { boundsOf, type Bounds } from './bounds.js';
import { flat, type FlatField, FlatTables } from './flat-tables.js';
import { propertyBytes } from './flat-properties.js';
import { boundsOfAll, hilbertOrder, NODE_SIZE, packedTree } from './packed-tree.js';

/** "fgb", version 3, twice. */
const MAGIC = Uint8Array.of(0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62, 0x00);
/** What is smaller is sorted and gets an index; the rest is sent as it comes, without one. */
const INDEXED_BYTES = 8 * 2 ** 20;

const GEOMETRY_TYPES = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
} as const;
/** Of the whole file; 0 where features differ. */
const TYPES_OF_LAYERS = { POINT: 1, LINE: 2, POLYGON: 6, POINT_OR_POLYGON: 0 } as const;
const COLUMN_TYPES = { boolean: 2, integer: 7, number: 10, text: 11, date: 11 } as const;

/**
 * FlatGeobuf 3: a small file with a packed Hilbert R-tree, a larger one as a stream without. Columns carry their Chinese
 * names as titles; the header's metadata say what the file holds.
 */
export async function* flatGeobufPieces(table: DownloadTable): FilePieces {
  const tables = new FlatTables();
  const held: { bytes: Uint8Array; box: Bounds | null }[] = [];
  let heldBytes = 0;
  let isStream = false;
  for await (const rows of table.batches) {
    const features = rows.map(({ geometry, properties }) => ({
      bytes: tables.finish(featureFields({ geometry, properties }, table)),
      box: geometry && boundsOf(geometry),
    }));
    if (!isStream) {
      held.push(...features);
      heldBytes += features.reduce((sum, { bytes }) => sum + bytes.length, 0);
      if (heldBytes <= INDEXED_BYTES) continue;
      isStream = true;
      yield Buffer.concat([MAGIC, tables.finish(headerFields(table, null))]);
      yield Buffer.concat(held.splice(0).map(({ bytes }) => bytes));
    } else yield Buffer.concat(features.map(({ bytes }) => bytes));
  }
  if (!isStream) yield Buffer.concat(smallFile(table, tables, held));
}

function smallFile(
  table: DownloadTable,
  tables: FlatTables,
  features: readonly { readonly bytes: Uint8Array; readonly box: Bounds | null }[],
): Uint8Array[] {
  // An index has an entry for every feature; one without a place has none.
  if (features.length === 0 || features.some(({ box }) => box === null))
    return [MAGIC, tables.finish(headerFields(table, null)), ...features.map(({ bytes }) => bytes)];
  const placed = features.map(({ box }) => box!);
  const order = hilbertOrder(placed);
  const sorted = order.map((k) => features[k].bytes);
  let end = 0;
  const offsets = sorted.map(({ length }) => (end += length) - length);
  const index = packedTree(
    order.map((k) => placed[k]),
    offsets,
  );
  const known = { count: features.length, bounds: boundsOfAll(placed) };
  return [MAGIC, tables.finish(headerFields(table, known)), index, ...sorted];
}

function headerFields(
  { name, title, columns, geometry, crs, notes }: DownloadTable,
  indexed: { readonly count: number; readonly bounds: Bounds } | null,
): FlatField[] {
  return [
    flat.text(0, name),
    ...(indexed ? [flat.doubles(1, indexed.bounds)] : []),
    flat.byte(2, geometry ? TYPES_OF_LAYERS[geometry] : 0),
    flat.tables(7, columns.map(columnFields)),
    flat.long(8, indexed?.count ?? 0),
    flat.short(9, indexed ? NODE_SIZE : 0),
    flat.table(10, [flat.text(0, 'EPSG'), flat.int(1, crs.epsg), flat.text(2, crs.name)]),
    flat.text(11, title.zh),
    flat.text(12, title.en),
    flat.text(13, JSON.stringify(noteValues(notes))),
  ];
}

function columnFields({ name, type, zh, en }: DownloadColumn): FlatField[] {
  return [flat.text(0, name), flat.byte(1, COLUMN_TYPES[type]), flat.text(2, zh), flat.text(3, en)];
}

function featureFields({ geometry, properties }: DownloadRow, table: DownloadTable): FlatField[] {
  return [
    ...(geometry ? [flat.table(0, geometryFields(promoted(geometry, table.geometry)))] : []),
    flat.bytes(1, propertyBytes(properties, table.columns)),
  ];
}

/** In a file of areas all are multi-part, as its header says. */
function promoted(geometry: Geometry, of: DownloadTable['geometry']): Geometry {
  if (of !== 'POLYGON' || geometry.type !== 'Polygon') return geometry;
  return { type: 'MultiPolygon', coordinates: [geometry.coordinates] };
}

function geometryFields(geometry: Geometry): FlatField[] {
  const type = flat.byte(6, GEOMETRY_TYPES[geometry.type]);
  switch (geometry.type) {
    case 'Point':
      return [flat.doubles(1, geometry.coordinates.slice(0, 2)), type];
    case 'MultiPoint':
    case 'LineString':
      return [flat.doubles(1, numbers(geometry.coordinates)), type];
    case 'Polygon':
    case 'MultiLineString':
      return [...partFields(geometry.coordinates), type];
    case 'MultiPolygon': {
      const parts = geometry.coordinates.map((coordinates) =>
        geometryFields({ type: 'Polygon', coordinates }),
      );
      return [type, flat.tables(7, parts)];
    }
    case 'GeometryCollection':
      return [type, flat.tables(7, geometry.geometries.map(geometryFields))];
  }
}

function partFields(parts: readonly (readonly Position[])[]): FlatField[] {
  let end = 0;
  const ends = parts.map(({ length }) => (end += length));
  return [...(parts.length > 1 ? [flat.ints(0, ends)] : []), flat.doubles(1, numbers(parts.flat()))];
}

function numbers(positions: readonly Position[]): number[] {
  const all = new Array<number>(2 * positions.length);
  for (let k = 0; k < positions.length; k++) {
    all[2 * k] = positions[k][0];
    all[2 * k + 1] = positions[k][1];
  }
  return all;
}
