import {
  WALKWAY_KINDS,
  type WalkDirection,
  type WalkwayKind,
  type WalkwaySegment,
} from '../kernel/network/index.js';

const DIRECTIONS = ['BOTH', 'FORWARD', 'BACKWARD'] as const;

/** Segments as the arrays the statement that stages them takes. */
export type WalkwayColumns = readonly (readonly (string | number | null)[])[];

export function columnsOf(segments: readonly WalkwaySegment[]): WalkwayColumns {
  return [
    segments.map(({ wayId }) => wayId),
    segments.map(({ segment }) => segment),
    segments.map(({ fromNode }) => fromNode),
    segments.map(({ toNode }) => toNode),
    segments.map(({ kind }) => kind),
    segments.map(({ direction }) => DIRECTIONS[direction]),
    segments.map(({ speedFactor }) => Math.fround(speedFactor)),
    segments.map(({ level = 0 }) => (Number.isNaN(level) ? null : Math.fround(level))),
    segments.map(({ fromFlags }) => fromFlags),
    segments.map(({ toFlags }) => toFlags),
    segments.map(({ lengthMeters }) => lengthMeters),
    segments.map(({ lonLat }) => lineToHex(lonLat)),
  ];
}

const WKB_LINE_4326 = [1, 0x02, 0x00, 0x00, 0x20, 0xe6, 0x10, 0x00, 0x00];

/** EWKB of a line string in EPSG:4326, as PostGIS reads it from text. */
function lineToHex(lonLat: Float64Array): string {
  const bytes = Buffer.alloc(WKB_LINE_4326.length + 4 + lonLat.length * 8);
  bytes.set(WKB_LINE_4326);
  bytes.writeUInt32LE(lonLat.length / 2, WKB_LINE_4326.length);
  for (let i = 0; i < lonLat.length; i++) bytes.writeDoubleLE(lonLat[i], WKB_LINE_4326.length + 4 + i * 8);
  return bytes.toString('hex');
}

/** A row of the table walkway as the database says it. */
export interface WalkwayRow {
  readonly source_key: string;
  readonly way_id: string;
  readonly segment: number;
  readonly from_node: string;
  readonly to_node: string;
  readonly kind: string;
  readonly direction: (typeof DIRECTIONS)[number];
  readonly speed_factor: number;
  readonly level: number | null;
  readonly from_flags: number;
  readonly to_flags: number;
  readonly length_meters: number;
  /** Well-known binary, little-endian, in hexadecimal digits. */
  readonly line: string;
}

/** Numbers of one source's nodes and ways stay below this; each further source gets a range of its own. */
const SOURCE_RANGE = 2 ** 45;
/** Parts of a way have its number plus a multiple of this. */
const PART_RANGE = 1e12;

/** Which of the sources a way number of `WalkwayLists` belongs to, and what the source itself calls the way. */
export function namedWay(wayId: number, sources: readonly string[]): { source: string; wayId: number } {
  const source = Math.min(sources.length - 1, Math.floor(wayId / SOURCE_RANGE));
  return { source: sources[source], wayId: (wayId - source * SOURCE_RANGE) % PART_RANGE };
}

/** Adds rows of the table walkway to the list of their source, lists in the order of these keys; rows in any pages. */
export class WalkwayLists {
  readonly lists: WalkwaySegment[][];
  private readonly numberOfSource: ReadonlyMap<string, number>;

  constructor(sources: readonly string[]) {
    this.lists = sources.map(() => []);
    this.numberOfSource = new Map(sources.map((key, index) => [key, index]));
  }

  /**
   * Node and way numbers of the second and later sources are shifted, so that equal numbers of different sources are
   * never taken for one place.
   */
  add(rows: readonly WalkwayRow[]): void {
    for (const row of rows) {
      const source = this.numberOfSource.get(row.source_key)!;
      this.lists[source].push(segmentOf(row, source));
    }
  }
}

function segmentOf(row: WalkwayRow, source: number): WalkwaySegment {
  const shift = source * SOURCE_RANGE;
  const kind = WALKWAY_KINDS.includes(row.kind as WalkwayKind) ? (row.kind as WalkwayKind) : 'other';
  return {
    wayId: Number(row.way_id) + shift,
    segment: row.segment,
    fromNode: Number(row.from_node) + shift,
    toNode: Number(row.to_node) + shift,
    kind,
    direction: DIRECTIONS.indexOf(row.direction) as WalkDirection,
    // PostgreSQL prints a real with as few digits as tell it apart; the number meant is the 32-bit one.
    speedFactor: Math.fround(row.speed_factor),
    level: row.level ?? NaN,
    fromFlags: row.from_flags,
    toFlags: row.to_flags,
    lonLat: lineFromWkb(row.line),
    lengthMeters: row.length_meters,
  };
}

function lineFromWkb(hex: string): Float64Array {
  const wkb = Buffer.from(hex, 'hex');
  const lonLat = new Float64Array(wkb.readUInt32LE(5) * 2);
  for (let i = 0; i < lonLat.length; i++) lonLat[i] = wkb.readDoubleLE(9 + i * 8);
  return lonLat;
}
