import { importIssue } from './import-issue.js';
import type { Stage } from './stage.js';
import { tryGeometry } from './try-geometry.js';

/** A repair that changes the area by more than this share is a guess at what was meant, and refused. */
const LARGEST_AREA_CHANGE = 0.001;

interface Repair {
  readonly place: number;
  readonly row: number;
  readonly reason: string;
  readonly before: number;
  readonly after: number | null;
}

const repairOf = (which: string) => `
    WITH invalid AS (
      SELECT place, ST_IsValidReason(shape) AS reason, ST_Area(shape::geography) AS before,
        ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_QuantizeCoordinates(shape, 8), 'method=structure'), 3)) AS repaired
      FROM staged_import WHERE NOT rejected AND shape IS NOT NULL AND ${which} AND NOT ST_IsValid(shape)
    ), repair AS (
      UPDATE staged_import s SET shape = i.repaired FROM invalid i WHERE i.place = s.place
      RETURNING s.place, s.row, i.reason, i.before,
        CASE WHEN NOT ST_IsEmpty(i.repaired) THEN ST_Area(i.repaired::geography) END AS after
    ) SELECT * FROM repair ORDER BY place`;
const REPAIR = repairOf('true');
const REPAIR_ONE = repairOf('place = $1');

/**
 * Repairs polygons that cross themselves, nest wrongly or overlap, and refuses those whose area would change.
 *
 * The area before is the signed area on the ellipsoid that the rings enclose as drawn (shells less holes): it is
 * defined for any ring, and where a small loop crosses over it differs from the repaired area by no more than twice
 * the loop. Two halves of a bow-tie cancel, so a large one is always refused: nobody can tell which half was meant.
 * The repair is ST_MakeValid's `structure` method, which keeps what a ring encloses instead of turning twice enclosed
 * ground into a hole; only its polygons are kept. Coordinates are cut to a millimetre first: where a ring runs back
 * along itself but for rounding, the repair fails otherwise.
 */
export async function repairShapes(stage: Stage): Promise<void> {
  const repairs = (await tryGeometry<Repair[]>(stage, REPAIR)) ?? (await repairOneByOne(stage));
  const lost = repairs.filter(({ after }) => after === null || after === 0);
  await stage.reject(lost, ({ row, reason }) => importIssue('INVALID_GEOMETRY', { row, detail: reason }));
  const changed = repairs.filter(
    (repair) => changeOf(repair) > LARGEST_AREA_CHANGE && !lost.includes(repair),
  );
  await stage.reject(changed, (repair) =>
    importIssue('AREA_CHANGED', {
      row: repair.row,
      detail: repair.reason,
      areaChangePercent: percent(changeOf(repair)),
    }),
  );
  for (const repair of repairs) {
    if (lost.includes(repair) || changed.includes(repair)) continue;
    stage.issues.add(
      importIssue('GEOMETRY_REPAIRED', {
        row: repair.row,
        detail: repair.reason,
        areaChangePercent: percent(changeOf(repair)),
      }),
    );
  }
}

/** Where the geometry library gives up on some shape, the rows with such shapes are named and the others repaired. */
async function repairOneByOne(stage: Stage): Promise<Repair[]> {
  const rows: { place: number; row: number }[] = await stage.query(
    'SELECT place, row FROM staged_import WHERE NOT rejected AND shape IS NOT NULL ORDER BY place',
  );
  const repairs: Repair[] = [];
  const failed: typeof rows = [];
  for (const row of rows) {
    const repaired = await tryGeometry<Repair[]>(stage, REPAIR_ONE, [row.place]);
    if (repaired) repairs.push(...repaired);
    else failed.push(row);
  }
  await stage.reject(failed, ({ row }) => importIssue('INVALID_GEOMETRY', { row }));
  return repairs;
}

/** Gives polygons without a point of their own one inside; a stored point that still lies inside is kept. */
export async function placeShapes(stage: Stage): Promise<void> {
  const { table, key, location } = stage.plan;
  if (!location) return;
  await stage.query(`
    UPDATE staged_import SET location = ST_PointOnSurface(shape), location_derived = true
    WHERE NOT rejected AND location IS NULL AND shape IS NOT NULL`);
  await stage.query(`
    UPDATE staged_import s SET location = t.${location} FROM ${table} t
    WHERE s.location_derived AND t.${key} = s.key AND t.${location} IS NOT NULL AND ST_Covers(s.shape, t.${location})`);
}

function changeOf({ before, after }: Repair): number {
  return after === null ? Infinity : Math.abs(after - before) / Math.max(after, before);
}

function percent(share: number): string {
  return (share * 100).toPrecision(2).replace(/e.*$/, '');
}
