import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DataVersionRepository } from '../../src/accessibility/index.js';
import { createLayersRoom } from '../../src/layers/index.js';
import { publicViewer } from '../../src/platform/access/viewer.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { createTilesRoom, type TilesService } from '../../src/tiles/index.js';
import { openTestDatabase } from '../support/database.js';
import { type DecodedFeature, featuresOf, inTile, tileAt } from '../support/decode-tile.js';

/*
 * Two neighbours, west and east of a border that wanders from south to north. Their other sides are straight and far
 * enough away that no vertex of them comes near the border's. Tiles of zooms 6 and 9 hold both whole.
 */
const WEST = 115.45;
const SOUTH = 33.3;
const WIDTH = 0.4;
const HEIGHT = 0.3;
/** The border keeps to the middle half. */
const MIDDLE = [WEST + WIDTH / 4, WEST + (3 * WIDTH) / 4] as const;

let database: Database;
let tiles: TilesService;
beforeAll(async () => {
  database = await openTestDatabase();
  const { manager } = database;
  await manager.query(`INSERT INTO data_source (key, title, synthetic) VALUES ('drawn', 'Drawn', true)`);
  const versions = new DataVersionRepository(manager, database.embedded);
  ({ tiles } = createTilesRoom(createLayersRoom({ manager, versions })));
});
afterAll(() => database?.close());

type Place = readonly [lon: number, lat: number];

/** A border that goes north all the way, so that both areas are valid, and sideways as `east` says, 0 to 1. */
function borderOf(steps: readonly (readonly [east: number, north: number])[]): Place[] {
  const total = steps.reduce((sum, [, north]) => sum + north, 0);
  let climbed = 0;
  return steps.map(([east, north], k): Place => {
    const share = k === steps.length - 1 ? 1 : climbed / total;
    climbed += north;
    return [MIDDLE[0] + east * (MIDDLE[1] - MIDDLE[0]), SOUTH + HEIGHT * share];
  });
}

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const step = fc.tuple(unit, fc.double({ min: 0.001, max: 1, noNaN: true }));
const wild = fc.array(step, { minLength: 2, maxLength: 300 }).map(borderOf);
/** Nowhere so flat that the edge of a tile could cut off a piece thinner than its grid. */
const gentle = fc
  .array(step, { minLength: 50, maxLength: 300 })
  .map((steps) => borderOf(steps.map(([east, north]) => [0.45 + (0.1 * east) / steps.length, north])));

async function draw(border: readonly Place[]): Promise<void> {
  const north = border.at(-1)!;
  const sides: Place[][] = [
    [...border, [WEST, north[1]], [WEST, SOUTH], border[0]],
    // The other way round, and begun elsewhere.
    [[WEST + WIDTH, SOUTH], [WEST + WIDTH, north[1]], ...[...border].reverse(), [WEST + WIDTH, SOUTH]],
  ];
  const wkt = sides.map((ring) => `MULTIPOLYGON(((${ring.map((place) => place.join(' ')).join(', ')})))`);
  await database.manager.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO administrative_division (code, name, level, boundary, source_key)
       VALUES ('990100000000', '西', 'CITY', ST_GeomFromText($1, 4326), 'drawn'),
         ('990200000000', '东', 'CITY', ST_GeomFromText($2, 4326), 'drawn')
       ON CONFLICT (code) DO UPDATE SET boundary = EXCLUDED.boundary`,
      wkt,
    );
    await tx.query(
      `INSERT INTO dataset_revision (dataset, revision) VALUES ('divisions', 1)
       ON CONFLICT (dataset) DO UPDATE SET revision = dataset_revision.revision + 1`,
    );
  });
}

/** Vertices strictly inside the frame, each once. */
function verticesWithin({ paths }: DecodedFeature, within: (x: number, y: number) => boolean): string[] {
  return [
    ...new Set(
      paths
        .flat()
        .filter(([x, y]) => within(x, y))
        .map(([x, y]) => `${x} ${y}`),
    ),
  ].sort();
}

it.each([
  [6, 'wild', wild],
  [9, 'wild', wild],
  [11, 'gentle', gentle],
  [14, 'gentle', gentle],
] as const)(
  'neighbours have the same vertices along their border at zoom %i, however %s',
  async (zoom, _how, borders) => {
    await fc.assert(
      fc.asyncProperty(borders, unit, async (border, height) => {
        await draw(border);
        const [lon, lat] = border[Math.floor(height * (border.length - 1))];
        const address = tileAt(lon, Math.min(lat, SOUTH + HEIGHT - 1e-6), zoom);
        const tile = await tiles.tile('divisions', address, publicViewer, new AbortController());
        const drawn = featuresOf(tile);
        expect(drawn.map(({ properties }) => properties.code)).toEqual(['990100000000', '990200000000']);
        const at = (place: Place) => inTile(...place, zoom, Number(address.x), Number(address.y));
        const [left] = at([MIDDLE[0] - WIDTH / 8, SOUTH]);
        const [right] = at([MIDDLE[1] + WIDTH / 8, SOUTH]);
        // Where the tile's margin cuts, both end at its edge.
        const isOfBorder = (x: number, y: number) =>
          x > Math.max(left, -60) && x < Math.min(right, 4156) && y > -60 && y < 4156;
        const [west, east] = drawn.map((feature) => verticesWithin(feature, isOfBorder));
        expect(east).toEqual(west);
      }),
      { numRuns: 40 },
    );
  },
);

it('drops what a zoom cannot show', async () => {
  const border = Array.from({ length: 5000 }, (_, k): Place => {
    const share = k / 4999;
    return [WEST + WIDTH / 2 + 0.01 * Math.sin(40 * share), SOUTH + HEIGHT * share];
  });
  await draw(border);
  const count = async (zoom: number) => {
    const address = tileAt(border[2500][0], border[2500][1], zoom);
    const tile = await tiles.tile('divisions', address, publicViewer, new AbortController());
    return featuresOf(tile)[0].paths.flat().length;
  };
  expect(await count(5)).toBeLessThan(250);
  expect(await count(7)).toBeLessThan(900);
});
