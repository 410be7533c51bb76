import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import type { ContractionHierarchy } from './contraction-hierarchy.js';
import {
  costAlongEdge,
  legFromEnd,
  legFromStart,
  legToEnd,
  legToStart,
  type SearchDirection,
} from './leg-costs.js';
import { UNBOUNDED_CENTIMETERS } from './walk-cost.js';

/** Sources swept at once: four minima fit the registers. */
const LANES = 4;
const NEVER = UNBOUNDED_CENTIMETERS + 1;

/**
 * Unbounded walking costs between sources and targets, source-major, -1 where there is no walk or one of the two is
 * null; FROM_ORIGINS walks from the sources, TOWARDS_ORIGINS towards them. Equal to a search from every source.
 *
 * Method: RPHAST (Delling, Goldberg, Werneck 2011). The nodes that can lie on a descent to any target are selected
 * once, in falling order; per four sources a climb over the few nodes above them, and one sweep down the selection.
 */
export function hierarchyCosts(
  network: WalkNetwork,
  hierarchy: ContractionHierarchy,
  sources: readonly (Snap | null)[],
  targets: readonly (Snap | null)[],
  direction: SearchDirection,
): Int32Array {
  const isOutward = direction === 'FROM_ORIGINS';
  const costs = new Int32Array(sources.length * targets.length).fill(-1);
  const ends = targetEnds(network, hierarchy, targets, isOutward);
  const selection = selectAbove(hierarchy, ends.places, isOutward);
  const endSlots = ends.places.map((place) => LANES * selection.slotOf[place]);
  const climb = new Climb(network, hierarchy, isOutward);
  const down = new Int32Array(LANES * (selection.places.length + 1));
  const besides = targetsByEdge(targets);

  // Edges are numbered along a curve: neighbours climb together over much the same nodes.
  const order = [...sources.keys()].filter((source) => sources[source] !== null);
  order.sort((a, b) => sources[a]!.edge - sources[b]!.edge);
  for (let first = 0; first < order.length; first += LANES) {
    const lanes = order.slice(first, first + LANES);
    climb.run(lanes.map((source) => sources[source]!));
    descend(selection, climb.costs, down);
    lanes.forEach((index, lane) => {
      const row = index * targets.length;
      for (let target = 0; target < targets.length; target++) {
        const byStart = down[endSlots[2 * target] + lane] + ends.legs[2 * target];
        const byEnd = down[endSlots[2 * target + 1] + lane] + ends.legs[2 * target + 1];
        const cost = byStart < byEnd ? byStart : byEnd;
        if (cost <= UNBOUNDED_CENTIMETERS) costs[row + target] = cost;
      }
      const source = sources[index]!;
      for (const target of besides.get(source.edge) ?? []) {
        const other = targets[target]!;
        const cost = isOutward
          ? costAlongEdge(network, source, other)
          : costAlongEdge(network, other, source);
        const known = costs[row + target];
        if (cost >= 0 && (known < 0 || cost < known)) costs[row + target] = cost;
      }
    });
  }
  return costs;
}

/** The two places each target is reached by; a way that does not exist ends at no place, `place.length`. */
function targetEnds(
  network: WalkNetwork,
  hierarchy: ContractionHierarchy,
  targets: readonly (Snap | null)[],
  isOutward: boolean,
): { places: Int32Array; legs: Int32Array } {
  const places = new Int32Array(2 * targets.length).fill(hierarchy.place.length);
  const legs = new Int32Array(2 * targets.length);
  targets.forEach((snap, target) => {
    if (!snap) return;
    const byStart = isOutward ? legFromStart(network, snap) : legToStart(network, snap);
    const byEnd = isOutward ? legFromEnd(network, snap) : legToEnd(network, snap);
    const put = (at: number, node: number, leg: number): void => {
      if (leg < 0) return;
      places[at] = hierarchy.place[node];
      legs[at] = leg;
    };
    put(2 * target, network.edgeFrom[snap.edge], byStart);
    put(2 * target + 1, network.edgeTo[snap.edge], byEnd);
  });
  return { places, legs };
}

/** Nodes from which a descent may lead to a target, highest first, with the arcs that lead down into each. */
interface Selection {
  readonly places: Int32Array;
  /** Position of a place in the selection; the last slot, that of no place at all, is never reached. */
  readonly slotOf: Int32Array;
  readonly arcOffset: Int32Array;
  /** [slot of the upper node, cost] of each arc. */
  readonly arc: Int32Array;
}

function selectAbove(hierarchy: ContractionHierarchy, from: Int32Array, isOutward: boolean): Selection {
  const { upperOffset, upper } = hierarchy;
  const count = hierarchy.place.length;
  const costColumn = isOutward ? 2 : 1;
  const slotOf = new Int32Array(count + 1).fill(-1);
  for (const place of from) slotOf[place] = 0;
  // Upper nodes have higher places, so one pass upwards marks them all.
  let selected = 0;
  let arcs = 0;
  for (let place = 0; place < count; place++) {
    if (slotOf[place] < 0) continue;
    selected++;
    for (let at = 3 * upperOffset[place]; at < 3 * upperOffset[place + 1]; at += 3) {
      if (upper[at + costColumn] < 0) continue;
      slotOf[upper[at]] = 0;
      arcs++;
    }
  }
  const places = new Int32Array(selected);
  const arcOffset = new Int32Array(selected + 1);
  const arc = new Int32Array(2 * arcs);
  let slot = 0;
  let filled = 0;
  for (let place = count - 1; place >= 0; place--) {
    if (slotOf[place] < 0) continue;
    for (let at = 3 * upperOffset[place]; at < 3 * upperOffset[place + 1]; at += 3) {
      if (upper[at + costColumn] < 0) continue;
      arc[filled++] = slotOf[upper[at]];
      arc[filled++] = upper[at + costColumn];
    }
    places[slot] = place;
    slotOf[place] = slot++;
    arcOffset[slot] = filled;
  }
  slotOf[count] = selected;
  return { places, slotOf, arcOffset, arc };
}

/** Costs from up to four sources to the nodes above them, and NEVER for all others. */
class Climb {
  /** Of the node at place p and lane l: costs[LANES × p + l]. */
  readonly costs: Int32Array;
  private readonly network: WalkNetwork;
  private readonly hierarchy: ContractionHierarchy;
  private readonly isOutward: boolean;
  private readonly isMet: Uint8Array;
  private met = new Int32Array(256);
  private metCount = 0;

  constructor(network: WalkNetwork, hierarchy: ContractionHierarchy, isOutward: boolean) {
    this.network = network;
    this.hierarchy = hierarchy;
    this.isOutward = isOutward;
    this.costs = new Int32Array(LANES * hierarchy.place.length).fill(NEVER);
    this.isMet = new Uint8Array(hierarchy.place.length);
  }

  run(sources: readonly Snap[]): void {
    const { network, isOutward } = this;
    this.forget();
    sources.forEach((source, lane) => {
      const toStart = isOutward ? legToStart(network, source) : legFromStart(network, source);
      const toEnd = isOutward ? legToEnd(network, source) : legFromEnd(network, source);
      this.seed(network.edgeFrom[source.edge], toStart, lane);
      this.seed(network.edgeTo[source.edge], toEnd, lane);
    });
    this.climb();
  }

  private forget(): void {
    for (let k = 0; k < this.metCount; k++) {
      const place = this.met[k];
      this.isMet[place] = 0;
      this.costs.fill(NEVER, LANES * place, LANES * place + LANES);
    }
    this.metCount = 0;
  }

  private seed(node: number, leg: number, lane: number): void {
    if (leg < 0) return;
    const place = this.hierarchy.place[node];
    this.meet(place);
    const at = LANES * place + lane;
    if (leg < this.costs[at]) this.costs[at] = leg;
  }

  private meet(place: number): void {
    if (this.isMet[place] === 1) return;
    this.isMet[place] = 1;
    if (this.metCount === this.met.length) {
      const larger = new Int32Array(2 * this.met.length);
      larger.set(this.met);
      this.met = larger;
    }
    this.met[this.metCount++] = place;
  }

  private climb(): void {
    const { costs } = this;
    const { upperOffset, upper } = this.hierarchy;
    const costColumn = this.isOutward ? 1 : 2;
    for (let k = 0; k < this.metCount; k++) {
      const place = this.met[k];
      for (let at = 3 * upperOffset[place]; at < 3 * upperOffset[place + 1]; at += 3)
        if (upper[at + costColumn] >= 0) this.meet(upper[at]);
    }
    // In rising order every node has its cost before it hands it on.
    const rising = this.met.subarray(0, this.metCount).sort();
    for (let k = 0; k < rising.length; k++) {
      const from = LANES * rising[k];
      for (let at = 3 * upperOffset[rising[k]]; at < 3 * upperOffset[rising[k] + 1]; at += 3) {
        const step = upper[at + costColumn];
        if (step < 0) continue;
        const to = LANES * upper[at];
        for (let lane = 0; lane < LANES; lane++) {
          const less = (costs[from + lane] + step - costs[to + lane]) | 0;
          costs[to + lane] += less & (less >> 31);
        }
      }
    }
  }
}

/** Cost of each selected node in each lane: what the climb found, or the way down from a node above. */
function descend(selection: Selection, climbed: Int32Array, down: Int32Array): void {
  const { places, arcOffset, arc } = selection;
  for (let slot = 0; slot < places.length; slot++) {
    const top = LANES * places[slot];
    let cost0 = climbed[top];
    let cost1 = climbed[top + 1];
    let cost2 = climbed[top + 2];
    let cost3 = climbed[top + 3];
    const last = arcOffset[slot + 1];
    for (let at = arcOffset[slot]; at < last; at += 2) {
      const from = LANES * arc[at];
      const step = arc[at + 1];
      // The smaller of two without a branch, which would be guessed wrong half of the time.
      const less0 = (down[from] + step - cost0) | 0;
      const less1 = (down[from + 1] + step - cost1) | 0;
      const less2 = (down[from + 2] + step - cost2) | 0;
      const less3 = (down[from + 3] + step - cost3) | 0;
      cost0 += less0 & (less0 >> 31);
      cost1 += less1 & (less1 >> 31);
      cost2 += less2 & (less2 >> 31);
      cost3 += less3 & (less3 >> 31);
    }
    const into = LANES * slot;
    down[into] = cost0;
    down[into + 1] = cost1;
    down[into + 2] = cost2;
    down[into + 3] = cost3;
  }
  down.fill(NEVER, LANES * places.length);
}

function targetsByEdge(targets: readonly (Snap | null)[]): Map<number, number[]> {
  const byEdge = new Map<number, number[]>();
  targets.forEach((snap, target) => {
    if (!snap) return;
    const here = byEdge.get(snap.edge);
    if (here) here.push(target);
    else byEdge.set(snap.edge, [target]);
  });
  return byEdge;
}
