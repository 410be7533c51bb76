import { LineStamps } from '../geometry/line-stamps.js';
import { metersPerDegreeLat, metersPerDegreeLon } from '../geometry/segment-meters.js';
import { StripRaster, type LatticeBox } from '../geometry/strip-raster.js';
import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';

/** Where a network is drawn: degrees of its south-west become cells of a lattice. */
export interface LatticePlane {
  readonly west: number;
  readonly south: number;
  readonly cellsPerLon: number;
  readonly cellsPerLat: number;
}

/** Within half of this, metres are right to 0.6 % at 50 degrees north. */
const BAND_DEGREES = 0.5;

/** Raster and, for the usual resolution, drawings by bands of latitude. Only caches: no result depends on them. */
interface Kept {
  readonly raster: StripRaster;
  readonly middleLatitude: number;
  cellMeters: number;
  stripMeters: number;
  readonly byBand: Map<number, StripDrawing>;
}

const kept = new WeakMap<WalkNetwork, Kept>();

/** Segments x1, y1, x2, y2 and stamps of the drawing that is being made. */
let segments = new Float64Array(4 * 256);
let segmentCount = 0;
let stamps = new Uint32Array(1024);
let stampCount = 0;
let points = new Float64Array(256);

/** Draws strips around stretches of a network's edges, in a plane that is right around a latitude. */
export class StripDrawing {
  readonly plane: LatticePlane;
  readonly raster: StripRaster;
  private readonly network: WalkNetwork;
  private readonly stripCells: number;
  /** Stamps of the edges, where this drawing will be used again. */
  private readonly edges: LineStamps | null;

  /**
   * The drawing with stamps for places around a latitude. As degrees of longitude are shorter towards the poles there
   * is one for every band of latitude; all are made anew where the last one had another resolution.
   */
  static usual(
    network: WalkNetwork,
    latitude: number,
    cellMeters: number,
    stripMeters: number,
  ): StripDrawing {
    const known = keptOf(network);
    if (known.cellMeters !== cellMeters || known.stripMeters !== stripMeters) {
      known.byBand.clear();
      known.raster.forgetStamps();
      known.cellMeters = cellMeters;
      known.stripMeters = stripMeters;
    }
    const band = Math.round((latitude - known.middleLatitude) / BAND_DEGREES);
    let drawing = known.byBand.get(band);
    if (!drawing) {
      const bandLatitude = known.middleLatitude + band * BAND_DEGREES;
      drawing = new StripDrawing(network, bandLatitude, cellMeters, stripMeters, network.edgeCount);
      known.byBand.set(band, drawing);
    }
    return drawing;
  }

  constructor(
    network: WalkNetwork,
    latitude: number,
    cellMeters: number,
    stripMeters: number,
    stampedEdges = 0,
  ) {
    this.network = network;
    this.raster = keptOf(network).raster;
    this.stripCells = stripMeters / cellMeters;
    this.plane = {
      west: network.nodeLon[0],
      south: network.nodeLat[0],
      cellsPerLon: metersPerDegreeLon(latitude) / cellMeters,
      cellsPerLat: metersPerDegreeLat(latitude) / cellMeters,
    };
    this.edges = stampedEdges > 0 ? new LineStamps(this.raster, stampedEdges, this.stripCells) : null;
  }

  /**
   * Draws the strips around an origin and around the first `count` stretches [edge, start metre, end metre], unless that
   * takes more nodes than allowed; returns how many it takes.
   */
  draw(origin: Snap, stretches: Float64Array, count: number, maxNodes: number): number {
    const { network, plane, raster, edges, stripCells } = this;
    const { edgeLengthMeters } = network;
    const x = (origin.lon - plane.west) * plane.cellsPerLon;
    const y = (origin.lat - plane.south) * plane.cellsPerLat;
    segmentCount = 0;
    stampCount = 0;
    addSegment(x, y, x, y);
    if (stamps.length < count) stamps = new Uint32Array(2 * count);
    for (let k = 0; k < 3 * count; k += 3) {
      const edge = stretches[k];
      const start = stretches[k + 1];
      const end = stretches[k + 2];
      if (edges !== null && start === 0 && end === edgeLengthMeters[edge]) {
        const stamp = edges.of(edge) || this.stampOf(edges, edge);
        if (stamp > 0) {
          stamps[stampCount++] = stamp;
          continue;
        }
      }
      this.addStretch(edge, start, end);
    }
    const nodes = raster.frame(boxOfSegments(stripCells + 1), stamps, stampCount);
    if (nodes > maxNodes) return nodes;
    raster.drawStamps();
    for (let k = 0; k < 4 * segmentCount; k += 4)
      raster.drawSegment(segments[k], segments[k + 1], segments[k + 2], segments[k + 3], stripCells);
    return nodes;
  }

  private stampOf(edges: LineStamps, edge: number): number {
    const { edgeVertexOffset, vertexLon, vertexLat } = this.network;
    const { west, south, cellsPerLon, cellsPerLat } = this.plane;
    const first = edgeVertexOffset[edge];
    const count = edgeVertexOffset[edge + 1] - first;
    if (points.length < 2 * count) points = new Float64Array(4 * count);
    for (let k = 0; k < count; k++) {
      points[2 * k] = (vertexLon[first + k] - west) * cellsPerLon;
      points[2 * k + 1] = (vertexLat[first + k] - south) * cellsPerLat;
    }
    return edges.make(edge, points, count);
  }

  /** Adds what lies between two metres of an edge to the segments. */
  private addStretch(edge: number, start: number, end: number): void {
    const { edgeVertexOffset, vertexLon, vertexLat, vertexMeters } = this.network;
    const { west, south, cellsPerLon, cellsPerLat } = this.plane;
    const last = edgeVertexOffset[edge + 1] - 1;
    for (let vertex = edgeVertexOffset[edge]; vertex < last && vertexMeters[vertex] < end; vertex++) {
      const from = vertexMeters[vertex];
      const to = vertexMeters[vertex + 1];
      if (to < start || to <= from) continue;
      const x = (vertexLon[vertex] - west) * cellsPerLon;
      const y = (vertexLat[vertex] - south) * cellsPerLat;
      const dx = (vertexLon[vertex + 1] - vertexLon[vertex]) * cellsPerLon;
      const dy = (vertexLat[vertex + 1] - vertexLat[vertex]) * cellsPerLat;
      const t1 = start > from ? (start - from) / (to - from) : 0;
      const t2 = end < to ? (end - from) / (to - from) : 1;
      addSegment(x + t1 * dx, y + t1 * dy, x + t2 * dx, y + t2 * dy);
    }
  }
}

function addSegment(x1: number, y1: number, x2: number, y2: number): void {
  if (4 * segmentCount === segments.length) {
    const larger = new Float64Array(2 * segments.length);
    larger.set(segments);
    segments = larger;
  }
  const at = 4 * segmentCount++;
  segments[at] = x1;
  segments[at + 1] = y1;
  segments[at + 2] = x2;
  segments[at + 3] = y2;
}

function boxOfSegments(reach: number): LatticeBox {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (let k = 0; k < 4 * segmentCount; k += 2) {
    west = Math.min(west, segments[k]);
    east = Math.max(east, segments[k]);
    south = Math.min(south, segments[k + 1]);
    north = Math.max(north, segments[k + 1]);
  }
  return { west: west - reach, south: south - reach, east: east + reach, north: north + reach };
}

function keptOf(network: WalkNetwork): Kept {
  let known = kept.get(network);
  if (!known) {
    const middleLatitude = middleLatitudeOf(network);
    known = { raster: new StripRaster(), middleLatitude, cellMeters: 0, stripMeters: 0, byBand: new Map() };
    kept.set(network, known);
  }
  return known;
}

function middleLatitudeOf({ nodeLat }: WalkNetwork): number {
  let south = Infinity;
  let north = -Infinity;
  for (const lat of nodeLat) {
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return (south + north) / 2;
}
