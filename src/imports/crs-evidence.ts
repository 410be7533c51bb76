import type { MultiPolygon } from 'geojson';
import { inTurns } from '../platform/compute/in-turns.js';
import { crsSuspectIssue, type LocatedPoint, undeclaredShiftInSteps } from './crs/crs-plausibility.js';
import type { Crs } from '../platform/crs/find-crs.js';
import type { Stage } from './stage.js';

const MOST_POINTS = 1000;

/**
 * Warns when the file fits what is stored better under another coordinate system: GCJ-02 taken for WGS 84 moves
 * everything by 300–700 m, BD-09 by more than a kilometre. Evidence are points against the boundaries of the divisions
 * they declare (for divisions: of their parents), and new boundaries against the stored ones of the same codes.
 */
export async function warnOfCrs(stage: Stage, crs: Crs): Promise<void> {
  if (crs.kind === 'projected' || stage.plan.location === undefined) return;
  const isOfDivisions = stage.plan.dataset === 'divisions';
  const evidence =
    (await inTurns(undeclaredShiftInSteps(await pointsWithBoundary(stage, isOfDivisions), crs))) ??
    (isOfDivisions ? await inTurns(undeclaredShiftInSteps(await redrawnVertices(stage), crs)) : null);
  if (evidence !== null) stage.issues.add(crsSuspectIssue(evidence));
}

/**
 * Points with the boundary of their declared division, and with the position of the same thing where one is stored: the
 * row of the same key, or the estate a demand point belongs to.
 */
async function pointsWithBoundary(stage: Stage, isOfDivisions: boolean): Promise<LocatedPoint[]> {
  const [code, isOwn] = isOfDivisions
    ? ['s.parent_code', 'true']
    : ['s.division_code', "s.division_from = 'DECLARED'"];
  const { table, key, location, dataset } = stage.plan;
  const [known, estate] =
    dataset === 'demand'
      ? [`COALESCE(e.location, t.${location})`, 'LEFT JOIN housing_estate e ON e.id = s.estate_id']
      : [`t.${location}`, ''];
  const points: {
    code: string | null;
    lon: number;
    lat: number;
    knownLon: number | null;
    knownLat: number | null;
  }[] = await stage.query(`
    SELECT d.code, ST_X(s.location) AS lon, ST_Y(s.location) AS lat, ST_X(${known}) AS "knownLon", ST_Y(${known}) AS "knownLat"
    FROM staged_import s LEFT JOIN ${table} t ON t.${key} = s.key ${estate}
    LEFT JOIN administrative_division d ON d.code = ${code} AND d.boundary IS NOT NULL AND ${isOwn}
    WHERE NOT s.rejected AND NOT s.location_derived AND s.location IS NOT NULL
      AND (d.code IS NOT NULL OR ${known} IS NOT NULL)
    ORDER BY s.place LIMIT ${MOST_POINTS}`);
  if (points.length === 0) return [];
  const codes = [...new Set(points.map((point) => point.code))];
  const rows: { code: string; boundary: MultiPolygon }[] = await stage.query(
    `SELECT code, ST_AsGeoJSON(boundary)::json AS boundary FROM administrative_division WHERE code = ANY($1::bpchar[])`,
    [codes],
  );
  const boundaries = new Map(rows.map((row) => [row.code, row.boundary.coordinates]));
  return points.map(({ code: own, lon, lat, knownLon, knownLat }) => ({
    lon,
    lat,
    boundary: own === null ? null : boundaries.get(own),
    reference: knownLon === null || knownLat === null ? null : [knownLon, knownLat],
  }));
}

/** Vertices of boundaries that were drawn with as many vertices before; otherwise the two centroids. */
async function redrawnVertices(stage: Stage): Promise<LocatedPoint[]> {
  const rows: { lon: number; lat: number; oldLon: number; oldLat: number }[] = await stage.query(`
    WITH redrawn AS (
      SELECT s.place, s.shape, t.boundary, ST_NPoints(s.shape) = ST_NPoints(t.boundary) AS alike
      FROM staged_import s JOIN administrative_division t ON t.code = s.key
      WHERE NOT s.rejected AND s.shape IS NOT NULL AND t.boundary IS NOT NULL
    ), pairs AS (
      SELECT place, ST_Centroid(shape) AS new, ST_Centroid(boundary) AS old FROM redrawn WHERE NOT alike
      UNION ALL
      SELECT place, drawn.geom, known.geom FROM redrawn, LATERAL ST_DumpPoints(shape) AS drawn,
        LATERAL ST_DumpPoints(boundary) AS known WHERE alike AND drawn.path = known.path
    )
    SELECT ST_X(new) AS lon, ST_Y(new) AS lat, ST_X(old) AS "oldLon", ST_Y(old) AS "oldLat"
    FROM pairs ORDER BY place LIMIT ${MOST_POINTS}`);
  return rows.map(({ lon, lat, oldLon, oldLat }) => ({ lon, lat, reference: [oldLon, oldLat] }));
}
