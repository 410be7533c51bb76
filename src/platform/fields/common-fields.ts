import type { Geometry, MultiPolygon, Polygon } from 'geojson';
import type { FieldProblem } from './feature.js';

/** The field for the first coordinate, in the units of the file's coordinate system. */
export function longitude(of: string) {
  return {
    type: 'number',
    description: `Longitude (or easting) of the ${of}. 经度`,
    aliases: ['经度', 'lng', 'long', 'longitude', '东经', 'x', 'point_x', 'easting', '横坐标'],
  } as const;
}

/** The field for the second coordinate, in the units of the file's coordinate system. */
export function latitude(of: string) {
  return {
    type: 'number',
    description: `Latitude (or northing) of the ${of}. 纬度`,
    aliases: ['纬度', 'latitude', '北纬', 'y', 'point_y', 'northing', '纵坐标'],
  } as const;
}

/** A field of whole numbers from 0. */
export function count(description: string, aliases: readonly string[]) {
  return { type: 'integer', minimum: 0, description, aliases } as const;
}

/** A field of numbers from 0. */
export function amount(description: string, aliases: readonly string[]) {
  return { type: 'number', minimum: 0, description, aliases } as const;
}

/** The geometry as a polygon; null without one, with a problem when it is something else. */
export function polygonOf(
  geometry: Geometry | null,
  problems: FieldProblem[],
): Polygon | MultiPolygon | null {
  if (geometry === null) return null;
  if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') return geometry;
  problems.push({
    code: 'WRONG_GEOMETRY_TYPE',
    field: null,
    value: geometry.type,
    expected: 'Polygon / MultiPolygon / Point',
  });
  return null;
}

/** Reports a geometry that is not a point where only a point will do, and a point that is missing. */
export function pointProblems(
  row: { readonly point: readonly [number, number] | null; readonly geometry: Geometry | null },
  required: boolean,
): FieldProblem[] {
  if (row.geometry !== null && row.point === null)
    return [{ code: 'WRONG_GEOMETRY_TYPE', field: null, value: row.geometry.type, expected: 'Point' }];
  return required && row.point === null ? [{ code: 'MISSING_GEOMETRY', field: null }] : [];
}

/** Each known value is part of the ones before it, so it must not exceed them. */
export function nestingProblems(values: Readonly<Record<string, number | null>>): FieldProblem[] {
  const known = Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== null);
  return known.slice(1).flatMap(([field, value], index) => {
    const [wider, limit] = known[index];
    return value > limit
      ? [{ code: 'BAD_VALUE' as const, field, value, expected: `≤ ${wider} (${limit})` }]
      : [];
  });
}

/** True when one of the problems forbids the row. */
export function hasError(problems: readonly FieldProblem[]): boolean {
  return problems.some(({ severity }) => severity === undefined || severity === 'error');
}

/** A row's key may hold no blank and at most 80 characters. */
export function keyProblems(key: string | null, field = 'id'): FieldProblem[] {
  if (key === null || /^\S{1,80}$/.test(key)) return [];
  return [
    {
      code: 'BAD_VALUE',
      field,
      value: key,
      expected: '1–80 个字符，不含空格 (1 to 80 characters, no blanks)',
    },
  ];
}
