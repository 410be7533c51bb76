import type { Point } from './local-plane.js';
import { distance, distanceToLine, insideRing, smoothCurve } from './plane-geometry.js';

/** A built-up area: the county town, or the small town round a town government. */
export interface Settlement {
  readonly key: string;
  /** 9-digit code of the division whose seat it is. */
  readonly divisionPrefix: string;
  readonly center: Point;
  readonly radiusX: number;
  readonly radiusY: number;
  /** Direction of its street grid, radians. */
  readonly tilt: number;
}

/** A street- or town-level unit: where it grows from, and how large its territory should become (relative). */
export interface TownSeed {
  readonly prefix: string;
  readonly center: Point;
  readonly share: number;
}

/** Invented: where each unit of the real list is placed, roughly in its true direction from the county town. */
export const TOWN_SEEDS: readonly TownSeed[] = [
  { prefix: '321302001', center: [4300, 5000], share: 10 },
  { prefix: '321302002', center: [3300, 700], share: 11 },
  { prefix: '321302003', center: [600, 3600], share: 6 },
  { prefix: '321302004', center: [5600, 1300], share: 6 },
  { prefix: '321302005', center: [-2600, 1800], share: 32 },
  { prefix: '321302006', center: [7600, 4700], share: 30 },
  { prefix: '321302007', center: [10500, -3800], share: 50 },
  { prefix: '321302101', center: [-7500, -1300], share: 45 },
  { prefix: '321302102', center: [-9500, -8000], share: 85 },
  { prefix: '321302103', center: [-500, -8300], share: 125 },
  { prefix: '321302107', center: [-3500, -13200], share: 72 },
  { prefix: '321302109', center: [5600, -10800], share: 84 },
  { prefix: '321302110', center: [-8800, 8700], share: 72 },
  { prefix: '321302111', center: [-17000, 3300], share: 80 },
  { prefix: '321302112', center: [-16500, -5300], share: 56 },
  { prefix: '321302150', center: [14600, -9300], share: 150 },
  { prefix: '321302400', center: [-300, -700], share: 14 },
  { prefix: '321302450', center: [6300, -2300], share: 13 },
];

export const COUNTY_TOWN: Settlement = {
  key: 'county-town',
  divisionPrefix: '321302001',
  center: [2700, 2300],
  radiusX: 5000,
  radiusY: 4150,
  tilt: 0.16,
};

export const TOWN_SETTLEMENTS: readonly Settlement[] = [
  {
    key: 'yangbei',
    divisionPrefix: '321302007',
    center: [10500, -3900],
    radiusX: 850,
    radiusY: 650,
    tilt: -0.5,
  },
  {
    key: 'gengche',
    divisionPrefix: '321302101',
    center: [-7500, -1300],
    radiusX: 1150,
    radiusY: 850,
    tilt: 0.1,
  },
  {
    key: 'buzi',
    divisionPrefix: '321302102',
    center: [-9500, -8000],
    radiusX: 1050,
    radiusY: 950,
    tilt: 0.45,
  },
  {
    key: 'longhe',
    divisionPrefix: '321302103',
    center: [-500, -8300],
    radiusX: 1200,
    radiusY: 900,
    tilt: -0.2,
  },
  {
    key: 'zhongyang',
    divisionPrefix: '321302107',
    center: [-3500, -13200],
    radiusX: 950,
    radiusY: 700,
    tilt: 0.3,
  },
  {
    key: 'chenji',
    divisionPrefix: '321302109',
    center: [5600, -10800],
    radiusX: 800,
    radiusY: 750,
    tilt: 0.05,
  },
  {
    key: 'caiji',
    divisionPrefix: '321302110',
    center: [-8800, 8700],
    radiusX: 1150,
    radiusY: 800,
    tilt: -0.35,
  },
  {
    key: 'wangguanji',
    divisionPrefix: '321302111',
    center: [-17000, 3300],
    radiusX: 900,
    radiusY: 750,
    tilt: 0.7,
  },
  {
    key: 'tuyuan',
    divisionPrefix: '321302112',
    center: [-16500, -5300],
    radiusX: 800,
    radiusY: 650,
    tilt: 0.2,
  },
  {
    key: 'yanghe',
    divisionPrefix: '321302150',
    center: [14600, -9300],
    radiusX: 2000,
    radiusY: 1600,
    tilt: -0.3,
  },
];

/** Half the width of the strip between the two riverside roads in the county town. */
export const RIVER_HALF_WIDTH = 90;

/** Invented: the course of the river before the land is bent. */
const RIVER_CONTROLS: readonly Point[] = [
  [-31000, 13500],
  [-23000, 8200],
  [-18600, 7600],
  [-14500, 9600],
  [-10500, 5700],
  [-6600, 6700],
  [-3600, 4300],
  [-600, 5000],
  [1600, 3100],
  [3700, 3500],
  [5600, 1700],
  [8300, 1500],
  [10000, -1300],
  [13200, -1500],
  [15600, -5300],
  [19500, -5200],
  [22500, -9000],
  [31000, -11500],
];

export const PLANNED_RIVER: readonly Point[] = smoothCurve(RIVER_CONTROLS, 110);

/** Bends the straight lines of a plan into those of a place that grew; smooth, so nothing that met comes apart. */
export function bendLand([x, y]: Point): Point {
  const dx =
    150 * Math.sin(y / 1130 + 0.4) +
    240 * Math.sin(y / 2900 + x / 5200 + 1.1) +
    45 * Math.sin(x / 610 - y / 830);
  const dy =
    140 * Math.sin(x / 1240 + 2.3) +
    250 * Math.sin(x / 3100 - y / 4700 + 0.2) +
    40 * Math.sin(y / 560 + x / 910 + 1.7);
  return [x + dx, y + dy];
}

export const RIVER: readonly Point[] = PLANNED_RIVER.map(bendLand);

/** Whether a place belongs to the county: an ellipse of about 45 by 27 km with bays and spurs. */
export function insideCounty([x, y]: Point): boolean {
  const east = (x + 1500) / 22600;
  const north = (y + 2300) / 13300;
  const angle = Math.atan2(north, east);
  const reach =
    1 +
    0.055 * Math.sin(2 * angle + 0.7) +
    0.06 * Math.sin(3 * angle + 2.1) +
    0.045 * Math.sin(5 * angle + 0.3) +
    0.03 * Math.sin(9 * angle + 1.3) +
    0.018 * Math.sin(17 * angle + 4);
  return Math.hypot(east, north) <= reach;
}

const NORTH_OF_RIVER: readonly Point[] = [...RIVER, [60_000, 60_000], [-60_000, 60_000]];

export function onNorthBank(point: Point): boolean {
  return insideRing(point, NORTH_OF_RIVER);
}

/** Stretches of the river with a circle round each, so that far ones are passed over unseen. */
const STRETCHES = stretchesOf(RIVER, 12);

export function distanceToRiver(point: Point): number {
  let best = Infinity;
  for (const { middle, reach, line } of STRETCHES) {
    if (distance(point, middle) - reach < best) best = Math.min(best, distanceToLine(point, line));
  }
  return best;
}

function stretchesOf(line: readonly Point[], size: number) {
  const stretches: { middle: Point; reach: number; line: readonly Point[] }[] = [];
  for (let start = 0; start + 1 < line.length; start += size) {
    const part = line.slice(start, start + size + 1);
    const middle = part[part.length >> 1];
    stretches.push({ middle, reach: Math.max(...part.map((at) => distance(at, middle))), line: part });
  }
  return stretches;
}
