import { CompiledMemory } from '../compiled-memory.js';
import { POLYGON_TEXT_CODE } from './polygon-text-code.js';
import type { TracedRing } from './strip-raster.js';

/** The functions of assembly/polygon-text.ts; arguments are byte addresses. */
interface PolygonLoops {
  round(
    pairs: number,
    count: number,
    west: number,
    south: number,
    lonPerCell: number,
    latPerCell: number,
  ): void;
  writeRing(from: number, to: number, into: number, digits: number): number;
}

/** Polygons of rings in cells of a lattice, and where that lies. */
export interface PlacedPolygons {
  /** Ring indexes of each polygon, the outer ring first. */
  readonly polygons: readonly (readonly number[])[];
  readonly xy: Float64Array;
  /** Ring k is the pairs x, y of xy[begin] … xy[end - 1], its first vertex not repeated. */
  readonly rings: readonly Pick<TracedRing, 'begin' | 'end'>[];
  /** Degrees of the lattice's origin and of a cell. */
  readonly west: number;
  readonly south: number;
  readonly lonPerCell: number;
  readonly latPerCell: number;
}

/** Whole units of the last decimal in which display polygons are written: a decimetre. */
export const MICRODEGREES = 1e6;

/** Polygons in whole microdegrees; the next rounding writes over them. */
export interface RoundedPolygons {
  readonly polygons: readonly (readonly number[])[];
  /** Ring k is the pairs lon, lat of units[begin] … units[end - 1], its first vertex not repeated. */
  readonly units: Int32Array;
  readonly rings: PlacedPolygons['rings'];
}

const HEAD = bytesOf('{"type":"MultiPolygon","coordinates":[');
const TAIL = bytesOf(']}');
const [OPEN, CLOSE, COMMA] = bytesOf('[],');
/** Degrees of both signs, brackets and commas. */
const LONGEST_POSITION = 26;
const DIGITS_BYTES = 4000;
/** As much as the compiled loops may write beyond a text. */
const SLACK = 16;

/**
 * Rounds polygons to microdegrees and writes them as GeoJSON, one text after the other. Display polygons have hundreds
 * of thousands of positions, so the loops are compiled (assembly/polygon-text.ts).
 */
export class PolygonTexts {
  private readonly memory = new CompiledMemory<PolygonLoops>(POLYGON_TEXT_CODE);
  private readonly digits = this.memory.take(DIGITS_BYTES);
  private readonly first = this.memory.end;
  private used = this.first;
  private textEnds: number[] = [];
  private units = 0;
  private rounded: RoundedPolygons = { polygons: [], units: new Int32Array(0), rings: [] };

  constructor() {
    const bytes = new Uint8Array(this.memory.buffer, this.digits, DIGITS_BYTES);
    for (let at = 0; at < 1000; at++) bytes.set(bytesOf(String(at).padStart(3, '0')), 4 * at);
  }

  /**
   * Rounds polygons, without the rings that are none any more: the smallest become a point or a line, which no reader
   * takes for a ring. A polygon goes with its outer ring.
   */
  round({ polygons, xy, rings, west, south, lonPerCell, latPerCell }: PlacedPolygons): RoundedPolygons {
    const { memory, used } = this;
    const pairs = Math.ceil(xy.length / 2);
    // Behind the longest text they can become, so that it is written in front of them.
    const longest = HEAD.length + LONGEST_POSITION * (pairs + rings.length) + 4 * rings.length + TAIL.length;
    this.units = Math.ceil((used + longest + SLACK) / 16) * 16;
    memory.reach(this.units + 16 * pairs);
    new Float64Array(memory.buffer, this.units, xy.length).set(xy);
    memory.functions.round(this.units, pairs, west, south, lonPerCell, latPerCell);
    const units = memory.int32s(this.units, 2 * pairs);
    const isRing = (ring: number) => hasExtent(units, rings[ring].begin, rings[ring].end);
    const kept = polygons.filter(([outer]) => isRing(outer)).map((list) => list.filter(isRing));
    return (this.rounded = { polygons: kept, units, rings });
  }

  /** Writes what was rounded last as a MultiPolygon with six decimals. */
  write(): void {
    const { memory, digits, units } = this;
    const { polygons, rings } = this.rounded;
    const bytes = new Uint8Array(memory.buffer);
    bytes.set(HEAD, this.used);
    let at = this.used + HEAD.length;
    for (let k = 0; k < polygons.length; k++) {
      if (k > 0) bytes[at++] = COMMA;
      bytes[at++] = OPEN;
      for (let hole = 0; hole < polygons[k].length; hole++) {
        if (hole > 0) bytes[at++] = COMMA;
        const { begin, end } = rings[polygons[k][hole]];
        at = memory.functions.writeRing(units + 4 * begin, units + 4 * end, at, digits);
      }
      bytes[at++] = CLOSE;
    }
    bytes.set(TAIL, at);
    this.used = at + TAIL.length;
    this.textEnds.push(this.used - this.first);
  }

  /** The texts since the beginning, one after the other. Hold until the next rounding. */
  get texts(): Uint8Array {
    return new Uint8Array(this.memory.buffer, this.first, this.used - this.first);
  }

  /** Where each of the texts ends. */
  get ends(): Int32Array {
    return Int32Array.from(this.textEnds);
  }

  /** Forgets what has been written. */
  begin(): void {
    this.used = this.first;
    this.textEnds = [];
  }
}

/** Whether three corners of a ring do not lie on one line; found among the first few of any but the smallest. */
function hasExtent(units: Int32Array, begin: number, end: number): boolean {
  const x = units[begin];
  const y = units[begin + 1];
  let [dx, dy] = [0, 0];
  for (let at = begin + 2; at < end; at += 2) {
    const [ex, ey] = [units[at] - x, units[at + 1] - y];
    if (dx * ey !== dy * ex) return true;
    if (dx === 0 && dy === 0) [dx, dy] = [ex, ey];
  }
  return false;
}

function bytesOf(ascii: string): Uint8Array {
  return Uint8Array.from(ascii, (sign) => sign.charCodeAt(0));
}
