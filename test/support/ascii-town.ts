import { metersPerDegreeLat, metersPerDegreeLon } from '../../src/kernel/geometry/segment-meters.js';
import {
  buildWalkNetwork,
  EdgeIndex,
  splitWays,
  type WalkNetwork,
  type WaySet,
} from '../../src/kernel/network/index.js';
import { WaySetBuilder } from './way-set-builder.js';

/** On the equator a metre is the same number of degrees all over a small town, so lengths come out in closed form. */
const WEST = 10;
const SOUTH = 0.001;
const DEGREES_PER_METER_LON = 1 / metersPerDegreeLon(0);
const DEGREES_PER_METER_LAT = 1 / metersPerDegreeLat(0);

export interface Town {
  readonly ways: WaySet;
  readonly network: WalkNetwork;
  readonly index: EdgeIndex;
  /** WGS 84 position of a point given in metres east and north of the town's south-west corner. */
  at(eastMeters: number, northMeters: number): [lon: number, lat: number];
  /** Position of a letter on the map. */
  place(letter: string): [lon: number, lat: number];
  /** Network node of a letter. */
  node(letter: string): number;
}

export function townPosition(eastMeters: number, northMeters: number): [number, number] {
  return [WEST + eastMeters * DEGREES_PER_METER_LON, SOUTH + northMeters * DEGREES_PER_METER_LAT];
}

/**
 * A town drawn in characters, `cellMeters` apart: letters, `+` and `*` are nodes (`*` is an edge of the data, upper-case
 * letters are kept as nodes), `-` and `|` walkways, `>` `<` `^` `v` walkways one may only walk that way, `=` and `#`
 * steps (level and upright) of speed factor 0.5.
 */
export function asciiTown(drawing: string, cellMeters = 25): Town {
  const rows = drawing.split('\n').filter((row) => row.trim() !== '');
  const builder = new WaySetBuilder();
  const nodeAt = new Map<string, number>();
  const position = (column: number, row: number): [number, number] =>
    townPosition(column * cellMeters, (rows.length - 1 - row) * cellMeters);
  const places = new Map<string, [number, number]>();
  const isNode = (char: string | undefined): boolean => char !== undefined && /[A-Za-uw-z+*]/.test(char);
  rows.forEach((text, row) =>
    [...text].forEach((char, column) => {
      if (!isNode(char)) return;
      const [lon, lat] = position(column, row);
      nodeAt.set(`${column},${row}`, builder.node(lon, lat, char === '*' ? 2 : /[A-Z]/.test(char) ? 1 : 0));
      places.set(char, [lon, lat]);
    }),
  );
  const connect = (column: number, row: number, dx: number, dy: number, marks: string): void => {
    let x = column + dx;
    let y = row + dy;
    let seen = '';
    while (rows[y]?.[x] !== undefined && marks.includes(rows[y][x])) {
      seen += rows[y][x];
      x += dx;
      y += dy;
    }
    if (seen === '' || !isNode(rows[y]?.[x])) return;
    const direction = /[>v]/.test(seen) ? 1 : /[<^]/.test(seen) ? 2 : 0;
    const isSteps = /[=#]/.test(seen);
    builder.way([nodeAt.get(`${column},${row}`)!, nodeAt.get(`${x},${y}`)!], {
      direction,
      kind: isSteps ? 'steps' : 'footway',
      speedFactor: isSteps ? 0.5 : 1,
    });
  };
  rows.forEach((text, row) =>
    [...text].forEach((char, column) => {
      if (!isNode(char)) return;
      connect(column, row, 1, 0, '-><=');
      connect(column, row, 0, 1, '|^v#');
    }),
  );
  const ways = builder.build();
  const network = buildWalkNetwork(splitWays(ways).segments);
  const place = (letter: string): [number, number] => {
    const found = places.get(letter);
    if (!found) throw new Error(`no ${letter} on the map`);
    return found;
  };
  return {
    ways,
    network,
    index: new EdgeIndex(network),
    at: townPosition,
    place,
    node: (letter) => {
      const [lon, lat] = place(letter);
      const node = network.nodeLon.findIndex((x, n) => x === lon && network.nodeLat[n] === lat);
      if (node < 0) throw new Error(`${letter} is no node of the network`);
      return node;
    },
  };
}

/** A chessboard of streets, `blockMeters` apart, with its south-west corner at (0, 0). */
export function gridTown(columns: number, rows: number, blockMeters: number): Town {
  const row = Array.from({ length: columns }, () => '+').join('-');
  const between = Array.from({ length: columns }, () => '|').join(' ');
  const drawing = Array.from({ length: 2 * rows - 1 }, (_, k) => (k % 2 === 0 ? row : between)).join('\n');
  return asciiTown(drawing, blockMeters / 2);
}
