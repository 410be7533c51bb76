import { expect, it } from 'vitest';
import { hilbertIndex } from '../../../src/kernel/geometry/hilbert-index.js';

it('visits every cell of a corner block once, each next to the one before', () => {
  const cells = new Map<number, [number, number]>();
  for (let x = 0; x < 64; x++) for (let y = 0; y < 64; y++) cells.set(hilbertIndex(x, y), [x, y]);
  expect(cells.size).toBe(64 * 64);
  const order = [...cells.keys()].sort((a, b) => a - b);
  expect(order[0]).toBe(0);
  expect(order[order.length - 1]).toBe(64 * 64 - 1);
  for (let k = 1; k < order.length; k++) {
    const [x1, y1] = cells.get(order[k - 1])!;
    const [x2, y2] = cells.get(order[k])!;
    expect(Math.abs(x1 - x2) + Math.abs(y1 - y2)).toBe(1);
  }
});
