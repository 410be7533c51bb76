// The inner loops of display polygons in AssemblyScript; `npm run assembly:emit` compiles them into
// src/kernel/geometry/outlines-code.ts. Each function works on addresses in the caller's memory and keeps nothing
// between calls.
//
// A raster has one byte a node, row by row, in rows of whole vectors: the distance to the nearest line, 0 from one cell
// inside the strip's border inwards, INSIDE on it, BEYOND from one cell outside it outwards, rounded up in between.
// Border crossings lie between neighbours, so no distance a contour needs is cut off.

/** Nodes in a vector. */
const LANES: i32 = 16;
const INSIDE: i32 = 63;
/** Set in the value of every node outside the strip. */
const OUTSIDE_BIT: i32 = 64;
const BEYOND: i32 = 127;
/** Added to a number, this leaves its whole part in the last bits of a float. */
const TWO_TO_23: f32 = 8388608;
const BITS_OF_TWO_TO_23: i32 = 0x4b000000;
/** Set in the value of an inside node once the border to its east has been walked. */
const WALKED_BIT: i32 = 128;
/** The border runs half a step above the highest value inside. */
const LEVEL: f64 = 63.5;
/** Four times that: corners of a saddle that sum up to less are joined across. */
const SADDLE: i32 = 254;
/** Crossings stay this share of a cell away from the nodes, so that no two rings can touch. */
const NODE_MARGIN: f64 = 1e-3;
/** A crossing is [x of the left end of the gate around it, y of the right end, y of the left, x of the right, x, y]. */
const CROSSING_BYTES: usize = 48;
/** A ring is [vertices, signed area, x, y, x, y, …]. */
const RING_HEAD_BYTES: usize = 16;

/** Lowers the values around a segment, given in cells from the raster's first node, as far as it lies in the raster. */
export function drawSegment(
  raster: usize,
  columns: i32,
  rows: i32,
  x1: f64,
  y1: f64,
  x2: f64,
  y2: f64,
  stripCells: f64,
): void {
  // In parts, as every node of the box around a part is looked at.
  const parts = ceil(max<f64>(1, max(abs(x2 - x1), abs(y2 - y1)) / LANES));
  const dx = (x2 - x1) / parts;
  const dy = (y2 - y1) / parts;
  for (let part: f64 = 0; part < parts; part++)
    drawPart(raster, columns, rows, x1 + part * dx, y1 + part * dy, dx, dy, stripCells);
}

/** The same for a short one, from x, y to x + dx, y + dy. */
function drawPart(
  raster: usize,
  columns: i32,
  rows: i32,
  x: f64,
  y: f64,
  dx: f64,
  dy: f64,
  stripCells: f64,
): void {
  const reach = stripCells + 1;
  const west = max(0, <i32>ceil(min<f64>(x, x + dx) - reach));
  const east = min(columns - 1, <i32>floor(max<f64>(x, x + dx) + reach));
  const south = max(0, <i32>ceil(min<f64>(y, y + dy) - reach));
  const north = min(rows - 1, <i32>floor(max<f64>(y, y + dy) + reach));
  // Along the segment and across it, in the unit of the values.
  const length = sqrt(dx * dx + dy * dy);
  const eastward = length > 0 ? (INSIDE * dx) / length : INSIDE;
  const northward = length > 0 ? (INSIDE * dy) / length : 0;
  const end = f32x4.splat(<f32>(INSIDE * length));
  const least = f32x4.splat(<f32>(INSIDE * (1 - stripCells) + 0.5));
  for (let column = west; column <= east; column += LANES) {
    const begin = min(column, columns - LANES);
    const beside = <f64>begin - x;
    const above = <f64>south - y;
    const nodes = f32x4(0, 1, 2, 3);
    let along = f32x4.add(
      f32x4.splat(<f32>(beside * eastward + above * northward)),
      f32x4.mul(nodes, f32x4.splat(<f32>eastward)),
    );
    let across = f32x4.sub(
      f32x4.splat(<f32>(above * eastward - beside * northward)),
      f32x4.mul(nodes, f32x4.splat(<f32>northward)),
    );
    let at = raster + <usize>(south * columns + begin);
    for (let row = south; row <= north; row++, at += columns) {
      const values = i8x16.narrow_i16x8_u(
        i16x8.narrow_i32x4_s(
          valuesAt(along, across, end, least),
          valuesAt(moved(along, 4 * eastward), moved(across, -4 * northward), end, least),
        ),
        i16x8.narrow_i32x4_s(
          valuesAt(moved(along, 8 * eastward), moved(across, -8 * northward), end, least),
          valuesAt(moved(along, 12 * eastward), moved(across, -12 * northward), end, least),
        ),
      );
      v128.store(at, i8x16.min_u(v128.load(at), values));
      along = moved(along, northward);
      across = moved(across, eastward);
    }
  }
}

function moved(lanes: v128, by: f64): v128 {
  return f32x4.add(lanes, f32x4.splat(<f32>by));
}

/** Values of four nodes that lie so far along and across a segment from its first end; not cut off at BEYOND yet. */
function valuesAt(along: v128, across: v128, end: v128, least: v128): v128 {
  const nearest = f32x4.pmin(f32x4.pmax(along, f32x4.splat(0)), end);
  const beyond = f32x4.sub(along, nearest);
  const distance = f32x4.sqrt(f32x4.add(f32x4.mul(beyond, beyond), f32x4.mul(across, across)));
  const value = f32x4.pmax(f32x4.add(distance, least), f32x4.splat(0));
  // The nearest whole number is in the last bits of this sum; a conversion would have to look after overflows.
  return i32x4.sub(f32x4.add(value, f32x4.splat(TWO_TO_23)), i32x4.splat(BITS_OF_TWO_TO_23));
}

/**
 * Keeps a raster as a stamp: its box in the lattice [west, south, -east, -north], then for every vector's width of it
 * that is not empty [column, row, rows, -] and the vectors themselves; one without rows ends it. Returns its end.
 */
export function press(
  raster: usize,
  columns: i32,
  rows: i32,
  firstColumn: i32,
  firstRow: i32,
  into: usize,
): usize {
  store<i32>(into, firstColumn);
  store<i32>(into, firstRow, 4);
  store<i32>(into, -(firstColumn + columns - 1), 8);
  store<i32>(into, -(firstRow + rows - 1), 12);
  let at = into + 16;
  for (let column = 0; column < columns; column += LANES) {
    let first = 0;
    let end = rows;
    while (first < end && isEmpty(raster + <usize>(first * columns + column))) first++;
    while (end > first && isEmpty(raster + <usize>((end - 1) * columns + column))) end--;
    if (first == end) continue;
    store<i32>(at, firstColumn + column);
    store<i32>(at, firstRow + first, 4);
    store<i32>(at, end - first, 8);
    at += 16;
    for (; first < end; first++, at += 16)
      v128.store(at, v128.load(raster + <usize>(first * columns + column)));
  }
  store<i32>(at, 0, 8);
  return at + 16;
}

function isEmpty(vector: usize): bool {
  return i8x16.all_true(i8x16.eq(v128.load(vector), i8x16.splat(<i8>BEYOND)));
}

/** Widens a box [west, south, -east, -north] around those of the stamps whose addresses are given. */
export function widenBox(box: usize, stamps: usize, count: i32): void {
  let widest = v128.load(box);
  for (let k = 0; k < count; k++)
    widest = i32x4.min_s(widest, v128.load(<usize>load<u32>(stamps + ((<usize>k) << 2))));
  v128.store(box, widest);
}

/** Lowers a raster's values by the stamps whose addresses are given, all of them within the raster. */
export function stamp(
  raster: usize,
  columns: i32,
  firstColumn: i32,
  firstRow: i32,
  stamps: usize,
  count: i32,
): void {
  for (let k = 0; k < count; k++) {
    let at = <usize>load<u32>(stamps + ((<usize>k) << 2)) + 16;
    for (let rows = load<i32>(at, 8); rows > 0; rows = load<i32>(at, 8)) {
      let node = raster + <usize>((load<i32>(at, 4) - firstRow) * columns + load<i32>(at) - firstColumn);
      at += 16;
      for (; rows > 0; rows--, at += 16, node += columns)
        v128.store(node, i8x16.min_u(v128.load(node), v128.load(at)));
    }
  }
}

/** Makes the memory reach beyond an address and returns where it ends then. */
function makeRoom(end: usize): usize {
  const pages = <i32>(end >> 16) + 1;
  if (memory.grow(pages - memory.size()) < 0) unreachable();
  return (<usize>memory.size()) << 16;
}

/**
 * Walks every border of a raster and writes its rings from an address on; returns their end, after which the rest of
 * the memory is used up. See strip-raster.ts for what the rings are; the raster's walked bits are set.
 */
export function trace(
  raster: usize,
  columns: i32,
  rows: i32,
  toleranceCells: f64,
  discColumn: f64,
  discRow: f64,
  metersPerColumn: f64,
  metersPerRow: f64,
  radiusMeters: f64,
  into: usize,
): usize {
  const outside = i8x16.splat(<i8>OUTSIDE_BIT);
  const end = raster + <usize>(columns * (rows - 1));
  for (let at = raster + <usize>columns; at < end; at += LANES) {
    // Every ring passes east of some inside node.
    const east = v128.and(v128.load(at, 1), outside);
    let starts = i8x16.bitmask(v128.and(i8x16.eq(east, outside), i8x16.lt_u(v128.load(at), outside)));
    while (starts != 0) {
      const start = at + <usize>ctz(starts);
      const place = <i32>(start - raster);
      // prettier-ignore
      const count = walk(start, columns, place % columns, place / columns, toleranceCells,
        discColumn, discRow, metersPerColumn, metersPerRow, radiusMeters, into + RING_HEAD_BYTES);
      into = simplify(into, count);
      starts = i8x16.bitmask(v128.and(i8x16.eq(east, outside), i8x16.lt_u(v128.load(at), outside)));
    }
  }
  return into;
}

/** Writes the crossings of the ring that passes east of a node; returns how many they are. */
function walk(
  start: usize,
  columns: i32,
  column: i32,
  row: i32,
  tolerance: f64,
  discColumn: f64,
  discRow: f64,
  metersPerColumn: f64,
  metersPerRow: f64,
  radius: f64,
  into: usize,
): i32 {
  const squaredRadius = radius * radius;
  const tolerances = f64x2.replace_lane(f64x2.splat(tolerance), 0, -tolerance);
  let room = (<usize>memory.size()) << 16;
  let at = into;
  let inside = start;
  // Steps to the outside node and to the left of that, where the walk goes on, in nodes and in x, y.
  let outward = 1;
  let onward = columns;
  let x = column;
  let y = row;
  let dx = 1;
  let dy = 0;
  for (;;) {
    const known = <i32>load<u8>(inside);
    const here = known & ~WALKED_BIT;
    const there = <i32>load<u8>(inside + outward);
    const ahead = (<i32>load<u8>(inside + onward)) & ~WALKED_BIT;
    const diagonal = (<i32>load<u8>(inside + onward + outward)) & ~WALKED_BIT;
    const isEast = <i32>(dx == 1);
    if (isEast & (<i32>(inside == start)) & (<i32>(at > into))) break;
    store<u8>(inside, known | (isEast * WALKED_BIT));
    // Two more than this: the first crossing is repeated.
    if (at + 3 * CROSSING_BYTES > room) room = makeRoom(at + 3 * CROSSING_BYTES);
    let most = 1 - NODE_MARGIN;
    const farX = (<f64>(x + dx) - discColumn) * metersPerColumn;
    const farY = (<f64>(y + dy) - discRow) * metersPerRow;
    const far = farX * farX + farY * farY;
    if (far > squaredRadius) {
      // Drawn straight between what both nodes have left to the rim, which is convex, crossings cannot leave the disc.
      const nearX = (<f64>x - discColumn) * metersPerColumn;
      const nearY = (<f64>y - discRow) * metersPerRow;
      const near = radius - sqrt(nearX * nearX + nearY * nearY);
      most = min(most, max(NODE_MARGIN, near / (near - radius + sqrt(far))));
    }
    const share = max(NODE_MARGIN, min(most, (LEVEL - <f64>here) / <f64>(there - here)));
    let gate = f64x2.add(f64x2.splat(share), tolerances);
    gate = f64x2.pmax(f64x2.pmin(gate, f64x2.splat(most)), f64x2.splat(NODE_MARGIN));
    const node = f64x2.replace_lane(f64x2.splat(<f64>x), 1, <f64>y);
    const step = f64x2.replace_lane(f64x2.splat(<f64>dx), 1, <f64>dy);
    v128.store(at, f64x2.add(node, f64x2.mul(step, gate)));
    v128.store(at, f64x2.add(swapped(node), f64x2.mul(swapped(step), gate)), 16);
    v128.store(at, f64x2.add(node, f64x2.mul(step, f64x2.splat(share))), 32);
    at += CROSSING_BYTES;

    // Left, around the same inside node; right, around the same outside node; or straight on. Chosen without a branch,
    // for nobody could foretell it: bit 6 of a value is OUTSIDE_BIT, bit 31 of a difference its sign.
    const isDiagonalInside = (diagonal >>> 6) ^ 1;
    const isJoined = isDiagonalInside & ((here + there + ahead + diagonal - SADDLE) >>> 31);
    const isLeft = (ahead >>> 6) & (isJoined ^ 1);
    const isRight = isDiagonalInside & (isLeft ^ 1);
    inside += select<i32>(0, onward + select<i32>(outward, 0, isRight), isLeft);
    x += select<i32>(0, select<i32>(dx, 0, isRight) - dy, isLeft);
    y += select<i32>(0, select<i32>(dy, 0, isRight) + dx, isLeft);
    const before = outward;
    outward = select<i32>(onward, select<i32>(-onward, outward, isRight), isLeft);
    onward = select<i32>(-before, select<i32>(before, onward, isRight), isLeft);
    const beforeX = dx;
    dx = select<i32>(-dy, select<i32>(dy, dx, isRight), isLeft);
    dy = select<i32>(beforeX, select<i32>(-beforeX, dy, isRight), isLeft);
  }
  return <i32>((at - into) / CROSSING_BYTES);
}

/**
 * Turns the crossings after a ring's head into the ring, in place; returns its end. A chord between two vertices has to
 * pass the gate around each crossing in between, in the ring's direction. From each vertex a cone narrows from gate to
 * gate; the next vertex is on the last gate the cone still passes, as near to the crossing as the cone allows.
 */
function simplify(ring: usize, count: i32): usize {
  const first = ring + RING_HEAD_BYTES;
  const end = first + <usize>count * CROSSING_BYTES;
  const origin = v128.load(first, 32);
  // The ring ends where it began, on a gate without width.
  v128.store(end, origin);
  v128.store(end, swapped(origin), 16);
  let eye = origin;
  let into = first;
  let twice: f64 = 0;
  for (let at = first; ;) {
    v128.store(into, eye);
    into += 16;
    at += CROSSING_BYTES;
    // The cone as seen from the vertex: x of its left border and y of its right one; y of the left and x of the right.
    let cone = f64x2.sub(v128.load(at), eye);
    let cone2 = f64x2.sub(v128.load(at, 16), swapped(eye));
    // A gate seen edge-on or from behind leaves no room for a chord through it.
    const isOpen = isFacing(cone, cone2);
    if (isOpen)
      while (at < end) {
        const next = at + CROSSING_BYTES;
        const gate = f64x2.sub(v128.load(next), eye);
        const gate2 = f64x2.sub(v128.load(next, 16), swapped(eye));
        const isMissed = isAside(cone, cone2, swapped(gate2), swapped(gate));
        if (isMissed | ((<i32>!isFacing(gate, gate2)) & (<i32>(next < end)))) break;
        const isNarrower = f64x2.lt(f64x2.mul(cone, gate2), f64x2.mul(cone2, gate));
        cone = v128.bitselect(gate, cone, isNarrower);
        cone2 = v128.bitselect(gate2, cone2, isNarrower);
        at = next;
      }
    const isLast = at == end;
    let vertex = isLast ? origin : v128.load(at, 32);
    const towards = f64x2.sub(vertex, eye);
    const aside = isAside(cone, cone2, towards, swapped(towards));
    if (aside != 0 && isOpen && !isLast) {
      // Where the cone's left or right border meets the gate.
      const gate = v128.load(at);
      const gate2 = v128.load(at, 16);
      const left = v128.shuffle<f64>(gate, gate2, 0, 2);
      const width = f64x2.sub(v128.shuffle<f64>(gate2, gate, 1, 3), left);
      const border = aside == 1 ? v128.shuffle<f64>(cone, cone2, 0, 2) : v128.shuffle<f64>(cone2, cone, 1, 3);
      const t = cross(f64x2.sub(left, eye), border) / cross(border, width);
      vertex = f64x2.add(left, f64x2.mul(width, f64x2.splat(max<f64>(0, min<f64>(1, t)))));
    }
    twice += cross(eye, vertex);
    if (isLast) break;
    eye = vertex;
  }
  store<f64>(ring, <f64>((into - first) >> 4));
  store<f64>(ring, twice / 2, 8);
  return into;
}

/** Whether a gate's right end is to the right of its left end; given as a cone is. */
function isFacing(gate: v128, gate2: v128): bool {
  return (
    f64x2.extract_lane(gate2, 0) * f64x2.extract_lane(gate2, 1) >
    f64x2.extract_lane(gate, 0) * f64x2.extract_lane(gate, 1)
  );
}

/**
 * Whether places lie outside a cone: bit 1 for one to the left of its left border, bit 2 for one to the right of its
 * right border; given as x of the one and y of the other, and y of the one and x of the other.
 */
function isAside(cone: v128, cone2: v128, place: v128, place2: v128): i32 {
  return i64x2.bitmask(f64x2.gt(f64x2.mul(cone, place2), f64x2.mul(cone2, place)));
}

function cross(a: v128, b: v128): f64 {
  return (
    f64x2.extract_lane(a, 0) * f64x2.extract_lane(b, 1) - f64x2.extract_lane(a, 1) * f64x2.extract_lane(b, 0)
  );
}

function swapped(pair: v128): v128 {
  return v128.shuffle<f64>(pair, pair, 1, 0);
}
