import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WalkSearch } from '../../../src/kernel/accessibility/index.js';
import {
  buildWalkNetwork,
  EdgeIndex,
  NODE_IS_CLOSED,
  NODE_IS_KEPT,
  splitWays,
} from '../../../src/kernel/network/index.js';
import { townPosition } from '../../support/ascii-town.js';
import { WaySetBuilder } from '../../support/way-set-builder.js';

/** A street of 300 m with a side street at 200 m; `gateAt` puts a node of these flags on it, in one way or two. */
function street(gateAt: number | null, flags = 0) {
  const builder = new WaySetBuilder();
  const node = (east: number, north: number, nodeFlags = 0) =>
    builder.node(...townPosition(east, north), nodeFlags);
  const corner = node(200, 0);
  const [west, east] = [node(0, 0), node(300, 0)];
  if (gateAt === null) builder.way([west, corner, east]);
  else if (flags !== NODE_IS_CLOSED) builder.way([west, node(gateAt, 0, flags), corner, east]);
  else builder.way([west, node(gateAt, 0, flags)]).way([node(gateAt, 0, flags), corner, east]);
  builder.way([corner, node(200, 100)]);
  const network = buildWalkNetwork(splitWays(builder.build()).segments);
  return { network, index: new EdgeIndex(network), search: new WalkSearch(network) };
}

it('an entrance that is snapped to its place on the street walks like one that is a node of it', () => {
  const bare = street(null);
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 199, noNaN: true }),
      fc.double({ min: 0, max: 300, noNaN: true }),
      (at, to) => {
        const gated = street(at, NODE_IS_KEPT);
        expect(gated.network.nodeCount).toBe(bare.network.nodeCount + 1);
        const [bareCost, gatedCost] = [bare, gated].map(({ index, search }) => {
          search.run([index.snap(...townPosition(at, 0))], Infinity);
          return search.costTo(index.snap(...townPosition(to, 5))!);
        });
        // One more node is one more rounding, of at most half a centimetre at either end.
        expect(Math.abs(bareCost - gatedCost)).toBeLessThanOrEqual(2);
      },
    ),
    { seed: 7, numRuns: 100 },
  );
});

it('a closed gate cuts the way: nobody walks through, both sides stay', () => {
  const { network, index, search } = street(100, NODE_IS_CLOSED);
  expect(network.componentNodeCount.length).toBe(2);
  search.run([index.snap(...townPosition(90, 0))], Infinity);
  expect(search.costTo(index.snap(...townPosition(10, 0))!)).toBe(8000);
  expect(search.costTo(index.snap(...townPosition(110, 0))!)).toBe(-1);
});
