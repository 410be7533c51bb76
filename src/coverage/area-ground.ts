import type { SourcesInUse, SourcesRepository } from '../platform/sources/index.js';
import type { AreaCoverageRepository } from './area.repository.js';
import type { Box } from './area-tiles.js';
import type { DivisionTree } from './division-tree.js';

/** What area coverage of a division is measured over. */
export type AreaBase = 'RESIDENTIAL_LAND' | 'UNIT';

/** A piece of residential land, or as much of it as lies in a division. */
export interface LandPart {
  readonly id: string;
  readonly squareCentimeters: number;
}

export interface Outline {
  readonly box: Box;
  readonly squareCentimeters: number;
  /** Residential land in it, by id; empty where none is known. */
  readonly land: readonly LandPart[];
}

const DIVISIONS_PER_STATEMENT = 128;

/** Outlines of divisions and the residential land in them, of one state of the data; read when first asked for. */
export class AreaGround {
  /** By number in the tree; null without a boundary. */
  private readonly outlines = new Map<number, Outline | null>();
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly repository: AreaCoverageRepository,
    readonly tree: DivisionTree,
    /** Where the residential land comes from. */
    readonly land: SourcesInUse,
  ) {}

  static async read(
    repository: AreaCoverageRepository,
    sources: SourcesRepository,
    tree: DivisionTree,
  ): Promise<AreaGround> {
    return new AreaGround(repository, tree, await sources.inUse(['residential_land']));
  }

  /** Whether any residential land is stored. */
  get knowsLand(): boolean {
    return this.land.editions.length > 0;
  }

  /** The outline of a division that has been prepared. */
  outline(division: number): Outline | null {
    return this.outlines.get(division) ?? null;
  }

  isPrepared(division: number): boolean {
    return this.outlines.has(division);
  }

  /** Reads the divisions that are not known yet: one or two statements for every 128. */
  prepare(divisions: readonly number[], signal?: AbortSignal): Promise<void> {
    const done = this.last.then(() => this.read(divisions, signal));
    this.last = done.catch(() => {});
    return done;
  }

  private async read(divisions: readonly number[], signal?: AbortSignal): Promise<void> {
    const wanted = divisions.filter((division) => !this.outlines.has(division));
    for (let from = 0; from < wanted.length; from += DIVISIONS_PER_STATEMENT) {
      signal?.throwIfAborted();
      const part = wanted.slice(from, from + DIVISIONS_PER_STATEMENT);
      const codes = part.map((division) => this.tree.nodes[division].code);
      const rows = await this.repository.outlines(codes);
      const land = new Map<string, LandPart[]>(codes.map((code) => [code, []]));
      if (this.knowsLand) {
        for (const row of await this.repository.land(codes)) {
          // Land that only touches the boundary is no part of the division.
          if (row.squareCentimeters > 0)
            land.get(row.code)!.push({ id: row.land, squareCentimeters: row.squareCentimeters });
        }
      }
      for (const division of part) this.outlines.set(division, null);
      for (const { code, box, squareCentimeters } of rows) {
        const parts = land.get(code)!.sort((a, b) => (a.id < b.id ? -1 : 1));
        this.outlines.set(this.tree.numberOf(code), { box, squareCentimeters, land: parts });
      }
    }
  }
}
