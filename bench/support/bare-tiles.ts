import pg from 'pg';
import { publicViewer, type Viewer } from '../../src/platform/access/viewer.js';
import { layerNamed, viewLayer } from '../../src/layers/index.js';
import { tileFrame } from '../../src/layers/tile-frame.js';
import { encodedTile } from '../../src/layers/tile-sql.js';

const ADMIN: Viewer = { ...publicViewer, role: 'admin' };

export interface BareReport {
  readonly perSecond: number;
  /** Per tile, in the order they ended. */
  readonly millis: readonly number[];
}

/**
 * The peer of tiles that are drawn on PostgreSQL: the same statements of ST_AsMVT sent by `pg` alone, so many at once,
 * and prepared as the program's are. Nothing is compressed, kept or sent further.
 * @param paths as `/tiles/{layer}/{z}/{x}/{y}.mvt`
 */
export async function bareTiles(
  url: string,
  paths: readonly string[],
  connections: number,
): Promise<BareReport> {
  const millis: number[] = [];
  let next = 0;
  const clients = Array.from(
    { length: connections },
    () => new pg.Client({ connectionString: url, options: '-c jit=off' }),
  );
  await Promise.all(clients.map((client) => client.connect()));
  // The first statement of a connection finds its projections.
  for (const client of clients) await client.query(statementOf(paths[0]));
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (next < paths.length) {
        const statement = statementOf(paths[next++]);
        const sent = performance.now();
        await client.query(statement);
        millis.push(performance.now() - sent);
      }
    }),
  );
  const perSecond = (1000 * paths.length) / (performance.now() - began);
  await Promise.all(clients.map((client) => client.end()));
  return { perSecond, millis };
}

function statementOf(path: string): pg.QueryConfig {
  const [, , layer, z, x, y] = path.replace('.mvt', '').split('/');
  const address = { zoom: Number(z), x: Number(x), y: Number(y) };
  const view = viewLayer(layerNamed(layer), ADMIN);
  const { sql, values } = encodedTile(view, address.zoom, tileFrame(address));
  return { name: `${layer} ${z}`, text: sql, values: [...values] };
}
