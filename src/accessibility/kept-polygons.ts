import type { Circle, GeoJsonBytes } from './held-network.js';

/**
 * Display polygons of one network as they were sent, those used last, up to so many bytes: a map asks for the same
 * circles again and again, and a snapshot never changes.
 */
export class KeptPolygons {
  private readonly kept = new Map<string, GeoJsonBytes>();
  private bytes = 0;

  constructor(private readonly mostBytes: number) {}

  get(circle: Circle): GeoJsonBytes | undefined {
    const key = keyOf(circle);
    const polygon = this.kept.get(key);
    if (polygon === undefined) return undefined;
    // A map lists keys in order of insertion: moving this one to the end marks it as used last.
    this.kept.delete(key);
    this.kept.set(key, polygon);
    return polygon;
  }

  put(circle: Circle, polygon: GeoJsonBytes): void {
    const key = keyOf(circle);
    this.bytes += polygon.length - (this.kept.get(key)?.length ?? 0);
    this.kept.delete(key);
    this.kept.set(key, polygon);
    for (const [oldest, { length }] of this.kept) {
      if (this.bytes <= this.mostBytes) break;
      this.kept.delete(oldest);
      this.bytes -= length;
    }
  }
}

/** Where a snap lies follows from its metres along its edge. */
function keyOf({ snap, limitCentimeters }: Circle): string {
  return `${snap.edge} ${snap.offsetMeters} ${snap.accessMeters} ${limitCentimeters}`;
}
