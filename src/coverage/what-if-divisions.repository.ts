import type { EntityManager } from 'typeorm';
import { DEPTH_OF_LEVEL } from '../divisions/index.js';

/** Where something is to stand, and the division it stands in so far, null for none. */
export interface NewPlace {
  readonly lon: number;
  readonly lat: number;
  readonly divisionCode: string | null;
}

// division_by_boundary finds the few boundaries around each point; the deepest one is the division, as on import.
const AROUND = `
  SELECT COALESCE(around.code, CASE WHEN own.boundary IS NULL THEN own.code END)::text AS code
  FROM unnest($1::float8[], $2::float8[], $3::bpchar[]) WITH ORDINALITY AS place (lon, lat, own, at)
  LEFT JOIN administrative_division own ON own.code = place.own
  LEFT JOIN LATERAL (
    SELECT d.code FROM administrative_division d
    WHERE d.boundary && ST_SetSRID(ST_MakePoint(lon, lat), 4326)
      AND ST_Covers(d.boundary, ST_SetSRID(ST_MakePoint(lon, lat), 4326))
    ORDER BY ${DEPTH_OF_LEVEL} DESC, ST_Area(d.boundary), d.code LIMIT 1
  ) around ON true ORDER BY at`;

export class WhatIfDivisionsRepository {
  constructor(private readonly manager: EntityManager) {}

  /**
   * Code of the deepest division around each place, in one statement; where no boundary holds it, the division it had
   * so far if that has no boundary to leave, or null.
   */
  async findAround(
    places: readonly NewPlace[],
    manager: EntityManager = this.manager,
  ): Promise<(string | null)[]> {
    if (places.length === 0) return [];
    const rows = await manager.query<{ code: string | null }[]>(AROUND, [
      places.map(({ lon }) => lon),
      places.map(({ lat }) => lat),
      places.map(({ divisionCode }) => divisionCode),
    ]);
    return rows.map(({ code }) => code);
  }
}
