/** Nested arrays that end in [lon, lat]. */
export type Coordinates = readonly (number | Coordinates)[];

const [OPEN, CLOSE, COMMA, MINUS, POINT, ZERO] = Array.from('[],-.0', (sign) => sign.charCodeAt(0));
/** Room for one position and the brackets around it. */
const LONGEST_POSITION = 64;

/**
 * Writes GeoJSON as bytes, ready to be sent. Coordinates get a fixed number of decimals and are written digit by digit
 * from whole numbers, which takes about half the time of JSON.stringify on rounded ones.
 */
export class JsonWriter {
  private bytes = new Uint8Array(1 << 16);
  private used = 0;

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

  /** What has been written, in memory of its own; the writer begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    const written = this.bytes.slice(0, this.used);
    this.used = 0;
    return written;
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
      if (typeof item === 'number') this.writeDegrees(Math.round(item * scale), decimals);
      else this.write(item, decimals, scale);
    }
    this.makeRoom(LONGEST_POSITION);
    this.bytes[this.used++] = CLOSE;
  }

  /** Degrees as whole units of the last decimal; below 2^31 in size, as 180 × 10^7 is. */
  private writeDegrees(units: number, decimals: number): void {
    const { bytes } = this;
    if (units < 0) bytes[this.used++] = MINUS;
    let left = Math.abs(units) | 0;
    let digits = decimals + 1;
    for (let bound = 10 ** digits; bound <= left; bound *= 10) digits++;
    const end = this.used + digits + 1;
    for (let at = end - 1; at >= this.used; at--) {
      if (at === end - 1 - decimals) {
        bytes[at] = POINT;
        continue;
      }
      const tenth = (left / 10) | 0;
      bytes[at] = ZERO + left - 10 * tenth;
      left = tenth;
    }
    this.used = end;
  }
}
