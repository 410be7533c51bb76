import { metersPerDegreeLat, metersPerDegreeLon } from '../geometry/segment-meters.js';
import type { Snap } from './snap.js';
import type { WalkNetwork } from './walk-network.js';

/** Metres a point may lie from the walkway it is reached by, where nothing else is said. */
export const DEFAULT_SNAP_LIMIT_METERS = 200;
/** A component with this share of the nodes (or the largest one) counts as main. */
const MAIN_COMPONENT_SHARE = 0.05;
const CELL_METERS = 50;
const CELLS_PER_SEGMENT = 3;

/** What an edge index holds besides its network; plain data that other threads can share. */
export interface EdgeGrid {
  readonly isMainEdge: Uint8Array;
  readonly vertexEdge: Int32Array;
  readonly west: number;
  readonly south: number;
  /** Cell size in degrees. */
  readonly cellLon: number;
  readonly cellLat: number;
  readonly columns: number;
  readonly rows: number;
  readonly cellOffset: Int32Array;
  /** First vertex of each segment met in a cell. */
  readonly cellSegment: Int32Array;
}

/** Finds the nearest place on the network's edges: a uniform grid over their segments. */
export class EdgeIndex {
  /** @param grid of the same network; drawn here if absent, in time and memory in proportion to the network's vertices */
  constructor(
    private readonly network: WalkNetwork,
    readonly grid: EdgeGrid = drawGrid(network),
  ) {}

  /**
   * The nearest place on an edge that may be walked, at most limitMeters away, or null. An edge of a small component
   * (under 5 % of the nodes, and not the largest) is chosen only where no other lies within the limit. Of equally
   * near edges the one with the lowest number wins.
   */
  snap(lon: number, lat: number, limitMeters = DEFAULT_SNAP_LIMIT_METERS): Snap | null {
    return this.nearest(lon, lat, limitMeters, -1, true);
  }

  /** The nearest place on any edge but one, whatever its component, at most limitMeters away, or null. */
  nearestOther(lon: number, lat: number, limitMeters: number, exceptEdge: number): Snap | null {
    return this.nearest(lon, lat, limitMeters, exceptEdge, false);
  }

  private nearest(
    lon: number,
    lat: number,
    limitMeters: number,
    exceptEdge: number,
    prefersMain: boolean,
  ): Snap | null {
    if (!Number.isFinite(lon) || !Number.isFinite(lat) || !(limitMeters >= 0)) return null;
    if (this.network.edgeCount === 0) return null;
    const { vertexLon, vertexLat } = this.network;
    const { west, south, cellOffset, cellSegment, vertexEdge, isMainEdge, columns, rows, cellLon, cellLat } =
      this.grid;
    const scaleX = metersPerDegreeLon(lat);
    const scaleY = metersPerDegreeLat(lat);
    const column = Math.floor((lon - west) / cellLon);
    const row = Math.floor((lat - south) / cellLat);
    // Rings before this one lie wholly outside the grid.
    const firstRing = Math.max(0, -column, column - columns + 1, -row, row - rows + 1);
    // Distance from the point to the border of its own cell; each further ring adds one cell.
    const marginX = Math.min(lon - west - column * cellLon, west + (column + 1) * cellLon - lon) * scaleX;
    const marginY = Math.min(lat - south - row * cellLat, south + (row + 1) * cellLat - lat) * scaleY;
    const margin = Math.min(marginX, marginY);
    const step = Math.min(cellLon * scaleX, cellLat * scaleY);

    let mainSquared = limitMeters * limitMeters;
    let anySquared = mainSquared;
    let mainVertex = -1;
    let anyVertex = -1;
    const lastRing = Math.max(columns, rows) + firstRing;
    for (let ring = firstRing; ring <= lastRing; ring++) {
      const gap = ring === 0 ? 0 : margin + (ring - 1) * step;
      if (gap > 0 && gap * gap > mainSquared) break;
      const top = Math.min(rows - 1, row + ring);
      for (let r = Math.max(0, row - ring); r <= top; r++) {
        const isEndRow = r === row - ring || r === row + ring;
        const stride = isEndRow || ring === 0 ? 1 : 2 * ring;
        for (let c = column - ring; c <= column + ring; c += stride) {
          if (c < 0 || c >= columns) continue;
          const cell = r * columns + c;
          for (let at = cellOffset[cell]; at < cellOffset[cell + 1]; at++) {
            const vertex = cellSegment[at];
            const ax = (vertexLon[vertex] - lon) * scaleX;
            const ay = (vertexLat[vertex] - lat) * scaleY;
            const dx = (vertexLon[vertex + 1] - lon) * scaleX - ax;
            const dy = (vertexLat[vertex + 1] - lat) * scaleY - ay;
            const squared = dx * dx + dy * dy;
            let t = squared > 0 ? -(ax * dx + ay * dy) / squared : 0;
            t = t < 0 ? 0 : t > 1 ? 1 : t;
            const x = ax + t * dx;
            const y = ay + t * dy;
            const distance = x * x + y * y;
            if (distance > mainSquared || vertexEdge[vertex] === exceptEdge) continue;
            // Vertices are numbered by edge, so the lower vertex is the lower edge.
            if (distance < anySquared || (distance === anySquared && (anyVertex < 0 || vertex < anyVertex))) {
              anySquared = distance;
              anyVertex = vertex;
            }
            if (prefersMain && isMainEdge[vertexEdge[vertex]] === 0) continue;
            if (
              distance < mainSquared ||
              (distance === mainSquared && (mainVertex < 0 || vertex < mainVertex))
            ) {
              mainSquared = distance;
              mainVertex = vertex;
            }
          }
        }
      }
    }
    const chosen = mainVertex >= 0 ? mainVertex : anyVertex;
    return chosen < 0 ? null : this.placeOn(chosen, lon, lat, scaleX, scaleY);
  }

  private placeOn(vertex: number, lon: number, lat: number, scaleX: number, scaleY: number): Snap {
    const { vertexLon, vertexLat, vertexMeters } = this.network;
    const ax = (vertexLon[vertex] - lon) * scaleX;
    const ay = (vertexLat[vertex] - lat) * scaleY;
    const dx = (vertexLon[vertex + 1] - lon) * scaleX - ax;
    const dy = (vertexLat[vertex + 1] - lat) * scaleY - ay;
    const squared = dx * dx + dy * dy;
    const t = squared > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared)) : 0;
    const x = ax + t * dx;
    const y = ay + t * dy;
    return {
      edge: this.grid.vertexEdge[vertex],
      offsetMeters: vertexMeters[vertex] + t * (vertexMeters[vertex + 1] - vertexMeters[vertex]),
      accessMeters: Math.sqrt(x * x + y * y),
      lon: vertexLon[vertex] + t * (vertexLon[vertex + 1] - vertexLon[vertex]),
      lat: vertexLat[vertex] + t * (vertexLat[vertex + 1] - vertexLat[vertex]),
    };
  }
}

type GridFrame = Pick<EdgeGrid, 'west' | 'south' | 'cellLon' | 'cellLat' | 'columns' | 'rows'>;

function drawGrid(network: WalkNetwork): EdgeGrid {
  const { vertexLon, edgeVertexOffset, edgeCount } = network;
  const frame = frameOf(network);
  const vertexEdge = new Int32Array(vertexLon.length);
  for (let edge = 0; edge < edgeCount; edge++)
    vertexEdge.fill(edge, edgeVertexOffset[edge], edgeVertexOffset[edge + 1]);
  const cellOffset = new Int32Array(frame.columns * frame.rows + 1);
  forEachCell(network, frame, (cell) => cellOffset[cell + 1]++);
  for (let cell = 0; cell + 1 < cellOffset.length; cell++) cellOffset[cell + 1] += cellOffset[cell];
  const next = cellOffset.slice(0, -1);
  const cellSegment = new Int32Array(cellOffset[cellOffset.length - 1]);
  forEachCell(network, frame, (cell, vertex) => (cellSegment[next[cell]++] = vertex));
  return { ...frame, isMainEdge: mainEdges(network), vertexEdge, cellOffset, cellSegment };
}

function frameOf({ vertexLon, vertexLat, edgeCount }: WalkNetwork): GridFrame {
  let west = Infinity;
  let east = -Infinity;
  let south = Infinity;
  let north = -Infinity;
  for (let vertex = 0; vertex < vertexLon.length; vertex++) {
    if (vertexLon[vertex] < west) west = vertexLon[vertex];
    if (vertexLon[vertex] > east) east = vertexLon[vertex];
    if (vertexLat[vertex] < south) south = vertexLat[vertex];
    if (vertexLat[vertex] > north) north = vertexLat[vertex];
  }
  if (west > east) west = east = south = north = 0;
  const middle = (south + north) / 2;
  const width = (east - west) * metersPerDegreeLon(middle);
  const height = (north - south) * metersPerDegreeLat(middle);
  // Few cells in empty country: the grid never has more than a fixed number per segment.
  const segmentCount = Math.max(1, vertexLon.length - edgeCount);
  const cellMeters = Math.max(
    CELL_METERS,
    Math.sqrt((width * height) / (CELLS_PER_SEGMENT * segmentCount)),
    Math.max(width, height) / (CELLS_PER_SEGMENT * segmentCount + 1),
  );
  const cellLon = cellMeters / metersPerDegreeLon(middle);
  const cellLat = cellMeters / metersPerDegreeLat(middle);
  const columns = Math.floor((east - west) / cellLon) + 1;
  const rows = Math.floor((north - south) / cellLat) + 1;
  return { west, south, cellLon, cellLat, columns, rows };
}

/** Visits every (cell, segment) pair where the segment may pass through the cell. */
function forEachCell(
  network: WalkNetwork,
  frame: GridFrame,
  visit: (cell: number, vertex: number) => void,
): void {
  const { vertexLon, vertexLat, edgeVertexOffset, edgeCount } = network;
  const { west, south, cellLon, cellLat, columns, rows } = frame;
  for (let edge = 0; edge < edgeCount; edge++) {
    for (let vertex = edgeVertexOffset[edge]; vertex + 1 < edgeVertexOffset[edge + 1]; vertex++) {
      const x1 = (vertexLon[vertex] - west) / cellLon;
      const y1 = (vertexLat[vertex] - south) / cellLat;
      const x2 = (vertexLon[vertex + 1] - west) / cellLon;
      const y2 = (vertexLat[vertex + 1] - south) / cellLat;
      const firstRow = Math.min(rows - 1, Math.floor(Math.min(y1, y2)));
      const lastRow = Math.min(rows - 1, Math.floor(Math.max(y1, y2)));
      const slope = y2 === y1 ? 0 : (x2 - x1) / (y2 - y1);
      for (let row = firstRow; row <= lastRow; row++) {
        // The part of the segment within this row of cells, a hair widened against rounding.
        let left = Math.min(x1, x2);
        let right = Math.max(x1, x2);
        if (firstRow !== lastRow) {
          const atBottom = x1 + (row - y1) * slope;
          const atTop = x1 + (row + 1 - y1) * slope;
          left = Math.max(left, Math.min(atBottom, atTop) - 1e-9);
          right = Math.min(right, Math.max(atBottom, atTop) + 1e-9);
        }
        const lastColumn = Math.min(columns - 1, Math.floor(right));
        for (let column = Math.max(0, Math.floor(left)); column <= lastColumn; column++)
          visit(row * columns + column, vertex);
      }
    }
  }
}

function mainEdges(network: WalkNetwork): Uint8Array {
  const isMain = new Uint8Array(network.edgeCount);
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const component = network.nodeComponent[network.edgeFrom[edge]];
    const isLarge = network.componentNodeCount[component] >= MAIN_COMPONENT_SHARE * network.nodeCount;
    isMain[edge] = component === 0 || isLarge ? 1 : 0;
  }
  return isMain;
}
