import { createFeaturesRoom } from '../../src/features-api/index.js';
import { createLayersRoom, type LayersRoom } from '../../src/layers/index.js';
import { gridNetwork, publishNetwork } from '../support/grid-town.js';
import { openTestRooms } from '../support/rooms.js';
import { seedSmallCounty } from '../support/small-county.js';
import { startTestServer } from './test-server.js';

/** More walkways than any client reads in one page. */
const WALKWAYS = 2500;

export interface LayersServer {
  readonly room: LayersRoom;
  /** Of the feature service, on this machine. */
  readonly address: string;
  close(): Promise<void>;
}

/** A listening feature service with something in every layer, for programs that read it from outside. */
export async function startLayersServer(): Promise<LayersServer> {
  const rooms = await openTestRooms();
  const { manager, kind } = rooms.database;
  await seedSmallCounty(manager);
  await publishNetwork(manager, gridNetwork());
  await manager.query(
    `INSERT INTO walkway (source_key, way_id, segment, from_node, to_node, kind, direction, speed_factor, length_meters, level, geometry)
     SELECT 'survey', k, 0, 2 * k, 2 * k + 1, 'footway', 'BOTH', 0.5, 900, 0,
       ST_SetSRID(ST_MakeLine(ST_MakePoint(118.3, 33.9 + k * 0.001), ST_MakePoint(118.32, 33.905 + k * 0.001)), 4326)
     FROM generate_series(1, ${WALKWAYS}) k`,
  );
  const { accessibility, coverage } = rooms;
  const { versions } = accessibility;
  const room = createLayersRoom({ manager, versions, kind, sources: coverage.layerSources });
  const server = await startTestServer({ app: createFeaturesRoom(room), env: { REQUESTS_PER_MINUTE: '0' } });
  return {
    room,
    address: `http://127.0.0.1:${await server.server.listen()}/features`,
    close: async () => {
      await server.close();
      await rooms.close();
    },
  };
}
