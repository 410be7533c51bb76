import { ContourWorkspace, contourRings, type CrossingLimit } from '../geometry/contour-rings.js';
import { BEYOND_REACH, DistanceGrid } from '../geometry/distance-grid.js';
import { EdgeStamps } from '../geometry/edge-stamps.js';
import { polygonsOfRings } from '../geometry/polygons-of-rings.js';
import { metersPerDegreeLat, metersPerDegreeLon } from '../geometry/segment-meters.js';
import { invariant } from '../invariant.js';
import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import type { SearchDirection } from './leg-costs.js';
import { forEachReachedStretch } from './reached-edges.js';
import type { WalkSearch } from './walk-search.js';

/** Polygons of rings of [lon, lat], closed; the first ring is the outer one (counter-clockwise), the rest are holes (clockwise). */
export type MultiPolygonCoordinates = number[][][][];

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
const DEFAULT_CELL_METERS = 7;
const DEFAULT_TOLERANCE_METERS = 0.75;
/** A narrower strip gets finer cells, so that it stays round. */
const MIN_CELLS_PER_STRIP = 2.5;
/** Above this many raster cells (400 km² of the usual ones) cells and strip grow, so that a day's walk still fits into memory. */
const MAX_CELLS = 1 << 23;

/** What is kept of a network between its polygons: the plane it is drawn in and the stamps of its edges. */
interface Drawing {
  readonly west: number;
  readonly south: number;
  readonly cellsPerLon: number;
  readonly cellsPerLat: number;
  readonly cellMeters: number;
  readonly bufferMeters: number;
  /** Highest value inside the strip, as a raster value. */
  readonly insideValue: number;
  readonly stepsPerCell: number;
  readonly stamps: EdgeStamps | null;
}

/** Caches and buffers only: no result depends on what was drawn before. */
const drawings = new WeakMap<WalkNetwork, Drawing>();
const grid = new DistanceGrid();
const workspace = new ContourWorkspace();
let points = new Float64Array(256);

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
  invariant(
    (options.bufferMeters ?? 1) > 0 && (options.cellMeters ?? 1) > 0 && (options.toleranceMeters ?? 0) >= 0,
    'strip and cells have a width',
  );
  const leftMeters = (limitCentimeters - Math.round(origin.accessMeters * 100)) / 100;
  if (!(leftMeters > 0)) return [];
  const stripMeters = Math.min(options.bufferMeters ?? DEFAULT_BUFFER_METERS, leftMeters);
  const stretches = reachedStretches(
    network,
    search,
    origin,
    limitCentimeters - Math.round(stripMeters * 100),
    options.direction ?? 'TOWARDS_ORIGINS',
  );
  const box = boxOf(network, origin, stretches);
  const cellMeters = Math.max(
    Math.min(options.cellMeters ?? DEFAULT_CELL_METERS, stripMeters / MIN_CELLS_PER_STRIP),
    Math.sqrt(((box.widthMeters + 4 * stripMeters) * (box.heightMeters + 4 * stripMeters)) / MAX_CELLS),
  );
  const bufferMeters = Math.max(stripMeters, cellMeters * 1.2);
  const isUsual =
    bufferMeters === (options.bufferMeters ?? DEFAULT_BUFFER_METERS) &&
    cellMeters === (options.cellMeters ?? DEFAULT_CELL_METERS);
  const drawing = isUsual
    ? stampedDrawing(network, cellMeters, bufferMeters)
    : drawingAt(network, origin.lat, cellMeters, bufferMeters, null);
  draw(network, drawing, origin, stretches, box);

  const { cellsPerLon, cellsPerLat } = drawing;
  const tolerance =
    Math.min(options.toleranceMeters ?? DEFAULT_TOLERANCE_METERS, bufferMeters / 25) / cellMeters;
  const rings = contourRings(
    grid.values,
    drawing.insideValue,
    grid.columns,
    grid.rows,
    tolerance,
    withinDisc(drawing, origin, leftMeters),
    workspace,
  );
  const toPositions = (xy: Float64Array): number[][] => {
    const count = xy.length / 2;
    const positions = new Array<number[]>(count + 1);
    for (let k = 0; k < count; k++)
      positions[k] = [
        drawing.west + (grid.firstColumn + xy[2 * k]) / cellsPerLon,
        drawing.south + (grid.firstRow + xy[2 * k + 1]) / cellsPerLat,
      ];
    positions[count] = [positions[0][0], positions[0][1]];
    return positions;
  };
  return polygonsOfRings(rings).map(({ outer, holes }) =>
    [outer, ...holes].map((ring) => toPositions(ring.xy)),
  );
}

/** Reached stretches as [edge, start metre, end metre, …]. */
function reachedStretches(
  network: WalkNetwork,
  search: WalkSearch,
  origin: Snap,
  limitCentimeters: number,
  direction: SearchDirection,
): number[] {
  const stretches: number[] = [];
  forEachReachedStretch(network, search, origin, limitCentimeters, direction, (edge, start, end) => {
    stretches.push(edge, start, end);
  });
  return stretches;
}

interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly widthMeters: number;
  readonly heightMeters: number;
}

/** A box around every vertex of the touched edges, in degrees and metres. */
function boxOf(network: WalkNetwork, origin: Snap, stretches: readonly number[]): Box {
  const { edgeVertexOffset, vertexLon, vertexLat, vertexMeters } = network;
  let west = origin.lon;
  let east = origin.lon;
  let south = origin.lat;
  let north = origin.lat;
  for (let k = 0; k < stretches.length; k += 3) {
    const last = edgeVertexOffset[stretches[k] + 1] - 1;
    for (let vertex = edgeVertexOffset[stretches[k]]; vertex <= last; vertex++) {
      // Vertices next to the stretch bound its cut ends.
      if (vertex < last && vertexMeters[vertex + 1] < stretches[k + 1]) continue;
      const lon = vertexLon[vertex];
      const lat = vertexLat[vertex];
      if (lon < west) west = lon;
      if (lon > east) east = lon;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
      if (vertexMeters[vertex] > stretches[k + 2]) break;
    }
  }
  const widthMeters = (east - west) * metersPerDegreeLon(origin.lat);
  return {
    west,
    south,
    east,
    north,
    widthMeters,
    heightMeters: (north - south) * metersPerDegreeLat(origin.lat),
  };
}

/** The network's plane and stamps at this resolution; made anew where the last polygon had another one. */
function stampedDrawing(network: WalkNetwork, cellMeters: number, bufferMeters: number): Drawing {
  const known = drawings.get(network);
  if (known?.cellMeters === cellMeters && known.bufferMeters === bufferMeters) return known;
  let south = Infinity;
  let north = -Infinity;
  for (const lat of network.nodeLat) {
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  const drawing = drawingAt(network, (south + north) / 2, cellMeters, bufferMeters, network.edgeCount);
  drawings.set(network, drawing);
  return drawing;
}

function drawingAt(
  network: WalkNetwork,
  latitude: number,
  cellMeters: number,
  bufferMeters: number,
  stampedEdges: number | null,
): Drawing {
  // A whole number of steps to the strip's border makes "inside" exact; the reach is one cell more, all a contour needs.
  const insideValue = Math.floor(((BEYOND_REACH - 2) * bufferMeters) / (bufferMeters + cellMeters));
  const stepsPerCell = (insideValue * cellMeters) / bufferMeters;
  return {
    west: network.nodeLon[0],
    south: network.nodeLat[0],
    cellsPerLon: metersPerDegreeLon(latitude) / cellMeters,
    cellsPerLat: metersPerDegreeLat(latitude) / cellMeters,
    cellMeters,
    bufferMeters,
    insideValue,
    stepsPerCell,
    stamps: stampedEdges === null ? null : new EdgeStamps(stampedEdges, stepsPerCell),
  };
}

/** Rasters the stretches: whole edges by their stamps, cut ones by hand. */
function draw(
  network: WalkNetwork,
  drawing: Drawing,
  origin: Snap,
  stretches: readonly number[],
  box: Box,
): void {
  const { edgeVertexOffset, vertexLon, vertexLat, vertexMeters, edgeLengthMeters } = network;
  const { cellsPerLon, cellsPerLat, stamps, stepsPerCell } = drawing;
  const pad = (BEYOND_REACH - 1) / stepsPerCell + 2;
  const firstColumn = Math.floor((box.west - drawing.west) * cellsPerLon - pad);
  const firstRow = Math.floor((box.south - drawing.south) * cellsPerLat - pad);
  const lastColumn = Math.ceil((box.east - drawing.west) * cellsPerLon + pad);
  const lastRow = Math.ceil((box.north - drawing.south) * cellsPerLat + pad);
  grid.reset(firstColumn, firstRow, lastColumn - firstColumn + 1, lastRow - firstRow + 1, stepsPerCell);
  const originX = (origin.lon - drawing.west) * cellsPerLon;
  const originY = (origin.lat - drawing.south) * cellsPerLat;
  grid.drawSegment(originX, originY, originX, originY);

  for (let k = 0; k < stretches.length; k += 3) {
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
        points[at] + t1 * dx,
        points[at + 1] + t1 * dy,
        points[at] + t2 * dx,
        points[at + 1] + t2 * dy,
      );
    }
  }
}

/**
 * Keeps crossings inside the Euclidean disc: drawn straight between what both nodes have left to its rim, they cannot
 * leave it, because the distance from a point is convex.
 */
function withinDisc(drawing: Drawing, origin: Snap, discMeters: number): CrossingLimit {
  const metersPerColumn = metersPerDegreeLon(origin.lat) / drawing.cellsPerLon;
  const metersPerRow = metersPerDegreeLat(origin.lat) / drawing.cellsPerLat;
  const originColumn = (origin.lon - drawing.west) * drawing.cellsPerLon - grid.firstColumn;
  const originRow = (origin.lat - drawing.south) * drawing.cellsPerLat - grid.firstRow;
  const left = (column: number, row: number): number => {
    const x = (column - originColumn) * metersPerColumn;
    const y = (row - originRow) * metersPerRow;
    return discMeters - Math.sqrt(x * x + y * y);
  };
  return (insideColumn, insideRow, outsideColumn, outsideRow, share) => {
    const outside = left(outsideColumn, outsideRow);
    if (outside >= 0) return share;
    const inside = left(insideColumn, insideRow);
    return Math.min(share, inside / (inside - outside));
  };
}
