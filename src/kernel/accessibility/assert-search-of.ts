import { invariant } from '../invariant.js';
import type { WalkNetwork } from '../network/walk-network.js';
import type { WalkSearch } from './walk-search.js';

/** A search only answers for the network it was made for. */
export function assertSearchOf(network: WalkNetwork, search: WalkSearch): void {
  invariant(search.network === network, 'the search belongs to this network');
}
