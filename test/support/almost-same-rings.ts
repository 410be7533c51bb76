import type { Polygon, Position } from 'geojson';

/** A star and the same star with more points on its edges, which rounding puts a hair beside them. */
export function almostSameRings(radius = 1, corners = 43, east = 118.3, north = 33.9): [Polygon, Polygon] {
  let state = 12345;
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  const star = Array.from({ length: corners }, (_, i): Position => {
    const angle = (2 * Math.PI * (i + random() * 0.5)) / corners;
    const distance = radius * (0.5 + random());
    return [east + distance * Math.cos(angle), north + distance * Math.sin(angle)];
  });
  const finer = star.flatMap(([x, y], i) => {
    const [toX, toY] = star[(i + 1) % corners];
    const shares = Array.from({ length: Math.floor(random() * 8) }, random).sort((a, b) => a - b);
    return [[x, y], ...shares.map((share) => [x + share * (toX - x), y + share * (toY - y)])];
  });
  return [polygonOf(star), polygonOf(finer)];
}

function polygonOf(points: Position[]): Polygon {
  return { type: 'Polygon', coordinates: [[...points, points[0]]] };
}
