// The inner loops of the walking engine in AssemblyScript; `npm run assembly:emit` compiles them into
// src/kernel/accessibility/sweeps-code.ts. Each function works on addresses of arrays in the caller's memory and keeps
// nothing between calls. No choice that depends on a cost is a branch: such branches are guessed wrong half of the
// time, which used to take a third of a search.

/** More than any cost within the limits of a search; an arc that does not exist costs this. */
const NEVER: u32 = (1 << 30) + 1;
/** Sources a matrix sweeps at once, 4 × 4 lanes of 32 bits. */
const LANE_BYTES: usize = 64;

/** Puts the labels of the seeds, the first `count` reached nodes, into their buckets. */
function queueSeeds(
  labels: usize,
  reached: usize,
  count: i32,
  head: usize,
  mask: i32,
  shift: i32,
  queue: usize,
  base: i32,
): void {
  makeRoom(queue + ((<usize>count) << 4));
  for (let entry = 0; entry < count; entry++) {
    const node = load<i32>(reached + ((<usize>entry) << 2));
    const label = load<i32>(labels + ((<usize>node) << 2));
    const slot = head + ((<usize>(((label - base) >> shift) & mask)) << 2);
    const at = queue + ((<usize>entry) << 4);
    store<i32>(at, load<i32>(slot));
    store<i32>(at, node, 4);
    store<i32>(at, label, 8);
    store<i32>(slot, entry);
  }
}

/** Makes the memory reach beyond an address; the queue is the last thing in it. */
function makeRoom(end: usize): void {
  if (end + 1024 > (<usize>memory.size()) << 16) grow(end);
}

function grow(end: usize): void {
  const pages = <i32>((end + 1024) >> 16) + 1;
  // By a quarter at least, so that growing stays rare; by what is needed where there is no more.
  if (memory.grow(max(pages - memory.size(), memory.size() >> 2)) < 0)
    if (memory.grow(pages - memory.size()) < 0) unreachable();
}

/**
 * Sends the labels of the seeds out until nothing within the limit improves; see walk-search.ts. Returns how many
 * nodes are reached. `head` has mask + 1 entries, -1 before and after; a queue entry is [next, node, label, -].
 * Arcs of node n are at arc + 4 × bound[n] … bound[n + 1], each [2 × target + (0 for a dead end), cost].
 */
export function sweep(
  labels: usize,
  reached: usize,
  count: i32,
  head: usize,
  mask: i32,
  shift: i32,
  queue: usize,
  bound: usize,
  arc: usize,
  base: i32,
  limit: i32,
): i32 {
  queueSeeds(labels, reached, count, head, mask, shift, queue, base);
  const top = base + limit;
  let used = count;
  let taken = 0;
  for (let bucket = 0; taken < used; bucket++) {
    const slot = head + ((<usize>(bucket & mask)) << 2);
    for (let entry = load<i32>(slot); entry >= 0; entry = load<i32>(slot)) {
      const at = queue + ((<usize>entry) << 4);
      store<i32>(slot, load<i32>(at));
      taken++;
      const node = load<i32>(at, 4);
      const label = load<i32>(at, 8);
      if (load<i32>(labels + ((<usize>node) << 2)) != label) continue;
      const own = bound + ((<usize>node) << 2);
      const last = arc + ((<usize>load<i32>(own, 4)) << 2);
      let k = arc + ((<usize>load<i32>(own)) << 2);
      makeRoom(queue + ((<usize>used) << 4) + ((last - k) << 1));
      for (; k < last; k += 8) {
        const told = load<i32>(k);
        const next = label + load<i32>(k, 4);
        const target = told >> 1;
        const place = labels + ((<usize>target) << 2);
        const known = load<i32>(place);
        const isNew = known > top;
        const isBetter = next < select<i32>(top + 1, known, isNew);
        store<i32>(place, select<i32>(next, known, isBetter));
        store<i32>(reached + ((<usize>count) << 2), target);
        count += (<i32>isBetter) & (<i32>isNew);
        const into = head + ((<usize>(((next - base) >> shift) & mask)) << 2);
        const first = load<i32>(into);
        const free = queue + ((<usize>used) << 4);
        store<i32>(free, first);
        store<i32>(free, target, 4);
        store<i32>(free, next, 8);
        const isQueued = (<i32>isBetter) & told;
        store<i32>(into, select<i32>(used, first, isQueued));
        used += isQueued;
      }
    }
  }
  return count;
}

/** The same with the nearest seed's origin beside each label; of equally near ones, the lowest. */
export function sweepNearest(
  labels: usize,
  reached: usize,
  count: i32,
  head: usize,
  mask: i32,
  shift: i32,
  queue: usize,
  bound: usize,
  arc: usize,
  base: i32,
  limit: i32,
  nearest: usize,
): i32 {
  queueSeeds(labels, reached, count, head, mask, shift, queue, base);
  const top = base + limit;
  let used = count;
  let taken = 0;
  for (let bucket = 0; taken < used; bucket++) {
    const slot = head + ((<usize>(bucket & mask)) << 2);
    for (let entry = load<i32>(slot); entry >= 0; entry = load<i32>(slot)) {
      const at = queue + ((<usize>entry) << 4);
      store<i32>(slot, load<i32>(at));
      taken++;
      const node = load<i32>(at, 4);
      const label = load<i32>(at, 8);
      if (load<i32>(labels + ((<usize>node) << 2)) != label) continue;
      const origin = load<i32>(nearest + ((<usize>node) << 2));
      const own = bound + ((<usize>node) << 2);
      const last = arc + ((<usize>load<i32>(own, 4)) << 2);
      let k = arc + ((<usize>load<i32>(own)) << 2);
      makeRoom(queue + ((<usize>used) << 4) + ((last - k) << 1));
      for (; k < last; k += 8) {
        const told = load<i32>(k);
        const next = label + load<i32>(k, 4);
        const target = told >> 1;
        const place = labels + ((<usize>target) << 2);
        const originPlace = nearest + ((<usize>target) << 2);
        const known = load<i32>(place);
        const knownOrigin = load<i32>(originPlace);
        const isNew = known > top;
        // A lower origin at the same cost has to travel on, too.
        const isBetter =
          (<i32>(next < select<i32>(top + 1, known, isNew))) |
          ((<i32>(next == known)) & (<i32>(origin < knownOrigin)));
        const isTaken = isBetter & (<i32>(next <= top));
        store<i32>(place, select<i32>(next, known, isTaken));
        store<i32>(originPlace, select<i32>(origin, knownOrigin, isTaken));
        store<i32>(reached + ((<usize>count) << 2), target);
        count += isTaken & (<i32>isNew);
        const into = head + ((<usize>(((next - base) >> shift) & mask)) << 2);
        const first = load<i32>(into);
        const free = queue + ((<usize>used) << 4);
        store<i32>(free, first);
        store<i32>(free, target, 4);
        store<i32>(free, next, 8);
        const isQueued = isTaken & told;
        store<i32>(into, select<i32>(used, first, isQueued));
        used += isQueued;
      }
    }
  }
  return count;
}

/**
 * Hands the keys of a hierarchy's places on to the places above them, lowest first. A key is 2^32 × cost + origin, so
 * that the lesser key is the nearer origin, of equally near ones the lower. Arcs of place p are
 * 12-byte entries offset[p] … offset[p + 1] of [upper place, cost up, cost down]; `column` is 4 or 8, the cost to take.
 */
export function climbField(keys: usize, count: i32, offset: usize, arc: usize, column: usize): void {
  let at = arc + column;
  for (let place = 0; place < count; place++) {
    const key = load<u64>(keys + ((<usize>place) << 3));
    const last = arc + column + 12 * <usize>load<i32>(offset + ((<usize>place) << 2), 4);
    for (; at < last; at += 12) {
      const above = keys + ((<usize>load<i32>(at - column)) << 3);
      const known = load<u64>(above);
      const offer = key + ((<u64>load<u32>(at)) << 32);
      store<u64>(above, select<u64>(offer, known, offer < known));
    }
  }
}

/** Takes over the keys from the places above, highest first. */
export function descendField(keys: usize, count: i32, offset: usize, arc: usize, column: usize): void {
  for (let place = count - 1; place >= 0; place--) {
    const own = offset + ((<usize>place) << 2);
    let key = load<u64>(keys + ((<usize>place) << 3));
    const last = arc + 12 * <usize>load<i32>(own, 4);
    for (let at = arc + 12 * <usize>load<i32>(own); at < last; at += 12) {
      const offer = load<u64>(keys + ((<usize>load<i32>(at)) << 3)) + ((<u64>load<u32>(at + column)) << 32);
      key = select<u64>(offer, key, offer < key);
    }
    store<u64>(keys + ((<usize>place) << 3), key);
  }
}

/**
 * Hands costs of sixteen sources on to the places above those that are met (one byte each, `count` rounded up to 8),
 * which are then met as well.
 */
export function climbLanes(
  costs: usize,
  met: usize,
  count: i32,
  offset: usize,
  arc: usize,
  column: usize,
): void {
  for (let block = 0; block < count; block += 8) {
    if (load<u64>(met + <usize>block) == 0) continue;
    for (let place = block; place < block + 8; place++) {
      if (load<u8>(met + <usize>place) == 0) continue;
      const own = costs + <usize>place * LANE_BYTES;
      const cost0 = v128.load(own);
      const cost1 = v128.load(own, 16);
      const cost2 = v128.load(own, 32);
      const cost3 = v128.load(own, 48);
      const last = arc + 12 * <usize>load<i32>(offset + ((<usize>place) << 2), 4);
      for (let at = arc + 12 * <usize>load<i32>(offset + ((<usize>place) << 2)); at < last; at += 12) {
        const upper = <usize>load<i32>(at);
        store<u8>(met + upper, 1);
        const above = costs + upper * LANE_BYTES;
        const step = i32x4.splat(load<i32>(at + column));
        v128.store(above, i32x4.min_u(v128.load(above), i32x4.add(cost0, step)));
        v128.store(above, i32x4.min_u(v128.load(above, 16), i32x4.add(cost1, step)), 16);
        v128.store(above, i32x4.min_u(v128.load(above, 32), i32x4.add(cost2, step)), 32);
        v128.store(above, i32x4.min_u(v128.load(above, 48), i32x4.add(cost3, step)), 48);
      }
    }
  }
}

/**
 * Costs of a selection of places, highest first: what the climb found, or the way down from a selected place above.
 * `down` has the costs by position in the selection; arcs are [position of the upper place, cost] at
 * arc + 4 × bound[position] … bound[position + 1].
 */
export function descendLanes(
  costs: usize,
  met: usize,
  places: usize,
  count: i32,
  bound: usize,
  arc: usize,
  down: usize,
): void {
  const none = i32x4.splat(NEVER);
  for (let position = 0; position < count; position++) {
    const place = <usize>load<i32>(places + ((<usize>position) << 2));
    let cost0 = none;
    let cost1 = none;
    let cost2 = none;
    let cost3 = none;
    if (load<u8>(met + place) != 0) {
      const climbed = costs + place * LANE_BYTES;
      cost0 = v128.load(climbed);
      cost1 = v128.load(climbed, 16);
      cost2 = v128.load(climbed, 32);
      cost3 = v128.load(climbed, 48);
    }
    const last = arc + ((<usize>load<i32>(bound + ((<usize>position) << 2), 4)) << 2);
    for (let at = arc + ((<usize>load<i32>(bound + ((<usize>position) << 2))) << 2); at < last; at += 8) {
      const above = down + <usize>load<i32>(at) * LANE_BYTES;
      const step = i32x4.splat(load<i32>(at, 4));
      cost0 = i32x4.min_u(cost0, i32x4.add(v128.load(above), step));
      cost1 = i32x4.min_u(cost1, i32x4.add(v128.load(above, 16), step));
      cost2 = i32x4.min_u(cost2, i32x4.add(v128.load(above, 32), step));
      cost3 = i32x4.min_u(cost3, i32x4.add(v128.load(above, 48), step));
    }
    const into = down + <usize>position * LANE_BYTES;
    v128.store(into, cost0);
    v128.store(into, cost1, 16);
    v128.store(into, cost2, 32);
    v128.store(into, cost3, 48);
  }
}

/** Makes every place unmet and its costs NEVER again. */
export function forgetLanes(costs: usize, met: usize, count: i32): void {
  const none = i32x4.splat(NEVER);
  for (let block = 0; block < count; block += 8) {
    if (load<u64>(met + <usize>block) == 0) continue;
    for (let place = block; place < block + 8; place++) {
      if (load<u8>(met + <usize>place) == 0) continue;
      const own = costs + <usize>place * LANE_BYTES;
      v128.store(own, none);
      v128.store(own, none, 16);
      v128.store(own, none, 32);
      v128.store(own, none, 48);
    }
    store<u64>(met + <usize>block, 0);
  }
}
