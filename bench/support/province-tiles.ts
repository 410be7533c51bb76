import { DataVersionRepository } from '../../src/accessibility/index.js';
import { createLayersRoom, tileAround } from '../../src/layers/index.js';
import { publicViewer } from '../../src/platform/access/viewer.js';
import { migrateDatabase, openDatabase } from '../../src/platform/database/open-database.js';
import { createTilesRoom } from '../../src/tiles/index.js';
import type { Finding } from '../compare-with-peers.js';
import { PROVINCE_BOUNDS, seedProvince } from './made-province.js';
import { quantile } from './measure.js';

const ZOOMS = [5, 6, 7, 8, 9, 10];
const TIMES = 5;
/** A screen around the middle of the province shows so many tiles at most. */
const COLUMNS = 4;
const ROWS = 3;

/** How long the tiles of a screen of a whole province take, none drawn before, from the program's own rooms. */
export async function provinceTiles(where: string, url: string | null): Promise<Finding> {
  const database = await openDatabase({ url, directory: null, entities: [], statementTimeoutMillis: 60_000 });
  try {
    await migrateDatabase(database);
    const { manager } = database;
    const vertices = await seedProvince(manager);
    const versions = new DataVersionRepository(manager, database.embedded);
    const { tiles } = createTilesRoom(createLayersRoom({ manager, versions }));
    const values: string[] = [];
    for (const zoom of ZOOMS) {
      const screen = screenAt(zoom);
      const millis: number[] = [];
      let bytes = 0;
      for (let time = 0; time < TIMES; time++) {
        await manager.query(
          `INSERT INTO dataset_revision (dataset, revision) VALUES ('divisions', 1)
           ON CONFLICT (dataset) DO UPDATE SET revision = dataset_revision.revision + 1`,
        );
        const began = performance.now();
        const drawn = await Promise.all(
          screen.map((address) => tiles.tile('divisions', address, publicViewer, new AbortController())),
        );
        millis.push(performance.now() - began);
        bytes = drawn.reduce((sum, tile) => sum + (tile.bytes?.byteLength ?? 0), 0);
      }
      values.push(
        `zoom ${zoom}: ${screen.length} tiles ${quantile(millis, 0.5).toFixed(0)} ms, ${(bytes / 1e3).toFixed(0)} kB`,
      );
    }
    return {
      name: `a province of 1,726 divisions and ${(vertices / 1e6).toFixed(1)} million vertices, ${where}: all tiles of a screen, none drawn before`,
      value: values.join('; '),
      target: '',
    };
  } finally {
    await database.close();
  }
}

function screenAt(zoom: number) {
  const [west, south, east, north] = PROVINCE_BOUNDS;
  const middle = tileAround((west + east) / 2, (south + north) / 2, zoom);
  const [first, last] = [tileAround(west, north, zoom), tileAround(east, south, zoom)];
  const screen: { z: string; x: string; y: string }[] = [];
  for (let x = Math.max(first.x, middle.x - COLUMNS / 2); x < middle.x + COLUMNS / 2 && x <= last.x; x++)
    for (let y = Math.max(first.y, middle.y - 1); y < middle.y - 1 + ROWS && y <= last.y; y++)
      screen.push({ z: String(zoom), x: String(x), y: String(y) });
  return screen;
}
