import { expect, it } from 'vitest';
import { findLooseEnds } from '../../../src/kernel/network/index.js';
import { asciiTown } from '../../support/ascii-town.js';

it('finds dead ends that stop just short of another walkway, not stubs nor the edge of the data', () => {
  const { network, index, node } = asciiTown(
    `
A---------------+--------------B
                |
                |
                |
                |
s-------------e x *------------t`,
    4,
  );
  expect(network.nodeCount).toBe(8);
  const found = findLooseEnds(network, index);
  // Two characters of 4 m lie between each of these ends and the next walkway; at * the data ends.
  expect(found.map((end) => end.node).sort()).toEqual([node('e'), node('x')].sort());
  expect(found[0].gapMeters).toBeCloseTo(8, 2);
  expect(findLooseEnds(network, index, 5)).toEqual([]);
});
