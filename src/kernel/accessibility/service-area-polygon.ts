import { ContourRings, type ContourDisc } from '../geometry/contour-rings.js';
import { DistanceGrid } from '../geometry/distance-grid.js';
import { EdgeStamps } from '../geometry/edge-stamps.js';
import { polygonsOfRings } from '../geometry/polygons-of-rings.js';
import { metersPerDegreeLat, metersPerDegreeLon } from '../geometry/segment-meters.js';
import { StripProfile } from '../geometry/strip-profile.js';
import { invariant } from '../invariant.js';
import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { edgeBoxes } from './edge-boxes.js';
import type { SearchDirection } from './leg-costs.js';
import { forEachReachedStretch } from './reached-edges.js';
import type { WalkSearch } from './walk-search.js';

/** Polygons of rings of [lon, lat], closed; the first ring is the outer one (counter-clockwise), the rest are holes (clockwise). */
export type MultiPolygonCoordinates = number[][][][];

/** The same as columns of numbers. They belong to the kernel: the next polygon writes over them. */
export interface PolygonColumns {
  /** Ring indexes of each polygon, the outer ring first. */
  readonly polygons: readonly (readonly number[])[];
  /** Ring k is the pairs lon, lat of lonLat[offset[k]] … lonLat[offset[k + 1] - 1], its first vertex not repeated. */
  readonly lonLat: Float64Array;
  readonly offset: Int32Array;
}

export interface PolygonOptions {
  /** Width b of the strip drawn on both sides of the reached lines. */
  readonly bufferMeters?: number;
  /** Raster width; finer is nearer to the exact buffer. */
  readonly cellMeters?: number;
  /** How far a simplified border may leave the contour. */
  readonly toleranceMeters?: number;
  readonly direction?: SearchDirection;
}

/** Together these keep the intersection over union with the exact 25 m buffer above 0.985. */
const DEFAULT_BUFFER_METERS = 25;
const DEFAULT_CELL_METERS = 8;
const DEFAULT_TOLERANCE_METERS = 0.75;
/** A narrower strip gets finer cells, so that it stays round. */
const MIN_CELLS_PER_STRIP = 2.5;
/** Above this many raster cells (400 km² of the usual ones) cells and strip grow, so that a day's walk still fits into memory. */
const MAX_CELLS = 1 << 23;

/** A plane a network's polygons are drawn in and, where it is the usual one, the stamps of its edges. */
interface Drawing {
  readonly west: number;
  readonly south: number;
  readonly cellsPerLon: number;
  readonly cellsPerLat: number;
  readonly cellMeters: number;
  readonly bufferMeters: number;
  readonly profile: StripProfile;
  readonly stamps: EdgeStamps | null;
}

/**
 * What is kept of a network between its polygons: one plane for every so many degrees north or south of its middle, as
 * degrees of longitude are shorter towards the poles.
 */
interface Drawings {
  readonly cellMeters: number;
  readonly bufferMeters: number;
  readonly middle: number;
  readonly byBand: Map<number, Drawing>;
}

/** Within half of this, metres are right to 0.6 % at 50 degrees north. */
const BAND_DEGREES = 0.5;

/** Caches and buffers only: no result depends on what was drawn before. */
const drawings = new WeakMap<WalkNetwork, Drawings>();
const grid = new DistanceGrid();
const rings = new ContourRings();
let points = new Float64Array(256);
let stretches = new Float64Array(3 * 1024);

/**
 * The display polygon of a service area (METHODS E4, after Oliver et al. 2007): lines reached within D − b, buffered
 * by b, with holes and islands. Within the Euclidean disc of radius D around the origin, always. Where less than b is
 * left after the access leg the strip narrows to what is left, down to no polygon at all (an empty list). For
 * display only: whether a place is covered is decided by its walking cost, and published areas come from PostGIS.
 */
export function serviceAreaPolygon(
  network: WalkNetwork,
  search: WalkSearch,
  origin: Snap,
  limitCentimeters: number,
  options: PolygonOptions = {},
): MultiPolygonCoordinates {
  const columns = serviceAreaColumns(network, search, origin, limitCentimeters, options);
  return columns.polygons.map((polygon) => polygon.map((ring) => positionsOf(columns, ring)));
}

/** What `serviceAreaPolygon` gives, for whoever writes it on at once: no list is made of every position. */
export function serviceAreaColumns(
  network: WalkNetwork,
  search: WalkSearch,
  origin: Snap,
  limitCentimeters: number,
  options: PolygonOptions = {},
): PolygonColumns {
  invariant(
    (options.bufferMeters ?? 1) > 0 && (options.cellMeters ?? 1) > 0 && (options.toleranceMeters ?? 0) >= 0,
    'strip and cells have a width',
  );
  const leftMeters = (limitCentimeters - Math.round(origin.accessMeters * 100)) / 100;
  if (!(leftMeters > 0)) return { polygons: [], lonLat: rings.xy, offset: rings.offset };
  const stripMeters = Math.min(options.bufferMeters ?? DEFAULT_BUFFER_METERS, leftMeters);
  const stretchCount = collectStretches(
    network,
    search,
    origin,
    limitCentimeters - Math.round(stripMeters * 100),
    options.direction ?? 'TOWARDS_ORIGINS',
  );
  const box = boxOf(network, origin, stretchCount);
  const width = (box.east - box.west) * metersPerDegreeLon(origin.lat) + 4 * stripMeters;
  const height = (box.north - box.south) * metersPerDegreeLat(origin.lat) + 4 * stripMeters;
  const cellMeters = Math.max(
    Math.min(options.cellMeters ?? DEFAULT_CELL_METERS, stripMeters / MIN_CELLS_PER_STRIP),
    Math.sqrt((width * height) / MAX_CELLS),
  );
  const bufferMeters = Math.max(stripMeters, cellMeters * 1.2);
  const isUsual =
    bufferMeters === (options.bufferMeters ?? DEFAULT_BUFFER_METERS) &&
    cellMeters === (options.cellMeters ?? DEFAULT_CELL_METERS);
  const drawing = isUsual
    ? stampedDrawing(network, origin.lat, cellMeters, bufferMeters)
    : drawingAt(network, origin.lat, cellMeters, bufferMeters, null);
  draw(network, drawing, origin, stretchCount, box);
  const tolerance =
    Math.min(options.toleranceMeters ?? DEFAULT_TOLERANCE_METERS, bufferMeters / 25) / cellMeters;
  rings.trace(grid, tolerance, discOf(drawing, origin, leftMeters));
  const polygons = polygonsOfRings(rings);
  toDegrees(drawing);
  return { polygons, lonLat: rings.xy, offset: rings.offset };
}

/** Turns the traced rings from cells of the window into degrees. */
function toDegrees(drawing: Drawing): void {
  const { xy, offset, count } = rings;
  const { cellsPerLon, cellsPerLat } = drawing;
  const west = drawing.west + grid.firstColumn / cellsPerLon;
  const south = drawing.south + grid.firstRow / cellsPerLat;
  const end = offset[count];
  for (let at = 0; at < end; at += 2) {
    xy[at] = west + xy[at] / cellsPerLon;
    xy[at + 1] = south + xy[at + 1] / cellsPerLat;
  }
}

/** A ring as positions, closed. */
function positionsOf({ lonLat, offset }: PolygonColumns, ring: number): number[][] {
  const begin = offset[ring];
  const count = (offset[ring + 1] - begin) / 2;
  const positions = new Array<number[]>(count + 1);
  for (let k = 0; k < count; k++) positions[k] = [lonLat[begin + 2 * k], lonLat[begin + 2 * k + 1]];
  positions[count] = [positions[0][0], positions[0][1]];
  return positions;
}

/** Fills `stretches` with what is reached: edge, start metre, end metre, …; returns how many there are. */
function collectStretches(
  network: WalkNetwork,
  search: WalkSearch,
  origin: Snap,
  limitCentimeters: number,
  direction: SearchDirection,
): number {
  let used = 0;
  forEachReachedStretch(network, search, origin, limitCentimeters, direction, (edge, start, end) => {
    if (used + 3 > stretches.length) {
      const larger = new Float64Array(2 * stretches.length);
      larger.set(stretches);
      stretches = larger;
    }
    stretches[used++] = edge;
    stretches[used++] = start;
    stretches[used++] = end;
  });
  return used / 3;
}

interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** A box in degrees around the whole edges among the stretches and the segments touched by the cut ones. */
function boxOf(network: WalkNetwork, origin: Snap, stretchCount: number): Box {
  const { edgeVertexOffset, vertexLon, vertexLat, vertexMeters, edgeLengthMeters } = network;
  const boxes = edgeBoxes(network);
  let west = origin.lon;
  let east = origin.lon;
  let south = origin.lat;
  let north = origin.lat;
  for (let k = 0; k < 3 * stretchCount; k += 3) {
    const edge = stretches[k];
    const start = stretches[k + 1];
    const end = stretches[k + 2];
    if (start === 0 && end === edgeLengthMeters[edge]) {
      west = Math.min(west, boxes[4 * edge]);
      south = Math.min(south, boxes[4 * edge + 1]);
      east = Math.max(east, boxes[4 * edge + 2]);
      north = Math.max(north, boxes[4 * edge + 3]);
      continue;
    }
    const last = edgeVertexOffset[edge + 1] - 1;
    for (let vertex = edgeVertexOffset[edge]; vertex <= last; vertex++) {
      // Vertices next to the stretch bound its cut ends.
      if (vertex < last && vertexMeters[vertex + 1] < start) continue;
      west = Math.min(west, vertexLon[vertex]);
      south = Math.min(south, vertexLat[vertex]);
      east = Math.max(east, vertexLon[vertex]);
      north = Math.max(north, vertexLat[vertex]);
      if (vertexMeters[vertex] > end) break;
    }
  }
  return { west, south, east, north };
}

/** The network's plane around a latitude, with stamps; made anew where the last polygon had another resolution. */
function stampedDrawing(
  network: WalkNetwork,
  latitude: number,
  cellMeters: number,
  bufferMeters: number,
): Drawing {
  let known = drawings.get(network);
  if (known?.cellMeters !== cellMeters || known.bufferMeters !== bufferMeters) {
    known = { cellMeters, bufferMeters, middle: middleLatitude(network), byBand: new Map() };
    drawings.set(network, known);
  }
  const { middle, byBand } = known;
  const band = Math.round((latitude - middle) / BAND_DEGREES);
  let drawing = byBand.get(band);
  if (!drawing) {
    const bandLatitude = middle + band * BAND_DEGREES;
    drawing = drawingAt(network, bandLatitude, cellMeters, bufferMeters, network.edgeCount);
    byBand.set(band, drawing);
  }
  return drawing;
}

function middleLatitude({ nodeLat }: WalkNetwork): number {
  let south = Infinity;
  let north = -Infinity;
  for (const lat of nodeLat) {
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return (south + north) / 2;
}

function drawingAt(
  network: WalkNetwork,
  latitude: number,
  cellMeters: number,
  bufferMeters: number,
  stampedEdges: number | null,
): Drawing {
  const profile = new StripProfile(bufferMeters / cellMeters);
  return {
    west: network.nodeLon[0],
    south: network.nodeLat[0],
    cellsPerLon: metersPerDegreeLon(latitude) / cellMeters,
    cellsPerLat: metersPerDegreeLat(latitude) / cellMeters,
    cellMeters,
    bufferMeters,
    profile,
    stamps: stampedEdges === null ? null : new EdgeStamps(stampedEdges, profile),
  };
}

/** Rasters the stretches: whole edges by their stamps, cut ones by hand. */
function draw(network: WalkNetwork, drawing: Drawing, origin: Snap, stretchCount: number, box: Box): void {
  const { edgeVertexOffset, vertexLon, vertexLat, vertexMeters, edgeLengthMeters } = network;
  const { cellsPerLon, cellsPerLat, stamps, profile } = drawing;
  const pad = profile.reachCells + 2;
  const firstColumn = Math.floor((box.west - drawing.west) * cellsPerLon - pad);
  const firstRow = Math.floor((box.south - drawing.south) * cellsPerLat - pad);
  const lastColumn = Math.ceil((box.east - drawing.west) * cellsPerLon + pad);
  const lastRow = Math.ceil((box.north - drawing.south) * cellsPerLat + pad);
  grid.reset(firstColumn, firstRow, lastColumn, lastRow);
  const originX = (origin.lon - drawing.west) * cellsPerLon;
  const originY = (origin.lat - drawing.south) * cellsPerLat;
  grid.drawSegment(profile, originX, originY, originX, originY);

  for (let k = 0; k < 3 * stretchCount; k += 3) {
    const edge = stretches[k];
    const start = stretches[k + 1];
    const end = stretches[k + 2];
    const isWhole = stamps !== null && start === 0 && end === edgeLengthMeters[edge];
    if (isWhole && stamps.has(edge)) {
      stamps.copy(grid, edge);
      continue;
    }
    const first = edgeVertexOffset[edge];
    const last = edgeVertexOffset[edge + 1] - 1;
    if (points.length < 2 * (last - first + 1)) points = new Float64Array(4 * (last - first + 1));
    let count = 0;
    for (let vertex = first; vertex <= last; vertex++, count++) {
      points[2 * count] = (vertexLon[vertex] - drawing.west) * cellsPerLon;
      points[2 * count + 1] = (vertexLat[vertex] - drawing.south) * cellsPerLat;
    }
    if (isWhole) {
      stamps.stamp(grid, edge, points, count);
      continue;
    }
    for (let vertex = first; vertex < last && vertexMeters[vertex] < end; vertex++) {
      const from = vertexMeters[vertex];
      const to = vertexMeters[vertex + 1];
      if (to < start || to <= from) continue;
      const at = 2 * (vertex - first);
      const dx = points[at + 2] - points[at];
      const dy = points[at + 3] - points[at + 1];
      const t1 = start > from ? (start - from) / (to - from) : 0;
      const t2 = end < to ? (end - from) / (to - from) : 1;
      grid.drawSegment(
        profile,
        points[at] + t1 * dx,
        points[at + 1] + t1 * dy,
        points[at] + t2 * dx,
        points[at + 1] + t2 * dy,
      );
    }
  }
}

/** The Euclidean disc no place of the polygon lies outside of. */
function discOf(drawing: Drawing, origin: Snap, radiusMeters: number): ContourDisc {
  return {
    column: (origin.lon - drawing.west) * drawing.cellsPerLon - grid.firstColumn,
    row: (origin.lat - drawing.south) * drawing.cellsPerLat - grid.firstRow,
    metersPerColumn: metersPerDegreeLon(origin.lat) / drawing.cellsPerLon,
    metersPerRow: metersPerDegreeLat(origin.lat) / drawing.cellsPerLat,
    radiusMeters,
  };
}
