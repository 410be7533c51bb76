import type { EntityManager } from 'typeorm';
import type { MultiPolygonCoordinates } from '../kernel/accessibility/index.js';

// No table and no index: PostGIS measures what it is handed.
const MEASURE_AREAS = `
  SELECT ST_Area(ST_GeomFromGeoJSON(polygon)::geography) AS area
  FROM unnest($1::text[]) WITH ORDINALITY AS given (polygon, place) ORDER BY place`;

export class AreaRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Square metres of each polygon on the WGS 84 ellipsoid, in one statement; 0 for an empty one. */
  async squareMeters(
    polygons: readonly MultiPolygonCoordinates[],
    manager: EntityManager = this.manager,
  ): Promise<number[]> {
    const texts = polygons.map((coordinates) => JSON.stringify({ type: 'MultiPolygon', coordinates }));
    const rows = await manager.query<{ area: number }[]>(MEASURE_AREAS, [texts]);
    return rows.map(({ area }) => area);
  }
}
