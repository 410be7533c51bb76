/** A geometry as a vector tile writes it. */
export interface TileGeometry {
  /** 1 points, 2 lines, 3 areas. */
  readonly type: 1 | 2 | 3;
  readonly commands: number[];
}

const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;

/** TWKB types: 1–3 single, 4–6 the same in numbers. */
const MULTI = 3;

/**
 * Reads geometries as ST_AsTWKB writes them with precision 0 and nothing else (TWKB, 2-D, neither sizes nor boxes) and
 * turns them into the commands of a vector tile. Both tell a vertex by its distance from the last one, zigzag coded; a
 * tile leaves the closing vertex of a ring out.
 */
export class TwkbReader {
  private at = 0;
  private x = 0;
  private y = 0;
  private cursorX = 0;
  private cursorY = 0;

  constructor(private readonly bytes: Uint8Array) {}

  next(): TileGeometry {
    const type = this.bytes[this.at++] & 15;
    const metadata = this.bytes[this.at++];
    if (metadata !== 0 || type < 1 || type > 2 * MULTI)
      throw new Error(`unforeseen TWKB ${type}/${metadata}`);
    this.x = this.y = this.cursorX = this.cursorY = 0;
    const kind = ((type - 1) % MULTI) + 1;
    const commands: number[] = [];
    const count = type > MULTI ? this.varint() : 1;
    if (kind === 1) this.points(count, commands);
    else
      for (let part = 0; part < count; part++) {
        const rings = kind === 3 ? this.varint() : 1;
        for (let ring = 0; ring < rings; ring++) this.path(kind === 3, commands);
      }
    return { type: kind as TileGeometry['type'], commands };
  }

  private points(count: number, commands: number[]): void {
    commands.push((count << 3) | MOVE_TO);
    for (let k = 0; k < count; k++) this.step(commands);
  }

  private path(isRing: boolean, commands: number[]): void {
    const vertices = this.varint();
    const lines = isRing ? vertices - 2 : vertices - 1;
    commands.push((1 << 3) | MOVE_TO);
    this.step(commands);
    commands.push((lines << 3) | LINE_TO);
    for (let k = 0; k < lines; k++) this.step(commands);
    if (!isRing) return;
    // The vertex that closes the ring moves TWKB's cursor, not the tile's.
    this.move();
    commands.push((1 << 3) | CLOSE_PATH);
  }

  private step(commands: number[]): void {
    this.move();
    commands.push(zigzag(this.x - this.cursorX), zigzag(this.y - this.cursorY));
    this.cursorX = this.x;
    this.cursorY = this.y;
  }

  private move(): void {
    this.x += unzigzag(this.varint());
    this.y += unzigzag(this.varint());
  }

  private varint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
