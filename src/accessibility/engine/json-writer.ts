import type { PackedBytes } from './packed-bytes.js';

/** Nested arrays that end in [lon, lat]. */
export type Coordinates = readonly (number | Coordinates)[];

const [OPEN, CLOSE, COMMA, MINUS, POINT, ZERO] = Array.from('[],-.0', (sign) => sign.charCodeAt(0));
/** The digits of 00, 01, … 99. */
const PAIRS = Uint8Array.from({ length: 200 }, (_, at) => {
  const pair = at >> 1;
  return ZERO + (at % 2 === 0 ? Math.floor(pair / 10) : pair % 10);
});
/** Room for one position and the brackets around it. */
const LONGEST_POSITION = 64;
/**
 * Writes GeoJSON as bytes, ready to be sent. Coordinates get a fixed number of decimals and are written digit by digit
 * from whole numbers, which takes about half the time of JSON.stringify on rounded ones.
 */
export class JsonWriter {
  private bytes = new Uint8Array(1 << 16);
  private used = 0;
  private ends: number[] = [];

  /** Puts ASCII text in as it stands. */
  text(ascii: string): this {
    this.makeRoom(ascii.length);
    for (let at = 0; at < ascii.length; at++) this.bytes[this.used++] = ascii.charCodeAt(at);
    return this;
  }

  /** @param decimals at most 7 (a centimetre) */
  coordinates(coordinates: Coordinates, decimals: number): this {
    this.write(coordinates, decimals, 10 ** decimals);
    return this;
  }

  geometry(type: string, coordinates: Coordinates, decimals: number): this {
    return this.text(`{"type":"${type}","coordinates":`).coordinates(coordinates, decimals).text('}');
  }

  /** Ends one of several texts that are taken together. */
  end(): void {
    this.ends.push(this.used);
  }

  /** Forgets what has been written. */
  begin(): void {
    this.used = 0;
    this.ends = [];
  }

  /** What has been written, in memory of its own; the writer begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    const written = this.bytes.slice(0, this.used);
    this.begin();
    return written;
  }

  /** The texts that have been ended; the writer begins anew. */
  takeAll(): PackedBytes {
    const ends = Int32Array.from(this.ends);
    return { bytes: this.take(), ends };
  }

  private makeRoom(more: number): void {
    if (this.used + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.used + more));
    larger.set(this.bytes);
    this.bytes = larger;
  }

  private write(coordinates: Coordinates, decimals: number, scale: number): void {
    this.makeRoom(LONGEST_POSITION);
    this.bytes[this.used++] = OPEN;
    for (let at = 0; at < coordinates.length; at++) {
      if (at > 0) this.bytes[this.used++] = COMMA;
      const item = coordinates[at];
      if (typeof item === 'number') this.used = writeDegrees(this.bytes, this.used, item, decimals, scale);
      else if (item.length === 2 && typeof item[0] === 'number' && typeof item[1] === 'number')
        this.writePosition(item[0], item[1], decimals, scale);
      else this.write(item, decimals, scale);
    }
    this.makeRoom(LONGEST_POSITION);
    this.bytes[this.used++] = CLOSE;
  }

  /** What nearly all of a geometry is made of. */
  private writePosition(lon: number, lat: number, decimals: number, scale: number): void {
    this.makeRoom(LONGEST_POSITION);
    const { bytes } = this;
    let at = this.used;
    bytes[at++] = OPEN;
    at = writeDegrees(bytes, at, lon, decimals, scale);
    bytes[at++] = COMMA;
    at = writeDegrees(bytes, at, lat, decimals, scale);
    bytes[at++] = CLOSE;
    this.used = at;
  }
}

/** Degrees as whole units of the last decimal, which are below 2^31 as 180 × 10^7 is; returns where they end. */
function writeDegrees(
  bytes: Uint8Array,
  from: number,
  degrees: number,
  decimals: number,
  scale: number,
): number {
  let units = Math.round(degrees * scale);
  let start = from;
  if (units < 0) {
    bytes[start++] = MINUS;
    units = -units;
  }
  let whole = Math.floor(units / scale);
  let rest = (units - whole * scale) | 0;
  const point = start + (whole < 10 ? 1 : whole < 100 ? 2 : 3);
  for (let at = point - 1; at >= start; at--) {
    const tenth = (whole / 10) | 0;
    bytes[at] = ZERO + whole - 10 * tenth;
    whole = tenth;
  }
  bytes[point] = POINT;
  const end = point + 1 + decimals;
  let at = end - 1;
  // Two digits at a time: the divisions are what takes the time.
  for (; at > point + 1; at -= 2) {
    const hundredth = (rest / 100) | 0;
    const pair = 2 * (rest - 100 * hundredth);
    bytes[at - 1] = PAIRS[pair];
    bytes[at] = PAIRS[pair + 1];
    rest = hundredth;
  }
  if (at > point) bytes[at] = ZERO + rest;
  return end;
}
