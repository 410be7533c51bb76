import type { EntityManager } from 'typeorm';

// division_by_boundary finds the few boundaries around each point; the smallest one is the lowest division.
const CONTAINING = `
  SELECT around.code FROM unnest($1::float8[], $2::float8[]) WITH ORDINALITY AS site (lon, lat, place)
  LEFT JOIN LATERAL (
    SELECT d.code::text AS code FROM administrative_division d
    WHERE d.boundary && ST_SetSRID(ST_MakePoint(lon, lat), 4326)
      AND ST_Covers(d.boundary, ST_SetSRID(ST_MakePoint(lon, lat), 4326))
    ORDER BY ST_Area(d.boundary), d.code LIMIT 1
  ) around ON true ORDER BY place`;

export class SiteDivisionsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Code of the smallest division around each place, null where no boundary is known; one statement. */
  async findAround(
    places: readonly { readonly lon: number; readonly lat: number }[],
    manager: EntityManager = this.manager,
  ): Promise<(string | null)[]> {
    if (places.length === 0) return [];
    const rows = await manager.query<{ code: string | null }[]>(CONTAINING, [
      places.map(({ lon }) => lon),
      places.map(({ lat }) => lat),
    ]);
    return rows.map(({ code }) => code);
  }
}
