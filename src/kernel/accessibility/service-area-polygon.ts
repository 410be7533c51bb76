import type { PlacedPolygons } from '../geometry/polygon-text.js';
import { polygonsOfRings } from '../geometry/polygons-of-rings.js';
import { metersPerDegreeLat, metersPerDegreeLon } from '../geometry/segment-meters.js';
import { invariant } from '../invariant.js';
import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import type { SearchDirection } from './leg-costs.js';
import { forEachReachedStretch } from './reached-edges.js';
import { StripDrawing } from './strip-drawing.js';
import type { WalkSearch } from './walk-search.js';

/** Polygons of rings of [lon, lat], closed; the first ring is the outer one (counter-clockwise), the rest are holes (clockwise). */
export type MultiPolygonCoordinates = number[][][][];

export interface PolygonOptions {
  /** Width b of the strip drawn on both sides of the reached lines. */
  readonly bufferMeters?: number;
  /** Raster width; finer is nearer to the exact buffer. */
  readonly cellMeters?: number;
  /** How far a simplified border may leave the contour; nested areas nest to within twice of it. */
  readonly toleranceMeters?: number;
  readonly direction?: SearchDirection;
}

/** Together these keep the intersection over union with the exact 25 m buffer above 0.985, above 0.98 for circles of 300 m. */
const DEFAULT_BUFFER_METERS = 25;
const DEFAULT_CELL_METERS = 6;
const DEFAULT_TOLERANCE_METERS = 0.75;
/** A narrower strip gets finer cells, so that it stays round. */
const MIN_CELLS_PER_STRIP = 2.5;
/** A strip too narrow for its cells would fall between the nodes. */
const MIN_STRIP_CELLS = 1.2;
/** Above this many raster nodes (300 km² of the usual cells) cells and strip grow, so that a day's walk still fits into memory. */
const MAX_NODES = 1 << 23;

let stretches = new Float64Array(3 * 1024);
const NO_POLYGONS: PlacedPolygons = {
  polygons: [],
  xy: new Float64Array(0),
  rings: [],
  west: 0,
  south: 0,
  lonPerCell: 0,
  latPerCell: 0,
};

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
  const placed = placedServiceArea(network, search, origin, limitCentimeters, options);
  return placed.polygons.map((polygon) => polygon.map((ring) => positionsOf(placed, ring)));
}

/**
 * What `serviceAreaPolygon` gives, for whoever writes it on at once: no list is made of every position. It belongs to
 * the kernel: the next polygon writes over it.
 */
export function placedServiceArea(
  network: WalkNetwork,
  search: WalkSearch,
  origin: Snap,
  limitCentimeters: number,
  options: PolygonOptions = {},
): PlacedPolygons {
  const {
    bufferMeters = DEFAULT_BUFFER_METERS,
    cellMeters: askedCellMeters = DEFAULT_CELL_METERS,
    toleranceMeters = DEFAULT_TOLERANCE_METERS,
    direction = 'TOWARDS_ORIGINS',
  } = options;
  invariant(bufferMeters > 0 && askedCellMeters > 0 && toleranceMeters >= 0, 'strip and cells have a width');
  const leftMeters = (limitCentimeters - Math.round(origin.accessMeters * 100)) / 100;
  if (!(leftMeters > 0)) return NO_POLYGONS;
  let stripMeters = Math.min(bufferMeters, leftMeters);
  const linesLimit = limitCentimeters - Math.round(stripMeters * 100);
  const count = collectStretches(network, search, origin, linesLimit, direction);
  let cellMeters = Math.min(askedCellMeters, stripMeters / MIN_CELLS_PER_STRIP);
  let drawing =
    stripMeters === bufferMeters && cellMeters === askedCellMeters
      ? StripDrawing.usual(network, origin.lat, cellMeters, stripMeters)
      : new StripDrawing(network, origin.lat, cellMeters, stripMeters);
  for (;;) {
    const nodes = drawing.draw(origin, stretches, count, MAX_NODES);
    if (nodes <= MAX_NODES) break;
    cellMeters *= Math.sqrt(nodes / MAX_NODES) * 1.01;
    stripMeters = Math.max(stripMeters, cellMeters * MIN_STRIP_CELLS);
    drawing = new StripDrawing(network, origin.lat, cellMeters, stripMeters);
  }
  const { plane, raster } = drawing;
  const traced = raster.trace(Math.min(toleranceMeters, stripMeters / 25) / cellMeters, {
    x: (origin.lon - plane.west) * plane.cellsPerLon,
    y: (origin.lat - plane.south) * plane.cellsPerLat,
    metersPerColumn: metersPerDegreeLon(origin.lat) / plane.cellsPerLon,
    metersPerRow: metersPerDegreeLat(origin.lat) / plane.cellsPerLat,
    radiusMeters: leftMeters,
  });
  const [lonPerCell, latPerCell] = [1 / plane.cellsPerLon, 1 / plane.cellsPerLat];
  return {
    polygons: polygonsOfRings(traced),
    xy: traced.xy,
    rings: traced.rings,
    west: plane.west + raster.firstColumn * lonPerCell,
    south: plane.south + raster.firstRow * latPerCell,
    lonPerCell,
    latPerCell,
  };
}

/** A ring as positions, closed. */
function positionsOf(
  { xy, rings, west, south, lonPerCell, latPerCell }: PlacedPolygons,
  ring: number,
): number[][] {
  const { begin, end } = rings[ring];
  const count = (end - begin) / 2;
  const positions = new Array<number[]>(count + 1);
  for (let k = 0, at = begin; k < count; k++, at += 2)
    positions[k] = [west + xy[at] * lonPerCell, south + xy[at + 1] * latPerCell];
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
