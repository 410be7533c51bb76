import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tileAround, tileFrame, type ToUnits } from '../../src/layers/tile-frame.js';

const RADIUS = 6378137;
const mercatorY = (lat: number) => RADIUS * Math.asinh(Math.tan((lat * Math.PI) / 180));
const down = ({ scaleY, shiftY }: ToUnits, value: number) => value * scaleY + shiftY;

describe('the frame of a tile', () => {
  it('spreads latitudes evenly where told: exact at both edges, off by no more than its bend between them', () => {
    const latitude = fc.double({ min: -80, max: 80, noNaN: true });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(latitude, fc.integer({ min: 3, max: 14 }), share, (lat, zoom, at) => {
        const frame = tileFrame(tileAround(118.3, lat, zoom));
        const margin = ((frame.north - frame.south) * 64) / (4096 + 128);
        const inside = frame.south + margin + at * (frame.north - frame.south - 2 * margin);
        const [even, exact] = [down(frame.even, inside), down(frame.mercator, mercatorY(inside))];
        expect(Math.abs(even - exact)).toBeLessThanOrEqual(frame.bend * 1.2 + 1e-6);
      }),
    );
  });

  it('is flat enough for half a metre at the last zoom all over China', () => {
    for (const lat of [18, 34, 45, 53]) expect(tileFrame(tileAround(118.3, lat, 14)).bend).toBeLessThan(0.3);
  });
});
