// Reads an OSM extract and builds its network, as an import does before it stores: prints seconds and peak memory.
import { encodeWalkNetwork } from '../../src/kernel/network/index.js';
import { networkOfFile } from '../../src/commands/network-file.js';
import { peakMegabytes } from './peak-megabytes.js';

/** What the program prints. */
export interface BuildReport {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly nodeCount: number;
  readonly edgeCount: number;
}

const began = performance.now();
const network = await networkOfFile(process.argv[2]);
encodeWalkNetwork(network);
const { nodeCount, edgeCount } = network;
const report: BuildReport = {
  seconds: (performance.now() - began) / 1000,
  peakMegabytes: peakMegabytes(),
  nodeCount,
  edgeCount,
};
process.stdout.write(JSON.stringify(report));
