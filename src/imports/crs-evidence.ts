import { segmentMeters } from '../kernel/geometry/segment-meters.js';
import { BD09, GCJ02, WGS84, type Crs } from './crs/parse-crs.js';
import { transformerFromWgs84, transformerToWgs84 } from './crs/to-wgs84.js';
import { importIssue } from './import-issue.js';
import type { Stage } from './stage.js';

const SAMPLE = 2000;
/** Fewer points prove nothing. */
const FEWEST_POINTS = 2;
const LEAST_GAIN = 0.05;

interface Sample {
  readonly code: string;
  readonly lon: number;
  readonly lat: number;
}

interface Reading {
  readonly crs: Crs;
  readonly positions: readonly (readonly [number, number])[];
}

/**
 * Warns when the file fits what is stored better under another coordinate system: GCJ-02 taken for WGS 84 moves
 * everything by 300–700 m, BD-09 by more than a kilometre. Evidence are points against the boundaries of their declared
 * divisions (or parents), and boundaries against the stored boundaries of the same codes.
 */
export async function warnOfCrs(stage: Stage, crs: Crs): Promise<void> {
  if (crs.kind === 'projected') return;
  const isSuspect = await comparePoints(stage, crs);
  if (!isSuspect && stage.plan.boundary === 'boundary' && stage.plan.dataset === 'divisions') {
    await compareBoundaries(stage, crs);
  }
}

/** The same file positions read in each other system. */
function otherReadings(samples: readonly Sample[], declared: Crs): Reading[] {
  const toFile = transformerFromWgs84(declared);
  const filePositions = samples.map(({ lon, lat }) => toFile(lon, lat));
  return [WGS84, GCJ02, BD09]
    .filter(({ kind }) => kind !== declared.kind)
    .map((crs) => {
      const toWgs84 = transformerToWgs84(crs);
      return { crs, positions: filePositions.map(([x, y]) => toWgs84(x, y)) };
    });
}

async function comparePoints(stage: Stage, declared: Crs): Promise<boolean> {
  const code = stage.plan.dataset === 'divisions' ? 's.parent_code' : 's.division_code';
  const isDeclared =
    stage.plan.dataset === 'divisions' ? 'NOT s.location_derived' : "s.division_from = 'DECLARED'";
  const samples: Sample[] = await stage.query(`
    SELECT ${code} AS code, ST_X(s.location) AS lon, ST_Y(s.location) AS lat FROM staged_import s
    JOIN administrative_division d ON d.code = ${code}
    WHERE NOT s.rejected AND s.location IS NOT NULL AND d.boundary IS NOT NULL AND ${isDeclared}
    ORDER BY s.place LIMIT ${SAMPLE}`);
  if (samples.length < FEWEST_POINTS) return false;
  const asDeclared = { crs: declared, positions: samples.map(({ lon, lat }) => [lon, lat] as const) };
  const here = await countInside(stage, samples, asDeclared);
  for (const reading of otherReadings(samples, declared)) {
    const there = await countInside(stage, samples, reading);
    if (there - here < Math.max(FEWEST_POINTS, LEAST_GAIN * samples.length)) continue;
    const shift = median(
      reading.positions.map(([lon, lat], i) => segmentMeters(samples[i].lon, samples[i].lat, lon, lat)),
    );
    const { length } = samples;
    stage.issues.add(
      importIssue('CRS_SUSPECT', {
        value: declared.id,
        detail: `${length} 个有区划的点中，按 ${declared.id} 有 ${here} 个落在所填区划内，按 ${reading.crs.id} 则有 ${there} 个，两种读法相差约 ${shift} 米。坐标很可能是 ${reading.crs.id}，请核对后用 --crs ${reading.crs.id} 重新导入。`,
        detailEn: `of ${length} points with a division, ${here} lie inside it as ${declared.id} but ${there} as ${reading.crs.id}, about ${shift} m away; the file is probably ${reading.crs.id}: check, and import it again with --crs ${reading.crs.id}.`,
      }),
    );
    return true;
  }
  return false;
}

async function countInside(stage: Stage, samples: readonly Sample[], reading: Reading): Promise<number> {
  const [{ count }]: { count: number }[] = await stage.query(
    `SELECT count(*)::integer AS count FROM unnest($1::bpchar[], $2::float8[], $3::float8[]) AS p(code, lon, lat)
     JOIN administrative_division d USING (code) WHERE ST_Covers(d.boundary, ST_SetSRID(ST_MakePoint(p.lon, p.lat), 4326))`,
    [
      samples.map(({ code }) => code),
      reading.positions.map(([lon]) => lon),
      reading.positions.map(([, lat]) => lat),
    ],
  );
  return count;
}

/** A boundary this close to the stored one, by its centroid, is taken as the same drawing. */
const SAME_PLACE_METERS = 50;

async function compareBoundaries(stage: Stage, declared: Crs): Promise<void> {
  const rows: (Sample & { oldLon: number; oldLat: number })[] = await stage.query(`
    SELECT s.key AS code, ST_X(ST_Centroid(s.shape)) AS lon, ST_Y(ST_Centroid(s.shape)) AS lat,
      ST_X(ST_Centroid(t.boundary)) AS "oldLon", ST_Y(ST_Centroid(t.boundary)) AS "oldLat"
    FROM staged_import s JOIN administrative_division t ON t.code = s.key
    WHERE NOT s.rejected AND s.shape IS NOT NULL AND t.boundary IS NOT NULL ORDER BY s.place LIMIT ${SAMPLE}`);
  if (rows.length === 0) return;
  const away = (lon: number, lat: number, i: number): number =>
    segmentMeters(rows[i].oldLon, rows[i].oldLat, lon, lat);
  const here = rows.map(({ lon, lat }, i) => away(lon, lat, i));
  for (const reading of otherReadings(rows, declared)) {
    const there = reading.positions.map(([lon, lat], i) => away(lon, lat, i));
    const fits = there.filter(
      (meters, i) => meters < SAME_PLACE_METERS && here[i] > 4 * SAME_PLACE_METERS,
    ).length;
    if (fits * 2 <= rows.length) continue;
    const [before, after] = [median(here), median(there)];
    stage.issues.add(
      importIssue('CRS_SUSPECT', {
        value: declared.id,
        detail: `${rows.length} 个区划已有边界，按 ${declared.id} 新边界整体偏移约 ${before} 米，按 ${reading.crs.id} 只差 ${after} 米。坐标很可能是 ${reading.crs.id}，请核对后用 --crs ${reading.crs.id} 重新导入。`,
        detailEn: `${rows.length} divisions have boundaries already: as ${declared.id} the new ones lie about ${before} m off, as ${reading.crs.id} only ${after} m; the file is probably ${reading.crs.id}: check, and import it again with --crs ${reading.crs.id}.`,
      }),
    );
    return;
  }
}

function median(values: readonly number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[values.length >> 1]);
}
