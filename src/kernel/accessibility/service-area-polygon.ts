import { ContourWorkspace, contourRings } from '../geometry/contour-rings.js';
import { DistanceGrid } from '../geometry/distance-grid.js';
import { polygonsOfRings } from '../geometry/polygons-of-rings.js';
import { metersPerDegreeLat, metersPerDegreeLon } from '../geometry/segment-meters.js';
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
/** Above this many raster cells the cells grow, so that a day's walk still fits into memory. */
const MAX_CELLS = 1 << 24;

/** Buffers kept between polygons; the kernel runs one computation per thread at a time. */
const grid = new DistanceGrid();
const workspace = new ContourWorkspace();

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
  const { direction = 'TOWARDS_ORIGINS' } = options;
  const accessCentimeters = Math.round(origin.accessMeters * 100);
  const leftMeters = (limitCentimeters - accessCentimeters) / 100;
  if (!(leftMeters > 0)) return [];
  const buffer = Math.min(options.bufferMeters ?? DEFAULT_BUFFER_METERS, leftMeters);
  const tolerance = Math.min(options.toleranceMeters ?? DEFAULT_TOLERANCE_METERS, buffer / 25);
  const scaleX = metersPerDegreeLon(origin.lat);
  const scaleY = metersPerDegreeLat(origin.lat);
  const lines = reachedLines(
    network,
    search,
    origin,
    limitCentimeters - Math.round(buffer * 100),
    direction,
    scaleX,
    scaleY,
  );

  let west = 0;
  let east = 0;
  let south = 0;
  let north = 0;
  for (let k = 0; k < lines.length; k += 4) {
    west = Math.min(west, lines[k], lines[k + 2]);
    east = Math.max(east, lines[k], lines[k + 2]);
    south = Math.min(south, lines[k + 1], lines[k + 3]);
    north = Math.max(north, lines[k + 1], lines[k + 3]);
  }
  const cell = Math.max(
    Math.min(options.cellMeters ?? DEFAULT_CELL_METERS, buffer / 2.5),
    Math.sqrt(((east - west + 4 * buffer) * (north - south + 4 * buffer)) / MAX_CELLS),
  );
  grid.reset(west, south, east, north, cell, buffer + 1.5 * cell);
  grid.drawSegment(0, 0, 0, 0);
  for (let k = 0; k < lines.length; k += 4)
    grid.drawSegment(lines[k], lines[k + 1], lines[k + 2], lines[k + 3]);
  toInsideness(grid, buffer, leftMeters);
  const rings = contourRings(grid.values, grid.columns, grid.rows, tolerance / cell, workspace);

  const toPositions = (xy: Float64Array): number[][] => {
    const positions: number[][] = [];
    for (let k = 0; k < xy.length; k += 2)
      positions.push([
        origin.lon + (grid.originX + xy[k] * cell) / scaleX,
        origin.lat + (grid.originY + xy[k + 1] * cell) / scaleY,
      ]);
    positions.push([...positions[0]]);
    return positions;
  };
  return polygonsOfRings(rings).map(({ outer, holes }) =>
    [outer, ...holes].map((ring) => toPositions(ring.xy)),
  );
}

/** The reached lines as x1, y1, x2, y2 in metres around the origin. */
function reachedLines(
  network: WalkNetwork,
  search: WalkSearch,
  origin: Snap,
  limitCentimeters: number,
  direction: SearchDirection,
  scaleX: number,
  scaleY: number,
): number[] {
  const { edgeVertexOffset, vertexLon, vertexLat, vertexMeters } = network;
  const lines: number[] = [];
  forEachReachedStretch(network, search, origin, limitCentimeters, direction, (edge, start, end) => {
    const last = edgeVertexOffset[edge + 1] - 1;
    for (let vertex = edgeVertexOffset[edge]; vertex < last && vertexMeters[vertex] < end; vertex++) {
      const from = vertexMeters[vertex];
      const to = vertexMeters[vertex + 1];
      if (to < start || to <= from) continue;
      const x1 = (vertexLon[vertex] - origin.lon) * scaleX;
      const y1 = (vertexLat[vertex] - origin.lat) * scaleY;
      const x2 = (vertexLon[vertex + 1] - origin.lon) * scaleX;
      const y2 = (vertexLat[vertex + 1] - origin.lat) * scaleY;
      const t1 = start > from ? (start - from) / (to - from) : 0;
      const t2 = end < to ? (end - from) / (to - from) : 1;
      lines.push(x1 + t1 * (x2 - x1), y1 + t1 * (y2 - y1), x1 + t2 * (x2 - x1), y1 + t2 * (y2 - y1));
    }
  });
  return lines;
}

/**
 * Turns squared distances into metres inside the strip, positive inside, cut by the Euclidean disc: a contour drawn
 * straight between such values cannot leave the disc, because the distance from a point is convex.
 */
function toInsideness(field: DistanceGrid, bufferMeters: number, discMeters: number): void {
  const { values, columns, rows, cellMeters, originX, originY } = field;
  for (let row = 0, at = 0; row < rows; row++) {
    const y = originY + row * cellMeters;
    for (let column = 0; column < columns; column++, at++) {
      const strip = bufferMeters - Math.sqrt(values[at]) * cellMeters;
      const x = originX + column * cellMeters;
      values[at] = Math.min(strip, discMeters - Math.sqrt(x * x + y * y));
    }
  }
}
