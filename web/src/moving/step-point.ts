/** Degrees, WGS 84. */
export interface LonLat {
  readonly lon: number;
  readonly lat: number;
}

const METERS_PER_DEGREE = 111_320;

/** A point some metres to the east and north; good to a per mille within a few kilometres. */
export function stepPoint({ lon, lat }: LonLat, eastMeters: number, northMeters: number): LonLat {
  const metersPerLon = METERS_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  return roundPoint({ lon: lon + eastMeters / metersPerLon, lat: lat + northMeters / METERS_PER_DEGREE });
}

/** Rounded to six decimals, a tenth of a metre. */
export function roundPoint({ lon, lat }: LonLat): LonLat {
  return { lon: Math.round(lon * 1e6) / 1e6, lat: Math.round(lat * 1e6) / 1e6 };
}

const STEPS: Readonly<Record<string, readonly [east: number, north: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Where an arrow key takes a point: 10 m, with Shift 100 m; null for any other key. */
export function stepByKey(from: LonLat, key: string, isFar: boolean): LonLat | null {
  const step = STEPS[key];
  if (!step) return null;
  const meters = isFar ? 100 : 10;
  return stepPoint(from, step[0] * meters, step[1] * meters);
}

/** Reads a point as typed, "117.02, 33.98" or with a blank or a Chinese comma between; null where it is none. */
export function readPoint(text: string): LonLat | null {
  const parts = text
    .trim()
    .split(/[\s,，;；]+/)
    .map(Number);
  const [lon, lat] = parts;
  if (parts.length !== 2 || !Number.isFinite(lon) || !Number.isFinite(lat)) return null;
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return null;
  return roundPoint({ lon, lat });
}
