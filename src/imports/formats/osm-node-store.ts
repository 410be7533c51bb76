const FIRST_CAPACITY = 1 << 12;

/**
 * Node numbers → slots 0, 1, 2 … in order of first mention, with a position per slot: open addressing over typed
 * arrays, about 60 bytes a node, nothing for the collector to trace.
 */
export class OsmNodeStore {
  /** Hash table of slot + 1; 0 is free. Always at most half full. */
  private table = new Int32Array(FIRST_CAPACITY * 2);
  private ids = new Float64Array(FIRST_CAPACITY);
  private lons = new Float64Array(FIRST_CAPACITY).fill(NaN);
  private lats = new Float64Array(FIRST_CAPACITY).fill(NaN);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The slot of a node number, made if it is new. */
  add(id: number): number {
    let at = this.probe(id);
    if (this.table[at] !== 0) return this.table[at] - 1;
    if (this.count === this.ids.length) {
      this.grow();
      at = this.probe(id);
    }
    const slot = this.count++;
    this.ids[slot] = id;
    this.table[at] = slot + 1;
    return slot;
  }

  /** The slot of a node number, or -1. */
  find(id: number): number {
    return this.table[this.probe(id)] - 1;
  }

  place(slot: number, lon: number, lat: number): void {
    this.lons[slot] = lon;
    this.lats[slot] = lat;
  }

  /** Whether a position was ever placed; NaN counts as never. */
  isPlaced(slot: number): boolean {
    return !Number.isNaN(this.lons[slot]) && !Number.isNaN(this.lats[slot]);
  }

  id(slot: number): number {
    return this.ids[slot];
  }

  lon(slot: number): number {
    return this.lons[slot];
  }

  lat(slot: number): number {
    return this.lats[slot];
  }

  private probe(id: number): number {
    const mask = this.table.length - 1;
    let at = hashOf(id) & mask;
    while (this.table[at] !== 0 && this.ids[this.table[at] - 1] !== id) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const capacity = this.ids.length * 2;
    this.ids = lengthened(this.ids, capacity, 0);
    this.lons = lengthened(this.lons, capacity, NaN);
    this.lats = lengthened(this.lats, capacity, NaN);
    this.table = new Int32Array(capacity * 2);
    for (let slot = 0; slot < this.count; slot++) this.table[this.probe(this.ids[slot])] = slot + 1;
  }
}

function lengthened(values: Float64Array, length: number, filler: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(length);
  longer.set(values);
  if (filler !== 0) longer.fill(filler, values.length);
  return longer;
}

/** Mixes all 53 bits of a node number, for neighbours are numbered consecutively. */
function hashOf(id: number): number {
  const high = Math.floor(id / 0x1_0000_0000) | 0;
  let hash = Math.imul((id | 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
