import type { MultiPolygon } from 'geojson';
import { silentProgress, type Progress } from '../kernel/progress.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { AreaBase, AreaGround, LandPart } from './area-ground.js';
import { AreaTiles } from './area-tiles.js';
import type { AreaCoverageRepository, TileQuestion } from './area.repository.js';
import type { NearestField } from './nearest-field.js';

/** How much of a division can be reached; whole square centimetres. */
export interface AreaFigures {
  /** null without a boundary: there is nothing to measure. */
  readonly base: AreaBase | null;
  readonly coveredSquareCentimeters: number;
  readonly totalSquareCentimeters: number;
  /** Pieces of residential land in it by id, with how much of each is reached; empty for the base UNIT. */
  readonly land: readonly (LandPart & { readonly coveredSquareCentimeters: number })[];
}

export interface AreaWork {
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
}

/** A statement takes the embedded database some tens of milliseconds; others get their turn in between. */
const TILES_PER_STATEMENT = 4;
const POLYGONS_PER_STATEMENT = 16;
/** A county at the ordinary walk has some hundred. */
const MOST_TILES_DRAWN = 2_500;
/** What a drawn circle may reach beyond the walk: half a cell of its drawing. */
const MARGIN_METERS = 30;

let lastNumber = 0;

const NOTHING: AreaFigures = {
  base: null,
  coveredSquareCentimeters: 0,
  totalSquareCentimeters: 0,
  land: [],
};

/**
 * The ground covered by all service areas of one service together, under one walking limit, measured tile by tile when
 * a division in it is first asked for. Tiles are shared: a county, its towns and its communities cost one pass.
 */
export class AreaField {
  /** Tells fields apart in keys. */
  readonly number = ++lastNumber;
  private readonly tiles: AreaTiles;
  /** Per tile the positions of the sites whose service area may touch it. */
  private readonly near = new Map<number, number[]>();
  private readonly done = new Set<number>();
  private readonly covered = new Map<number, number>();
  /** Per division and piece of land, as `division id`. */
  private readonly coveredLand = new Map<string, number>();
  private readonly known = new Map<number, AreaFigures>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly ground: AreaGround,
    /** The places one walks from; `serving` names them for who asks. */
    readonly walks: Pick<NearestField, 'network' | 'sites' | 'serving'>,
    private readonly limitCentimeters: number,
    private readonly repository: AreaCoverageRepository,
  ) {
    const { sites } = walks;
    this.tiles = new AreaTiles(limitCentimeters / 100 + MARGIN_METERS);
    for (let site = 0; site < sites.length; site++) {
      const snap = sites.at(site);
      if (!snap) continue;
      for (const tile of this.tiles.reachedFrom(snap.lon, snap.lat)) {
        const here = this.near.get(tile);
        if (here) here.push(site);
        else this.near.set(tile, [site]);
      }
    }
  }

  /** Figures of a division if they are at hand. */
  at(division: number): AreaFigures | null {
    return this.known.get(division) ?? null;
  }

  /**
   * Figures of divisions, by number in the tree. Work begun stays done when the signal aborts.
   * @throws the signal's reason
   */
  async measure(divisions: readonly number[], work: AreaWork = {}): Promise<AreaFigures[]> {
    if (!divisions.every((division) => this.known.has(division))) {
      const measured = this.last.then(() => this.measureNow(divisions, work));
      this.last = measured.catch(() => {});
      await measured;
    }
    return divisions.map((division) => this.known.get(division)!);
  }

  /** The part of a division's base that no service area reaches, for the map. */
  async uncovered(division: number, { signal }: AreaWork = {}): Promise<MultiPolygon> {
    const [{ base }] = await this.measure([division], { signal });
    if (base === null) return { type: 'MultiPolygon', coordinates: [] };
    const tiles = this.tiles.within(this.ground.outline(division)!.box);
    if (tiles.length > MOST_TILES_DRAWN) throw tooWide(tiles.length);
    const { code } = this.ground.tree.nodes[division];
    const pieces: Uint8Array[] = [];
    for await (const question of this.questions(tiles, signal)) {
      const piece = await this.repository.uncovered(question, code, base === 'RESIDENTIAL_LAND');
      if (piece) pieces.push(piece);
    }
    return this.repository.join(pieces);
  }

  /** The entries of `serving` (positions in the planning ground's facilities) whose service area meets a division's base, ascending. */
  async facilities(division: number, { signal }: AreaWork = {}): Promise<number[]> {
    const [{ base }] = await this.measure([division], { signal });
    if (base === null) return [];
    const tiles = this.tiles.within(this.ground.outline(division)!.box);
    const sites = [...new Set(tiles.flatMap((tile) => this.near.get(tile) ?? []))].sort((a, b) => a - b);
    const { code } = this.ground.tree.nodes[division];
    const found: number[] = [];
    for (let from = 0; from < sites.length; from += POLYGONS_PER_STATEMENT) {
      signal?.throwIfAborted();
      const part = sites.slice(from, from + POLYGONS_PER_STATEMENT);
      const drawn = await this.draw(part, signal);
      const met = await this.repository.takingPart(drawn, code, base === 'RESIDENTIAL_LAND');
      found.push(...met.map((at) => this.walks.serving[part[at]]));
    }
    return found;
  }

  private async measureNow(
    divisions: readonly number[],
    { signal, progress = silentProgress }: AreaWork,
  ): Promise<void> {
    const { ground } = this;
    await ground.prepare(divisions, signal);
    const due = new Set<number>();
    for (const division of divisions) {
      const outline = this.known.has(division) ? null : ground.outline(division);
      for (const tile of outline ? this.tiles.within(outline.box) : [])
        if (this.near.has(tile) && !this.done.has(tile)) due.add(tile);
    }
    const tiles = [...due].sort((a, b) => a - b);
    progress.begin('量算覆盖面积 · measuring covered ground', tiles.length);
    for await (const question of this.questions(tiles, signal)) {
      const rows = await this.repository.reached(question, ground.knowsLand);
      for (const { code, land, squareCentimeters } of rows) {
        const division = ground.tree.numberOf(code);
        if (land === null) add(this.covered, division, squareCentimeters);
        else add(this.coveredLand, `${division} ${land}`, squareCentimeters);
      }
      for (const tile of question.tiles) this.done.add(tile);
      progress.advance(question.tiles.length);
    }
    for (const division of divisions) this.known.set(division, this.figures(division));
  }

  private figures(division: number): AreaFigures {
    const outline = this.ground.outline(division);
    if (!outline) return NOTHING;
    if (outline.land.length === 0) {
      const total = outline.squareCentimeters;
      // What is cut tile by tile may round up beyond the whole by some square centimetres.
      const coveredSquareCentimeters = Math.min(total, this.covered.get(division) ?? 0);
      return { base: 'UNIT', coveredSquareCentimeters, totalSquareCentimeters: total, land: [] };
    }
    const land = outline.land.map(({ id, squareCentimeters }) => {
      const covered = this.coveredLand.get(`${division} ${id}`) ?? 0;
      return { id, squareCentimeters, coveredSquareCentimeters: Math.min(squareCentimeters, covered) };
    });
    return {
      base: 'RESIDENTIAL_LAND',
      coveredSquareCentimeters: land.reduce((sum, part) => sum + part.coveredSquareCentimeters, 0),
      totalSquareCentimeters: land.reduce((sum, part) => sum + part.squareCentimeters, 0),
      land,
    };
  }

  /** Some tiles at a time with the service areas near them; a polygon is kept while neighbouring tiles need it. */
  private async *questions(
    tiles: readonly number[],
    signal?: AbortSignal,
  ): AsyncGenerator<TileQuestion & { readonly tiles: readonly number[] }> {
    let drawn = new Map<number, Uint8Array>();
    for (const part of this.parts(tiles)) {
      signal?.throwIfAborted();
      const sites = [...new Set(part.flatMap((tile) => this.near.get(tile) ?? []))];
      const missing = sites.filter((site) => !drawn.has(site));
      const polygons = await this.draw(missing, signal);
      const kept = drawn;
      drawn = new Map(missing.map((site, at) => [site, polygons[at]]));
      for (const site of sites) if (kept.has(site)) drawn.set(site, kept.get(site)!);
      const pairs = part.flatMap((tile, at) => (this.near.get(tile) ?? []).map((site) => [at, site]));
      const corners = part.map((tile) => this.tiles.cornerOf(tile));
      yield {
        tiles: part,
        west: corners.map(([west]) => west),
        south: corners.map(([, south]) => south),
        degrees: this.tiles.degrees,
        polygons: sites.map((site) => drawn.get(site)!),
        nearTile: pairs.map(([at]) => at),
        nearPolygon: pairs.map(([, site]) => sites.indexOf(site)),
      };
    }
  }

  private *parts(tiles: readonly number[]): Generator<number[]> {
    let part: number[] = [];
    let polygons = 0;
    for (const tile of tiles) {
      const here = this.near.get(tile)?.length ?? 0;
      if (
        part.length > 0 &&
        (part.length >= TILES_PER_STATEMENT || polygons + here > POLYGONS_PER_STATEMENT)
      ) {
        yield part;
        part = [];
        polygons = 0;
      }
      part.push(tile);
      polygons += here;
    }
    if (part.length > 0) yield part;
  }

  private async draw(sites: readonly number[], signal?: AbortSignal): Promise<Uint8Array[]> {
    const { network, sites: snaps } = this.walks;
    const circles = sites.map((site) => ({
      snap: snaps.at(site)!,
      limitCentimeters: this.limitCentimeters,
    }));
    const drawn = await network.polygons(circles, signal, { geoJson: false, wkb: true });
    return drawn.map(({ wkb }) => wkb);
  }
}

function add<K>(sums: Map<K, number>, key: K, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}

function tooWide(tiles: number): PlanningError {
  return new PlanningError(
    'LIMIT_EXCEEDED',
    `The uncovered part of so wide a division is not drawn at once (${tiles} map tiles; the limit is ${MOST_TILES_DRAWN}). Ask for the divisions below it.`,
    { tiles, limit: MOST_TILES_DRAWN },
  );
}
