import { describe, expect, it } from 'vitest';
import { KeptPolygons } from '../../src/accessibility/kept-polygons.js';

const circle = (edge: number, limitCentimeters = 72_000) => ({
  snap: { edge, offsetMeters: 1, accessMeters: 2, lon: 118, lat: 33 },
  limitCentimeters,
});
const text = (length: number) => new Uint8Array(length);

describe('polygons kept for who asks again', () => {
  it('tells circles apart by place and limit', () => {
    const kept = new KeptPolygons(100);
    const polygon = text(10);
    kept.put(circle(1), polygon);
    expect(kept.get(circle(1))).toBe(polygon);
    expect(kept.get(circle(2))).toBeUndefined();
    expect(kept.get(circle(1, 72_001))).toBeUndefined();
  });

  it('lets go of those used longest ago once there are too many bytes', () => {
    const kept = new KeptPolygons(100);
    for (const edge of [1, 2, 3]) kept.put(circle(edge), text(30));
    kept.get(circle(1));
    kept.put(circle(4), text(40));
    expect([1, 2, 3, 4].map((edge) => kept.get(circle(edge)) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
    ]);
    kept.put(circle(4), text(10));
    kept.put(circle(5), text(30));
    expect(kept.get(circle(1))).toBeDefined();
    kept.put(circle(6), text(101));
    expect([1, 3, 4, 5, 6].some((edge) => kept.get(circle(edge)) !== undefined)).toBe(false);
  });
});
