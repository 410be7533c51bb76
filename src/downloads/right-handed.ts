import type { Geometry, Position } from 'geojson';

/** Outer rings run against the clock and holes with it (RFC 7946, 3.1.6). */
export function rightHanded(geometry: Geometry): Geometry {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: turned(geometry.coordinates) };
  if (geometry.type === 'MultiPolygon') return { ...geometry, coordinates: geometry.coordinates.map(turned) };
  return geometry;
}

function turned(rings: readonly Position[][]): Position[][] {
  return rings.map((ring, at) => (twiceArea(ring) >= 0 === (at === 0) ? ring : [...ring].reverse()));
}

/** Positive against the clock. */
function twiceArea(ring: readonly Position[]): number {
  const [[x0, y0]] = ring;
  let sum = 0;
  for (let k = 1; k < ring.length; k++) {
    // From the first vertex, as differences keep the digits that count.
    const [ax, ay, bx, by] = [ring[k - 1][0] - x0, ring[k - 1][1] - y0, ring[k][0] - x0, ring[k][1] - y0];
    sum += ax * by - bx * ay;
  }
  return sum;
}
