import { DEPTH_OF_LEVEL } from './depth-of-level.js';

/*
 * Which division a place lies in on a day: of the divisions in force whose boundary holds it (edges included) the one
 * of the deepest level, ties by code. Whatever places something by its location asks here.
 */

/**
 * Whether a division is in force (validFrom <= day < validTo, an absent day is open), as SQL.
 * @param division name of the row of administrative_division
 * @param day SQL of a date
 */
export function inForceOn(division: string, day: string): string {
  return `(${division}.valid_from IS NULL OR ${division}.valid_from <= ${day})
    AND (${division}.valid_to IS NULL OR ${division}.valid_to > ${day})`;
}

/**
 * The code for one place, as a query of one row or none. By division_by_boundary.
 * @param place SQL of a point in WGS 84
 * @param day SQL of a date
 */
export function divisionAround(place: string, day: string): string {
  return `SELECT around.code FROM administrative_division around
    WHERE ST_Covers(around.boundary, ${place}) AND ${inForceOn('around', day)}
    ORDER BY ${DEPTH_OF_LEVEL} DESC, around.code LIMIT 1`;
}

/** Rows to be placed, as SQL. */
export interface PlacedRows {
  /** Table and its alias. */
  readonly from: string;
  readonly where: string;
  /** Expressions over it. */
  readonly key: string;
  readonly place: string;
}

/**
 * The codes for many places as a relation found(key, code), to stand in a WITH clause; a place in no boundary is absent.
 * Boundaries are unpacked once, whatever the number of places.
 * @param day SQL of a date
 */
export function divisionsAround({ from, where, key, place }: PlacedRows, day: string): string {
  return `holder AS MATERIALIZED (
      SELECT d.code, d.boundary, ${DEPTH_OF_LEVEL} AS depth FROM administrative_division d
      WHERE d.boundary IS NOT NULL AND ${inForceOn('d', day)}
    ), found AS (
      SELECT DISTINCT ON (${key}) ${key} AS key, holder.code
      FROM holder JOIN ${from} ON ST_Covers(holder.boundary, ${place})
      WHERE ${where} ORDER BY ${key}, holder.depth DESC, holder.code
    )`;
}
