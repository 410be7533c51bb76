import { TILE_EXTENT, type TileFrame } from './tile-frame.js';
import { type LayerTable, tableOf } from './layer-tables.js';
import { tileFields, type LayerView } from './layer-view.js';

/** Features a tile has room for; of more it holds the most important ones. */
export const MOST_FEATURES = 40_000;

/** Features of one row that a tile is read by where the database cannot write it. */
const FEATURES_PER_PAGE = 1024;

/**
 * Vertices are put on a grid before anything else is done with them, so that what two neighbours share they still share:
 * each vertex moves by itself, whoever it belongs to. In tile units; half a pixel of a map but at the last zoom.
 */
const COARSE_GRID = 4;
const FINE_GRID = 1;
/** A vertex may be put so much of the grid beside where Mercator puts it: the database takes long over Mercator. */
const TOLERANCE = 0.25;

export interface Statement<V = unknown> {
  readonly sql: string;
  readonly values: readonly V[];
}

/** The whole tile as bytes, by a database that can write it, and how many features there were for it. */
export function encodedTile(view: LayerView, zoom: number, frame: TileFrame): Statement<number> {
  const { sql, names, values } = tileFeatures(view, zoom, frame);
  return {
    sql: `WITH feature AS MATERIALIZED (${sql})
      SELECT ST_AsMVT(tile, '${view.layer.name}', ${TILE_EXTENT}, 'geometry') AS bytes,
        COALESCE((SELECT max(found) FROM feature), 0)::int AS found
      FROM (SELECT ${names}, geometry FROM feature WHERE NOT ST_IsEmpty(geometry)) tile`,
    values,
  };
}

/**
 * The tile as pages of properties (arrays in the order of the fields) and TWKB one after the other; each tells how many
 * features there were for the tile.
 */
export function pagedTile(view: LayerView, zoom: number, frame: TileFrame): Statement<number> {
  const { sql, names, values } = tileFeatures(view, zoom, frame);
  return {
    sql: `WITH feature AS MATERIALIZED (${sql})
      SELECT json_agg(properties ORDER BY at) AS properties,
        string_agg(ST_AsTWKB(geometry, 0), ''::bytea ORDER BY at) AS geometries, max(found)::int AS found
      FROM (SELECT json_build_array(${names}) AS properties, geometry, found, row_number() OVER () - 1 AS at
        FROM feature WHERE NOT ST_IsEmpty(geometry)) numbered
      GROUP BY at / ${FEATURES_PER_PAGE} ORDER BY at / ${FEATURES_PER_PAGE}`,
    values,
  };
}

/** The features of a tile, most important first, their geometry in its units; by the index of the layer's place. */
function tileFeatures(
  view: LayerView,
  zoom: number,
  frame: TileFrame,
): Statement<number> & { readonly names: string } {
  const { layer } = view;
  const table = tableOf(layer);
  const place = table.geometryAt(zoom);
  const grid = table.parts && zoom < layer.maxZoom ? COARSE_GRID : FINE_GRID;
  const isFlat = frame.bend <= grid * TOLERANCE;
  const { scaleX, scaleY, shiftX, shiftY } = isFlat ? frame.even : frame.mercator;
  const { west, south, east, north } = frame;
  const fields = tileFields(view).map(({ name }) => name);
  const columns = fields.map((name) => `${fieldSql(table, name)} AS "${name}"`);
  const where = [
    `(${table.places.map((column) => `${column} && ${BOX}`).join(' OR ')})`,
    ...(table.places.includes(place) ? [] : [`${place} && ${BOX}`]),
    ...scope(view, zoom),
  ];
  return {
    sql: `SELECT ${columns.join(', ')}, count(*) OVER () AS found,
        ${inTileUnits(clipped(place, table.parts), table.parts, isFlat, grid)} AS geometry
      FROM ${table.from} JOIN data_source s ON s.key = ${table.sourceKey}
      WHERE ${where.join(' AND ')} ORDER BY ${table.importance}, ${table.order} LIMIT ${MOST_FEATURES}`,
    names: fields.map((name) => `"${name}"`).join(', '),
    values: [west, south, east, north, scaleX, scaleY, shiftX, shiftY],
  };
}

const BOX = 'ST_MakeEnvelope($1::float8, $2::float8, $3::float8, $4::float8, 4326)';

/** What lies in the box; the clipped ends of a line shared by two are cut at the same places for both. */
function clipped(place: string, parts: LayerTable['parts']): string {
  if (!parts) return place;
  const part = `ST_CollectionExtract(ST_ClipByBox2D(${place}, ${BOX}::box2d), ${parts === 'areas' ? 3 : 2})`;
  return `CASE WHEN ${place} @ ${BOX} THEN ${place} ELSE ${part} END`;
}

/** Outer rings run as tiles want them: clockwise on the map, whose y runs south. */
function inTileUnits(geometry: string, parts: LayerTable['parts'], isFlat: boolean, grid: number): string {
  const even = isFlat ? geometry : `ST_Transform(${geometry}, 3857)`;
  const moved = `ST_Affine(${even}, $5::float8, 0, 0, $6::float8, $7::float8, $8::float8)`;
  const snapped = `ST_SnapToGrid(${moved}, ${grid})`;
  return parts === 'areas' ? `ST_ForcePolygonCCW(${snapped})` : snapped;
}

/** SQL of a field; every row is as real as its source. */
function fieldSql(table: LayerTable, name: string): string {
  return name === 'synthetic' ? 's.synthetic' : table.fields[name];
}

/** Conditions of the rows a view holds at a zoom; null for any. */
export function scope({ layer, isStaff }: LayerView, zoom: number | null): string[] {
  const { whereAt, publicWhere } = tableOf(layer);
  return [
    ...(whereAt && zoom !== null ? [whereAt(zoom)] : []),
    ...(publicWhere && !isStaff ? [publicWhere] : []),
  ];
}
