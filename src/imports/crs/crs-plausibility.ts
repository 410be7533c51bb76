import { finish } from '../../kernel/finish.js';
import { BD09, type Crs, GCJ02, WGS84 } from '../../platform/crs/find-crs.js';
import { transformerFromWgs84, transformerToWgs84 } from '../../platform/crs/to-wgs84.js';
import { importIssue, type ImportIssue } from '../import-issue.js';
import { parseCrs } from './parse-crs.js';

/** West, south, east, north of China in degrees. */
export const CHINA_BOX = [73.4, 3.8, 135.1, 53.6] as const;

export function isInChinaBox(lon: number, lat: number): boolean {
  return lon >= CHINA_BOX[0] && lat >= CHINA_BOX[1] && lon <= CHINA_BOX[2] && lat <= CHINA_BOX[3];
}

/**
 * Whether a position as it stands in the file (`x` before `y`) can be meant: BAD_COORDINATE when it is no place on
 * Earth, LON_LAT_SWAPPED when only the exchanged pair lies in China, OUTSIDE_CHINA when neither does, else null.
 *
 * @param expectChina whether the data is about China; Chinese systems (CGCS2000, its zones, GCJ-02, BD-09) imply it.
 *   Without it only impossible positions are reported; a latitude beyond 90° that would do as a longitude counts as swapped.
 */
export function checkPosition(
  x: number,
  y: number,
  crs: Crs,
  expectChina: boolean,
  row: number | null = null,
): ImportIssue | null {
  const value = `${x}, ${y}`;
  const toWgs84 = transformerToWgs84(crs);
  const [lon, lat] = toWgs84(x, y);
  const isOnEarth = isPosition(lon, lat) && !(x === 0 && y === 0);
  if (crs.isChinese || expectChina) {
    if (isOnEarth && isInChinaBox(lon, lat)) return null;
    const [swappedLon, swappedLat] = toWgs84(y, x);
    if (isPosition(swappedLon, swappedLat) && isInChinaBox(swappedLon, swappedLat)) {
      return importIssue('LON_LAT_SWAPPED', { row, value });
    }
    return isOnEarth
      ? importIssue('OUTSIDE_CHINA', { row, value })
      : importIssue('BAD_COORDINATE', { row, value });
  }
  return isOnEarth ? null : importIssue('BAD_COORDINATE', { row, value });
}

function isPosition(lon: number, lat: number): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

/** Polygons as in a GeoJSON MultiPolygon. */
export type Boundary = readonly (readonly (readonly (readonly number[])[])[])[];

/** An imported point in WGS 84, with what is known of where it should be. */
export interface LocatedPoint {
  readonly lon: number;
  readonly lat: number;
  /** Of the division the row names, WGS 84. */
  readonly boundary?: Boundary | null;
  /** The same thing's position from a trusted source, WGS 84. */
  readonly reference?: readonly [number, number] | null;
}

/** Why the declared coordinate system is doubted. */
export interface ShiftEvidence {
  readonly declared: string;
  /** The system the file seems to be in. */
  readonly suspected: string;
  /** How far the points would move, median, metres. */
  readonly shiftMeters: number;
  /** By boundaries: points tested, and how many lie inside their division as declared and as suspected. */
  readonly inside: {
    readonly points: number;
    readonly asDeclared: number;
    readonly asSuspected: number;
  } | null;
  /** By references: points tested, and the median distance to them as declared and as suspected, metres. */
  readonly reference: {
    readonly points: number;
    readonly metersAsDeclared: number;
    readonly metersAsSuspected: number;
  } | null;
}

const FEWEST_POINTS = 5;
/** Enough to be sure, cheap against detailed boundaries. */
const MOST_POINTS = 4000;

/**
 * Looks for a declared system that the points contradict: whether another of WGS 84, GCJ-02 and BD-09 would bring
 * clearly more of them into their own divisions, or clearly nearer to their references. Undeclared GCJ-02 shows as a
 * common shift of 300–700 m, BD-09 of about twice that. Null when nothing speaks against the declared system; never
 * outside China, where GCJ-02 equals WGS 84.
 */
export function findUndeclaredShift(points: readonly LocatedPoint[], declared: Crs): ShiftEvidence | null {
  return finish(undeclaredShiftInSteps(points, declared));
}

/** The same, a point a step. */
export function* undeclaredShiftInSteps(
  points: readonly LocatedPoint[],
  declared: Crs,
): Generator<void, ShiftEvidence | null> {
  if (declared.kind === 'projected') return null;
  const sample = everyNth(
    points.filter((point) => isInChinaBox(point.lon, point.lat)),
    MOST_POINTS,
  );
  let best: ShiftEvidence | null = null;
  for (const suspected of [WGS84, GCJ02, BD09]) {
    if (suspected.kind === declared.kind) continue;
    const evidence = yield* compare(sample, declared, suspected);
    if (evidence !== null && (best === null || strength(evidence) > strength(best))) best = evidence;
  }
  return best;
}

/** The evidence as a warning a planner understands. */
export function crsSuspectIssue(evidence: ShiftEvidence): ImportIssue {
  const meters = Math.round(evidence.shiftMeters);
  const { inside, reference } = evidence;
  const zh: string[] = [];
  const en: string[] = [];
  if (inside !== null) {
    const before = share(inside.asDeclared, inside.points);
    const after = share(inside.asSuspected, inside.points);
    zh.push(`${inside.points} 个点中有 ${before} 落在所填区划内，按 ${evidence.suspected} 纠偏后为 ${after}`);
    en.push(
      `${before} of ${inside.points} points lie inside their division, ${after} once taken as ${evidence.suspected}`,
    );
  }
  if (reference !== null) {
    const before = Math.round(reference.metersAsDeclared);
    const after = Math.round(reference.metersAsSuspected);
    zh.push(`与已知位置相距（中位数）${before} 米，纠偏后 ${after} 米`);
    en.push(`they lie ${before} m (median) from their known positions, ${after} m once corrected`);
  }
  return importIssue('CRS_SUSPECT', {
    value: evidence.declared,
    detail: `${zh.join('；')}；整体偏移约 ${meters} 米。文件（或边界）很可能是 ${evidence.suspected} 坐标，请核对后用 --crs ${evidence.suspected} 重新导入。`,
    detailEn: `${en.join('; ')}; a common shift of about ${meters} m. The file (or the boundaries) is probably in ${evidence.suspected}: check, and import again with --crs ${evidence.suspected}.`,
  });
}

function* compare(
  points: readonly LocatedPoint[],
  declared: Crs,
  suspected: Crs,
): Generator<void, ShiftEvidence | null> {
  const toFile = transformerFromWgs84(parseCrs(declared.id));
  const fromFile = transformerToWgs84(suspected);
  const shifts: number[] = [];
  const nearBefore: number[] = [];
  const nearAfter: number[] = [];
  let bounded = 0;
  let insideBefore = 0;
  let insideAfter = 0;
  let gained = 0;
  let lost = 0;
  for (const point of points) {
    const { boundary, reference } = point;
    yield;
    if (!boundary && !reference) continue;
    const [lon, lat] = fromFile(...toFile(point.lon, point.lat));
    shifts.push(metersBetween(point.lon, point.lat, lon, lat));
    if (reference) {
      nearBefore.push(metersBetween(point.lon, point.lat, reference[0], reference[1]));
      nearAfter.push(metersBetween(lon, lat, reference[0], reference[1]));
    }
    if (boundary) {
      const before = isInside(point.lon, point.lat, boundary);
      const after = isInside(lon, lat, boundary);
      bounded++;
      if (before) insideBefore++;
      if (after) insideAfter++;
      if (after && !before) gained++;
      if (before && !after) lost++;
    }
  }
  // Points far from any border say nothing either way; of those that change sides, nearly all must come home.
  const byBoundary = bounded >= FEWEST_POINTS && gained >= FEWEST_POINTS && gained >= 4 * lost;
  const before = median(nearBefore);
  const after = median(nearAfter);
  const byReference = nearBefore.length >= FEWEST_POINTS && before >= 200 && after <= before / 3;
  if (!byBoundary && !byReference) return null;
  return {
    declared: declared.id,
    suspected: suspected.id,
    shiftMeters: median(shifts),
    inside: bounded === 0 ? null : { points: bounded, asDeclared: insideBefore, asSuspected: insideAfter },
    reference:
      nearBefore.length === 0
        ? null
        : { points: nearBefore.length, metersAsDeclared: before, metersAsSuspected: after },
  };
}

function strength({ inside, reference }: ShiftEvidence): number {
  const homecoming = inside === null ? 0 : (inside.asSuspected - inside.asDeclared) / inside.points;
  const approach = reference === null ? 0 : 1 - reference.metersAsSuspected / reference.metersAsDeclared;
  return homecoming + approach;
}

function everyNth<T>(values: readonly T[], most: number): readonly T[] {
  if (values.length <= most) return values;
  const step = values.length / most;
  return Array.from({ length: most }, (_, index) => values[Math.floor(index * step)]);
}

function median(values: readonly number[]): number {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)}%`;
}

const METERS_PER_DEGREE = 111_320;

/** Good to a percent over a few kilometres, which is all a shift needs. */
function metersBetween(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const east = (lon2 - lon1) * Math.cos(((lat1 + lat2) / 2) * (Math.PI / 180));
  return Math.hypot(east, lat2 - lat1) * METERS_PER_DEGREE;
}

/** Even–odd rule over all rings, which takes care of holes. */
function isInside(lon: number, lat: number, boundary: Boundary): boolean {
  let inside = false;
  for (const polygon of boundary) {
    for (const ring of polygon) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [xi, yi] = ring[i];
        const [xj, yj] = ring[j];
        if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
      }
    }
  }
  return inside;
}
