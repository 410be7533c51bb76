// The inner loops that round display polygons and write them as GeoJSON, in AssemblyScript; `npm run assembly:emit`
// compiles them into src/kernel/geometry/polygon-text-code.ts. Each function works on addresses in the caller's memory
// and keeps nothing between calls.

const MICRODEGREES: f64 = 1e6;
/** '[', ']', ',', '-', '.' and '0'. */
const OPEN: u64 = 0x5b;
const COMMA: u64 = 0x2c;
const MINUS: u64 = 0x2d;
const POINT: u64 = 0x2e;
const ZERO: u64 = 0x30;
const CLOSE: u8 = 0x5d;
/** The text '],', its first sign in the lowest byte. */
const CLOSE_COMMA: u16 = 0x2c5d;

/** What begin() made: a text of up to seven bytes, its first sign in the lowest byte, and its length. */
let beginning: u64 = 0;
let length: usize = 0;

/**
 * Turns pairs x, y of doubles in cells of a lattice into pairs lon, lat of 32-bit microdegrees, in place: pair k moves
 * to the k-th eight bytes.
 */
export function round(
  pairs: usize,
  count: i32,
  west: f64,
  south: f64,
  lonPerCell: f64,
  latPerCell: f64,
): void {
  const corner = f64x2.replace_lane(f64x2.splat(west), 1, south);
  const perCell = f64x2.replace_lane(f64x2.splat(lonPerCell), 1, latPerCell);
  const scale = f64x2.splat(MICRODEGREES);
  const half = f64x2.splat(0.5);
  for (let k = 0; k < count; k++) {
    const degrees = f64x2.add(corner, f64x2.mul(v128.load(pairs + ((<usize>k) << 4)), perCell));
    const units = f64x2.floor(f64x2.add(f64x2.mul(degrees, scale), half));
    v128.store64_lane(pairs + ((<usize>k) << 3), i32x4.trunc_sat_f64x2_s_zero(units), 0);
  }
}

/**
 * Writes a ring given by its pairs from one address to another as positions with six decimals, the first one again at
 * its end; returns where the text ends. Up to eight bytes after that are written over.
 * @param digits address of the digits of 000, 001, … 999, four bytes each
 */
export function writeRing(from: usize, to: usize, into: usize, digits: usize): usize {
  store<u8>(into++, <u8>OPEN);
  const first = into;
  let second = into;
  // Sign, whole degrees and point change hardly ever within a ring: they are kept with the sign before them.
  let lonText: u64 = 0;
  let lonLength: usize = 0;
  let lonSign = 0;
  let lonFrom = 0;
  let latText: u64 = 0;
  let latLength: usize = 0;
  let latSign = 0;
  let latFrom = 0;
  for (let at = from; at < to; at += 8) {
    const lon = load<i32>(at);
    const lat = load<i32>(at, 4);
    let lonRest = <u32>((lon ^ lonSign) - lonSign - lonFrom);
    if (lonRest >= <u32>MICRODEGREES || lon >> 31 != lonSign || lonLength == 0) {
      lonSign = lon >> 31;
      lonRest = begin(<u32>((lon ^ lonSign) - lonSign), lonSign, OPEN);
      lonFrom = (lon ^ lonSign) - lonSign - lonRest;
      lonText = beginning;
      lonLength = length;
    }
    let latRest = <u32>((lat ^ latSign) - latSign - latFrom);
    if (latRest >= <u32>MICRODEGREES || lat >> 31 != latSign || latLength == 0) {
      latSign = lat >> 31;
      latRest = begin(<u32>((lat ^ latSign) - latSign), latSign, COMMA);
      latFrom = (lat ^ latSign) - latSign - latRest;
      latText = beginning;
      latLength = length;
    }
    store<u64>(into, lonText);
    into = decimals(into + lonLength, lonRest, digits);
    store<u64>(into, latText);
    into = decimals(into + latLength, latRest, digits);
    store<u16>(into, CLOSE_COMMA);
    into += 2;
    if (at == from) second = into;
  }
  const size = second - first - 1;
  memory.copy(into, first, size);
  store<u8>(into + size, CLOSE);
  return into + size + 1;
}

/** Makes the text of a sign before a number, its minus, whole degrees and point; returns what is left of it. */
function begin(microdegrees: u32, sign: i32, before: u64): u32 {
  const whole = microdegrees / <u32>MICRODEGREES;
  beginning = before;
  length = 1;
  if (sign != 0) put(MINUS);
  if (whole >= 100) put(ZERO + whole / 100);
  if (whole >= 10) put(ZERO + ((whole / 10) % 10));
  put(ZERO + (whole % 10));
  put(POINT);
  return microdegrees - whole * <u32>MICRODEGREES;
}

function put(sign: u64): void {
  beginning |= sign << ((<u64>length) << 3);
  length++;
}

/** Six digits of a number below a million; returns where they end. */
function decimals(into: usize, rest: u32, digits: usize): usize {
  const thousands = rest / 1000;
  store<u32>(into, load<u32>(digits + ((<usize>thousands) << 2)));
  store<u32>(into, load<u32>(digits + ((<usize>(rest - 1000 * thousands)) << 2)), 3);
  return into + 6;
}
