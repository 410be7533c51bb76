import { Turns } from '../platform/compute/in-turns.js';
import { readBoundaryRings } from './boundary-rings.js';
import { DivisionLocator, type LocatedDivision } from './division-locator.js';
import type { DivisionsRepository, NewPlace, OutlinedDivision } from './divisions.repository.js';

type Source = Pick<DivisionsRepository, 'findAround' | 'readOutlined' | 'readBoundaryWkb'>;

/** Boundaries of one revision of the divisions. */
interface Held {
  readonly locator: DivisionLocator;
  /** Codes of the divisions that have a boundary; a place leaves only those. */
  readonly outlined: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

/** 32 MB of coordinates; with more than this, PostGIS is asked for every place. */
const MOST_VERTICES = 2_000_000;
/** A third of a megabyte, some milliseconds of the driver. */
const VERTICES_PER_READ = 20_000;

/**
 * Which division places lie in on a day, as `DivisionsRepository.findAround` tells, without waiting for the database
 * once the boundaries of a revision are held in memory. They are read by and by when first asked for; until then, and
 * for places too near a boundary to tell, the database answers.
 */
export class DivisionsAround {
  private revision: string | null = null;
  private held: Held | null = null;

  /** @param currentRevision of the divisions, as it is now */
  constructor(
    private readonly divisions: Source,
    private readonly currentRevision: () => Promise<string | undefined>,
  ) {}

  /**
   * Code of the division around each place; where no boundary holds it, the division it had so far if that has no
   * boundary to leave, or null.
   * @param day YYYY-MM-DD
   * @param revision of the divisions
   */
  async find(
    places: readonly NewPlace[],
    day: string,
    revision: string | undefined,
  ): Promise<(string | null)[]> {
    const found = this.findNow(places, day, revision);
    const unsure = places.filter((_, at) => found[at] === undefined);
    if (unsure.length === 0) return found as (string | null)[];
    const told = await this.divisions.findAround(unsure, day);
    let next = 0;
    return found.map((code) => (code === undefined ? told[next++] : code));
  }

  /** The same as far as memory can tell; undefined where it cannot. */
  private findNow(
    places: readonly NewPlace[],
    day: string,
    revision: string | undefined,
  ): (string | null | undefined)[] {
    if (revision !== undefined && places.length > 0 && this.revision !== revision) this.hold(revision);
    const { held } = this;
    return places.map(({ lon, lat, divisionCode }) => {
      const code = held?.locator.around(lon, lat, day);
      if (!held || code !== null || divisionCode === null) return code;
      return held.known.has(divisionCode) && !held.outlined.has(divisionCode) ? divisionCode : null;
    });
  }

  private hold(revision: string): void {
    this.revision = revision;
    this.held = null;
    this.read(revision).then(
      (held) => {
        if (this.revision === revision) this.held = held;
      },
      () => {
        // The question that began it asks the database itself and is told what is wrong; the next one begins anew.
        if (this.revision === revision) this.revision = null;
      },
    );
  }

  /** @returns null where there is too much to hold */
  private async read(revision: string): Promise<Held | null> {
    const divisions = await this.divisions.readOutlined();
    const outlined = divisions.filter(({ vertices }) => vertices !== null);
    if (outlined.reduce((sum, { vertices }) => sum + vertices!, 0) > MOST_VERTICES) return null;
    const located: LocatedDivision[] = [];
    const turns = new Turns();
    for (const batch of inBatches(outlined)) {
      const boundaries = await this.divisions.readBoundaryWkb(batch.map(({ code }) => code));
      for (const [at, { code, depth, validFrom, validTo }] of batch.entries()) {
        located.push({ code, depth, validFrom, validTo, rings: readBoundaryRings(boundaries[at]) });
        await turns.pause();
      }
    }
    // Read in several statements: only if nothing changed meanwhile are they one state.
    if ((await this.currentRevision()) !== revision)
      throw new Error('the divisions changed while being read');
    return {
      locator: new DivisionLocator(located),
      outlined: new Set(outlined.map(({ code }) => code)),
      known: new Set(divisions.map(({ code }) => code)),
    };
  }
}

function inBatches(divisions: readonly OutlinedDivision[]): OutlinedDivision[][] {
  const batches: OutlinedDivision[][] = [];
  let room = 0;
  for (const division of divisions) {
    if (room < division.vertices!) {
      batches.push([]);
      room = VERTICES_PER_READ;
    }
    batches[batches.length - 1].push(division);
    room -= division.vertices!;
  }
  return batches;
}
