import { readOsmWalkways } from '../imports/index.js';
import { buildWalkNetwork, splitWays, type WalkNetwork } from '../kernel/network/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { unreadable } from './unreadable-file.js';

/**
 * The walking network of an OSM extract, no database needed.
 * @throws PlanningError BAD_USER_INPUT for a file that is not, or has no walkable ways.
 */
export async function networkOfFile(file: string): Promise<WalkNetwork> {
  const { ways } = await readOsmWalkways(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const network = buildWalkNetwork(splitWays(ways).segments);
  if (network.edgeCount === 0) throw badInput(`${file} holds no walkable ways.`, { file });
  return network;
}
