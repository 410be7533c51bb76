import {
  type CoverLists,
  type NearestFacilities,
  type NearestTwoFacilities,
  UNBOUNDED_CENTIMETERS,
  type WalkRoute,
} from '../kernel/accessibility/index.js';
import {
  decodeWalkNetwork,
  DEFAULT_SNAP_LIMIT_METERS,
  EdgeIndex,
  encodeWalkNetwork,
  type Snap,
  type WalkNetwork,
} from '../kernel/network/index.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { Sending } from '../platform/graphql/sending.js';
import { BoundedCache } from './bounded-cache.js';
import { asksOf, type Circle } from './circles-asks.js';
import type { PolygonForms } from './engine/draw-polygons.js';
import { SnapSet } from './engine/snap-set.js';
import type { WalkPool } from './engine/walk-pool.js';
import { unpack } from './engine/packed-bytes.js';
import type { NearSite, ReachAnswer } from './engine/walk-work.js';
import type { SharedNetwork } from './engine/walk-worker.js';
import { inSlices } from './in-slices.js';
import { joinCovers } from './join-covers.js';
import { type DrawnPolygon, type PolygonText, ServiceAreaPolygons } from './service-area-polygons.js';

/** Points to place on the network, in WGS 84 degrees. */
export interface PointSet {
  readonly lon: ArrayLike<number>;
  readonly lat: ArrayLike<number>;
}

export type { Circle };

/** JSON text of a GeoJSON object, as it is sent. */
export type GeoJsonBytes = Uint8Array<ArrayBuffer>;

const BOTH_FORMS: PolygonForms = { geoJson: true, wkb: true };
const KEPT_SNAP_SETS = 16;
// Pieces of some milliseconds each: an abort is heard between them, and other requests get their turn.
const POINTS_PER_PIECE = 2048;
/** Placed without a thread: some ten microseconds each, where handing them over and back takes a millisecond. */
const FEW_POINTS = 100;
const REACHES_PER_PIECE = 64;
const SITES_PER_PIECE = 32;
const SEARCHES_PER_PIECE = 2;
/** Of matrices without a limit, where a hierarchy takes the place of the searches. */
const SOURCES_PER_PIECE = 64;

/**
 * A snapshot ready to be walked on, by worker threads over shared memory. Whoever began with it keeps it, also when a
 * newer one is published meanwhile. Every method that takes a signal rejects with its reason on abort.
 */
export class HeldNetwork {
  private readonly snapSets = new BoundedCache<SnapSet>(KEPT_SNAP_SETS);
  private readonly drawing: ServiceAreaPolygons;
  private view: WalkNetwork | null = null;
  private edges: EdgeIndex | null = null;
  private readyingEdges = false;
  private preparing: Promise<void> | null = null;

  constructor(
    readonly snapshotId: string,
    /** True when any of its walkways is generated. */
    readonly synthetic: boolean,
    private shared: SharedNetwork,
    private readonly pool: WalkPool,
  ) {
    this.drawing = new ServiceAreaPolygons(pool);
  }

  /** A network at hand, without a stored snapshot. */
  static of(network: WalkNetwork, pool: WalkPool): HeldNetwork {
    const bytes = encodeWalkNetwork(network);
    const content = new SharedArrayBuffer(bytes.length);
    new Uint8Array(content).set(bytes);
    return new HeldNetwork('', false, { key: -1, content, warm: false, hierarchy: null }, pool);
  }

  /** The arrays themselves; a thread checked their checksum when it opened them. */
  get network(): WalkNetwork {
    return (this.view ??= decodeWalkNetwork(new Uint8Array(this.shared.content), true));
  }

  /** Places points on the network, each within the limit of a walkway or not at all. */
  async place(
    points: PointSet,
    signal?: AbortSignal,
    limitMeters = DEFAULT_SNAP_LIMIT_METERS,
  ): Promise<SnapSet> {
    const set = SnapSet.empty(points.lon.length);
    // A wide look may go through the whole grid.
    const isLittle = set.length <= FEW_POINTS && limitMeters <= DEFAULT_SNAP_LIMIT_METERS;
    if (isLittle && this.edges) this.placeNow(points, limitMeters, set, signal);
    else await this.placeInThreads(points, limitMeters, set, signal);
    if (isLittle) this.readyToPlace();
    return set;
  }

  private placeNow({ lon, lat }: PointSet, limitMeters: number, set: SnapSet, signal?: AbortSignal): void {
    signal?.throwIfAborted();
    for (let at = 0; at < set.length; at++) set.put(at, this.edges!.snap(lon[at], lat[at], limitMeters));
  }

  private async placeInThreads(
    points: PointSet,
    limitMeters: number,
    set: SnapSet,
    signal?: AbortSignal,
  ): Promise<void> {
    const [lon, lat] = [Float64Array.from(points.lon), Float64Array.from(points.lat)];
    const asks = inSlices(set.length, POINTS_PER_PIECE).map(({ from, to }) => ({
      lon: lon.slice(from, to),
      lat: lat.slice(from, to),
      limitMeters,
      into: set.handle,
      at: from,
    }));
    await this.pool.run(this.shared, 'place', asks, signal);
  }

  /** Has few points placed without a thread from soon on; a thread that cannot help leaves it as it is. */
  readyToPlace(): void {
    if (this.edges || this.readyingEdges) return;
    this.readyingEdges = true;
    this.pool
      .run(this.shared, 'grid', [null])
      .then(([grid]) => (this.edges = new EdgeIndex(this.network, grid)))
      .catch(() => (this.readyingEdges = false));
  }

  /** Places a whole set of points, once per key; name dataset and revision in the key. */
  snapAll(key: string, points: PointSet): Promise<SnapSet> {
    return this.snapSets.get(key, () => this.place(points));
  }

  /** How far each circle reaches, without drawing it. */
  async reach(circles: readonly Circle[], signal?: AbortSignal): Promise<ReachAnswer> {
    const answers = await this.pool.run(this.shared, 'reach', asksOf(circles, REACHES_PER_PIECE), signal);
    return {
      reachedMeters: Float64Array.from(answers.flatMap((answer) => [...answer.reachedMeters])),
      touchesDataEdge: Uint8Array.from(answers.flatMap((answer) => [...answer.touchesDataEdge])),
    };
  }

  /** The reached lines of circles: a MultiLineString each. */
  async lines(circles: readonly Circle[], signal?: AbortSignal): Promise<GeoJsonBytes[]> {
    return (await this.pool.run(this.shared, 'lines', asksOf(circles), signal, unpack)).flat();
  }

  /** The display polygons of circles: a MultiPolygon each; a form that is not wanted stays empty. */
  polygons(
    circles: readonly Circle[],
    signal?: AbortSignal,
    forms = BOTH_FORMS,
    sending: Sending | null = null,
  ): Promise<DrawnPolygon[]> {
    return this.drawing.draw(this.shared, circles, forms, signal, sending);
  }

  /** The texts of display polygons for an answer that is sent while they are drawn; null where they are too many. */
  polygonTexts(circles: readonly Circle[], signal: AbortSignal, sending: Sending): PolygonText[] | null {
    return this.drawing.texts(this.shared, circles, signal, sending);
  }

  /**
   * The reached pieces of walkway of circles with the seconds at both ends: a FeatureCollection each. A
   * place on a piece takes the smaller of the two ends' times plus the way from there.
   */
  async reachedEdges(
    circles: readonly (Circle & { readonly speedMetersPerSecond: number })[],
    signal?: AbortSignal,
  ): Promise<GeoJsonBytes[]> {
    const asks = asksOf(circles).map((ask) => ({
      ...ask,
      speedsMetersPerSecond: Float64Array.from(
        circles.slice(ask.from, ask.to),
        (circle) => circle.speedMetersPerSecond,
      ),
    }));
    return (await this.pool.run(this.shared, 'reachedEdges', asks, signal, unpack)).flat();
  }

  /** The nearest site of every point in one sweep from all sites (METHODS E2). */
  async nearestFacilities(
    sites: SnapSet,
    points: SnapSet,
    limitCentimeters: number,
    signal?: AbortSignal,
  ): Promise<NearestFacilities> {
    const ask = { sites: sites.handle, points: points.handle, limitCentimeters };
    const [answer] = await this.pool.run(this.shared, 'nearest', [ask], signal);
    return answer;
  }

  /** The nearest site of every point and its runner-up within the limit, in one sweep from all sites. */
  async nearestTwo(
    sites: SnapSet,
    points: SnapSet,
    limitCentimeters: number,
    signal?: AbortSignal,
  ): Promise<NearestTwoFacilities> {
    const ask = { sites: sites.handle, points: points.handle, limitCentimeters };
    const [answer] = await this.pool.run(this.shared, 'nearestTwo', [ask], signal);
    return answer;
  }

  /** The two sites one walks to soonest from a point, or fewer where fewer can be reached. */
  async nearestSites(point: Snap, sites: SnapSet, signal?: AbortSignal): Promise<NearSite[]> {
    const [near] = await this.pool.run(this.shared, 'nearestSites', [{ point, sites: sites.handle }], signal);
    return near;
  }

  /** Per site the positions in `points` of what it covers (METHODS E6), rising. */
  async coverLists(
    sites: SnapSet,
    points: SnapSet,
    limitCentimeters: number,
    signal?: AbortSignal,
  ): Promise<Int32Array[]> {
    const asks = coverAsks(sites, points, limitCentimeters);
    const lists = await this.pool.run(this.shared, 'covers', asks, signal, ({ offset, demand }) =>
      Array.from({ length: offset.length - 1 }, (_, site) => demand.subarray(offset[site], offset[site + 1])),
    );
    return lists.flat();
  }

  /**
   * Every pair of a site and a point within the limit with its walk, by site and in rising order of the points.
   * @throws PlanningError LIMIT_EXCEEDED as soon as there are more than `mostPairs`
   */
  async walksWithin(
    sites: SnapSet,
    points: SnapSet,
    limitCentimeters: number,
    mostPairs: number,
    signal?: AbortSignal,
  ): Promise<CoverLists> {
    const asks = coverAsks(sites, points, limitCentimeters);
    let pairs = 0;
    const pieces = await this.pool.run(this.shared, 'covers', asks, signal, (piece) => {
      pairs += piece.demand.length;
      if (pairs > mostPairs) throw tooManyPairs(mostPairs);
      return piece;
    });
    return joinCovers(pieces);
  }

  /**
   * Has the network's contraction hierarchy built, seconds for a large one, in a thread of its own; matrices without a
   * limit use it from then on. Once for all who ask.
   */
  prepareMatrices(): Promise<void> {
    const build = async () => {
      const hierarchy = await this.pool.runAside(this.shared, 'hierarchy', null);
      this.shared = { ...this.shared, hierarchy };
    };
    return (this.preparing ??= build().catch((error: unknown) => {
      this.preparing = null;
      throw error;
    }));
  }

  /** Walking costs from every origin to every destination, row by row; -1 where there is no walk within the limit. */
  async travelCosts(
    origins: SnapSet,
    destinations: SnapSet,
    limitCentimeters: number,
    signal?: AbortSignal,
  ): Promise<Int32Array> {
    const isBounded = limitCentimeters < UNBOUNDED_CENTIMETERS;
    // Pieces cut the side searches start from, so that cutting makes no search more.
    const byOrigin = origins.length <= destinations.length;
    const whole = (set: SnapSet) => ({ from: 0, to: set.length });
    const size = this.shared.hierarchy && !isBounded ? SOURCES_PER_PIECE : SEARCHES_PER_PIECE;
    const asks = inSlices(byOrigin ? origins.length : destinations.length, size).map((slice) => ({
      origins: origins.handle,
      destinations: destinations.handle,
      rows: byOrigin ? slice : whole(origins),
      columns: byOrigin ? whole(destinations) : slice,
      limitCentimeters,
    }));
    const matrix = new Int32Array(origins.length * destinations.length);
    await this.pool.run(this.shared, 'matrix', asks, signal, (block, piece) => {
      const { rows, columns } = asks[piece];
      const width = columns.to - columns.from;
      for (let row = rows.from; row < rows.to; row++) {
        const at = (row - rows.from) * width;
        matrix.set(block.subarray(at, at + width), row * destinations.length + columns.from);
      }
    });
    return matrix;
  }

  /** The cheapest walk between two places, null where there is none. */
  async route(from: Snap, to: Snap, signal?: AbortSignal): Promise<WalkRoute | null> {
    const [route] = await this.pool.run(this.shared, 'route', [{ from, to }], signal);
    return route;
  }
}

function coverAsks(sites: SnapSet, points: SnapSet, limitCentimeters: number) {
  return inSlices(sites.length, SITES_PER_PIECE).map((slice) => ({
    ...slice,
    sites: sites.handle,
    points: points.handle,
    limitCentimeters,
  }));
}

function tooManyPairs(most: number): PlanningError {
  return new PlanningError(
    'LIMIT_EXCEEDED',
    `More than ${most} pairs of a facility and a demand point lie within the walk; ask for fewer minutes or a slower speed.`,
    { limit: most },
  );
}
