import { type LayerCrs, type LayerFilter, toDegrees } from '../layers/index.js';
import { badInput } from '../platform/errors/bad-input.js';

type Box = readonly [number, number, number, number];

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*$/;
/** Points along a side of a box of another system, whose sides bend in degrees. */
const STEPS = 16;

/**
 * The box a `bbox` names, in degrees; of a projected system with its outline.
 * @throws PlanningError BAD_USER_INPUT
 */
export function readBox(text: string, crs: LayerCrs): Pick<LayerFilter, 'bbox' | 'outline'> {
  const numbers = text.split(',').map((part) => (NUMBER.test(part) ? Number(part) : NaN));
  const corners = numbers.length === 6 ? numbers.filter((_, at) => at % 3 < 2) : numbers;
  if (corners.length !== 4 || !numbers.every(Number.isFinite))
    throw refuse('expected four numbers with commas: the lower corner, then the upper one', text);
  const box = corners as unknown as Box;
  return crs.isMetric ? projected(box, crs, text) : { bbox: geographic(box, crs, text) };
}

function geographic([a, b, c, d]: Box, { northFirst }: LayerCrs, text: string): Box {
  const [west, south, east, north] = northFirst ? [b, a, d, c] : [a, b, c, d];
  const isOnEarth = [west, east].every((lon) => Math.abs(lon) <= 180) && south >= -90 && north <= 90;
  const order = northFirst ? 'latitude before longitude' : 'longitude before latitude';
  if (!isOnEarth || south > north) throw refuse(`expected degrees, ${order}, south before north`, text);
  return [west, south, east, north];
}

function projected([a, b, c, d]: Box, crs: LayerCrs, text: string) {
  if (a > c || b > d) throw refuse('expected metres, the lower corner before the upper one', text);
  const outline: [number, number][] = [];
  const side = (from: readonly [number, number], to: readonly [number, number]) => {
    for (let k = 0; k < STEPS; k++) {
      const share = k / STEPS;
      outline.push(toDegrees(crs, from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])));
    }
  };
  side([a, b], [c, b]);
  side([c, b], [c, d]);
  side([c, d], [a, d]);
  side([a, d], [a, b]);
  outline.push(outline[0]);
  const lon = outline.map(([x]) => x);
  const lat = outline.map(([, y]) => y);
  const isOnEarth = lon.every((x) => Math.abs(x) <= 180) && lat.every((y) => Math.abs(y) <= 90);
  if (!isOnEarth) throw refuse(`expected metres of ${crs.name}, northing before easting`, text);
  const bbox: Box = [Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)];
  return { bbox, outline };
}

function refuse(words: string, text: string) {
  return badInput(`bbox: ${words}; got ${JSON.stringify(text.slice(0, 200))}.`, { parameter: 'bbox' });
}
