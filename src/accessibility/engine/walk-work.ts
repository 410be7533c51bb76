import {
  coverLists,
  forEachReachedStretch,
  hierarchyOf,
  nearestFacilities,
  nearestTwoFacilities,
  serviceArea,
  travelCostMatrix,
  UNBOUNDED_CENTIMETERS,
  walkRoute,
  type ContractionHierarchy,
  type CoverLists,
  type NearestFacilities,
  type NearestTwoFacilities,
  type WalkRoute,
} from '../../kernel/accessibility/index.js';
import { type EdgeGrid, NODE_IS_DATA_EDGE, WALKWAY_KINDS, type Snap } from '../../kernel/network/index.js';
import type { CirclesAsk } from './circles-ask.js';
import { drawPolygons } from './draw-polygons.js';
import { JsonWriter } from './json-writer.js';
import type { PackedBytes } from './packed-bytes.js';
import { SnapSet, type SnapHandle } from './snap-set.js';
import type { WalkEngine } from './walk-engine.js';

/** The points from (inclusive) … to (exclusive) of a set. */
interface Slice {
  readonly from: number;
  readonly to: number;
}

export interface ReachAnswer {
  readonly reachedMeters: Float64Array;
  readonly touchesDataEdge: Uint8Array;
}

/** A site by its position, and the cost of walking there. */
export interface NearSite {
  readonly site: number;
  readonly costCentimeters: number;
}

/** Lines are cut at the exact metre and written to the centimetre. */
const LINE_DECIMALS = 7;
/** First guess of how far the two nearest sites are, and how fast the guess grows. */
const NEARBY_CENTIMETERS = 200_000;
const WIDER = 4;

const json = new JsonWriter();

/**
 * Everything a worker can be asked, each a plain function of an engine and a question that can cross threads.
 * Geometry leaves as the bytes of its GeoJSON text, one piece of memory for all circles of an ask, which moves to the
 * other thread and goes into the answer as it is.
 */
export const walkWork = {
  /** Succeeds when the network can be read. */
  open: (): null => null,

  /** The network's contraction hierarchy in shared memory; takes seconds on a large network. */
  hierarchy({ network }: WalkEngine): ContractionHierarchy {
    const { place, upperOffset, upper } = hierarchyOf(network);
    return { place: shared(place), upperOffset: shared(upperOffset), upper: shared(upper) };
  },

  /** The grid by which points find their walkway, in shared memory. */
  grid({ edges: { grid } }: WalkEngine): EdgeGrid {
    return {
      ...grid,
      isMainEdge: shared(grid.isMainEdge),
      vertexEdge: shared(grid.vertexEdge),
      cellOffset: shared(grid.cellOffset),
      cellSegment: shared(grid.cellSegment),
    };
  },

  /** Places points on the network, into the set from its position `at` on. */
  place(
    { edges }: WalkEngine,
    ask: {
      readonly lon: Float64Array;
      readonly lat: Float64Array;
      readonly limitMeters: number;
      readonly into: SnapHandle;
      readonly at: number;
    },
  ): null {
    const set = new SnapSet(ask.into);
    ask.lon.forEach((lon, k) => set.put(ask.at + k, edges.snap(lon, ask.lat[k], ask.limitMeters)));
    return null;
  },

  /** How far circles reach, without drawing them. */
  reach(engine: WalkEngine, ask: CirclesAsk): ReachAnswer {
    const reachedMeters = new Float64Array(ask.to - ask.from);
    const touchesDataEdge = new Uint8Array(ask.to - ask.from);
    const { network, search } = engine;
    eachCircle(engine, ask, (origin, limit, k) => {
      forEachReachedStretch(network, search, origin, limit, 'TOWARDS_ORIGINS', (_edge, start, end) => {
        reachedMeters[k] += end - start;
      });
      for (let at = 0; at < search.reachedCount; at++)
        if ((network.nodeFlags[search.reachedNodes[at]] & NODE_IS_DATA_EDGE) !== 0) touchesDataEdge[k] = 1;
    });
    return { reachedMeters, touchesDataEdge };
  },

  /** Reached lines: per circle a MultiLineString. */
  lines(engine: WalkEngine, ask: CirclesAsk): PackedBytes {
    eachCircle(engine, ask, (origin, limit) => {
      const { lines } = serviceArea(engine.network, engine.search, origin, limit);
      json.geometry('MultiLineString', lines, LINE_DECIMALS).end();
    });
    return json.takeAll();
  },

  /** Display polygons: per circle a MultiPolygon. */
  polygons: drawPolygons,

  /** Reached pieces of walkway with the seconds at both ends: per circle a FeatureCollection. */
  reachedEdges(
    engine: WalkEngine,
    ask: CirclesAsk & { readonly speedsMetersPerSecond: Float64Array },
  ): PackedBytes {
    const { network, search } = engine;
    eachCircle(engine, ask, (origin, limit, k) => {
      const { lines, lineCosts, lineEdges } = serviceArea(network, search, origin, limit);
      const seconds = (cost: number) => Math.round(cost / ask.speedsMetersPerSecond[k] / 10) / 10;
      json.text('{"type":"FeatureCollection","features":[');
      lines.forEach((line, at) => {
        const kind = WALKWAY_KINDS[network.edgeKind[lineEdges[at]]];
        const [start, end] = [seconds(lineCosts[2 * at]), seconds(lineCosts[2 * at + 1])];
        json
          .text(at === 0 ? '{"type":"Feature",' : ',{"type":"Feature",')
          .text(`"properties":{"startSeconds":${start},"endSeconds":${end},"kind":"${kind}"},"geometry":`)
          .geometry('LineString', line, LINE_DECIMALS)
          .text('}');
      });
      json.text(']}').end();
    });
    return json.takeAll();
  },

  /** The nearest site of every point, in one sweep over the network (METHODS E2). */
  nearest(
    engine: WalkEngine,
    ask: { readonly sites: SnapHandle; readonly points: SnapHandle; readonly limitCentimeters: number },
  ): NearestFacilities {
    const { sites, points, limitCentimeters } = ask;
    return nearestFacilities(
      engine.network,
      engine.search,
      engine.snaps(sites),
      engine.snaps(points),
      limitCentimeters,
    );
  },

  /** The nearest site of every point and the runner-up, in one sweep over the network. */
  nearestTwo(
    engine: WalkEngine,
    ask: { readonly sites: SnapHandle; readonly points: SnapHandle; readonly limitCentimeters: number },
  ): NearestTwoFacilities {
    const { sites, points, limitCentimeters } = ask;
    return nearestTwoFacilities(engine.network, engine.snaps(sites), engine.snaps(points), limitCentimeters);
  },

  /** The two sites one walks to soonest from a point, or fewer, by searches that widen until they have found them. */
  nearestSites(engine: WalkEngine, ask: { readonly point: Snap; readonly sites: SnapHandle }): NearSite[] {
    const sites = engine.snaps(ask.sites);
    for (let limit = NEARBY_CENTIMETERS; ; limit = Math.min(limit * WIDER, UNBOUNDED_CENTIMETERS)) {
      const costs = travelCostMatrix(engine.network, engine.search, [ask.point], sites, limit);
      const first = cheapest(costs, -1);
      const second = cheapest(costs, first);
      if (second < 0 && limit < UNBOUNDED_CENTIMETERS) continue;
      return [first, second].flatMap((site) => (site < 0 ? [] : [{ site, costCentimeters: costs[site] }]));
    }
  },

  /** What each site of the slice covers, as positions in `points`. */
  covers(
    engine: WalkEngine,
    ask: Slice & {
      readonly sites: SnapHandle;
      readonly points: SnapHandle;
      readonly limitCentimeters: number;
    },
  ): CoverLists {
    const sites = engine.snaps(ask.sites).slice(ask.from, ask.to);
    return coverLists(engine.network, engine.search, sites, engine.snaps(ask.points), ask.limitCentimeters);
  },

  /** A block of a matrix, row-major, -1 where there is no walk within the limit. */
  matrix(
    engine: WalkEngine,
    ask: {
      readonly origins: SnapHandle;
      readonly destinations: SnapHandle;
      readonly rows: Slice;
      readonly columns: Slice;
      readonly limitCentimeters: number;
    },
  ): Int32Array {
    const rows = engine.snaps(ask.origins).slice(ask.rows.from, ask.rows.to);
    const columns = engine.snaps(ask.destinations).slice(ask.columns.from, ask.columns.to);
    return travelCostMatrix(engine.network, engine.search, rows, columns, ask.limitCentimeters);
  },

  /** The cheapest walk between two points, null where there is none. */
  route({ network, search }: WalkEngine, ask: { readonly from: Snap; readonly to: Snap }): WalkRoute | null {
    return walkRoute(network, search, ask.from, ask.to);
  },
};

export type WalkWork = typeof walkWork;
export type WalkWorkName = keyof WalkWork;
export type WalkAsk<K extends WalkWorkName> =
  Parameters<WalkWork[K]> extends [unknown, infer Ask] ? Ask : null;
export type WalkAnswer<K extends WalkWorkName> = ReturnType<WalkWork[K]>;

function shared<T extends Int32Array | Uint8Array>(values: T): T {
  const copy = new SharedArrayBuffer(values.byteLength);
  new Uint8Array(copy).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return new (values.constructor as new (buffer: SharedArrayBuffer) => T)(copy);
}

/** Visits the circles of an ask, in order, with nothing written yet. */
function eachCircle(
  engine: WalkEngine,
  { origins, from, to, limits }: CirclesAsk,
  visit: (origin: Snap, limitCentimeters: number, k: number) => void,
): void {
  const snaps = engine.snaps(origins);
  // What an earlier ask had written when it failed is not for this one.
  json.begin();
  // Circles are drawn around places that are known to be on the network.
  for (let at = from; at < to; at++) visit(snaps[at]!, limits[at - from], at - from);
}

/** The lowest cost's position but one, -1 without; of equal costs the first. */
function cheapest(costs: Int32Array, except: number): number {
  let best = -1;
  costs.forEach((cost, at) => {
    if (cost >= 0 && at !== except && (best < 0 || cost < costs[best])) best = at;
  });
  return best;
}
