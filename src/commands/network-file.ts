import { readOsmWalkways } from '../imports/index.js';
import { buildWalkNetwork, splitWays, type WalkNetwork } from '../kernel/network/index.js';
import { badInput } from '../platform/errors/bad-input.js';

/** What opening a file the user named can fail with. */
const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
};

/**
 * The walking network of an OSM extract, no database needed.
 * @throws PlanningError BAD_USER_INPUT for a file that is not, or has no walkable ways.
 */
export async function networkOfFile(file: string): Promise<WalkNetwork> {
  const { ways } = await readOsmWalkways(file).catch((error: NodeJS.ErrnoException) => {
    const reason = FILE_ERRORS[error.code ?? ''];
    throw reason ? badInput(`Cannot read ${file}: ${reason}.`, { file }) : error;
  });
  const network = buildWalkNetwork(splitWays(ways).segments);
  if (network.edgeCount === 0) throw badInput(`${file} holds no walkable ways.`, { file });
  return network;
}
