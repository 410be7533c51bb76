import { invariant } from '../invariant.js';
import { crc32 } from './crc32.js';
import type { WalkNetwork } from './walk-network.js';

/** Bytes that are no walking network this program can read. */
export class InvalidSnapshot extends Error {
  override readonly name = 'InvalidSnapshot';
}

/** 'CCWN' read as a little-endian number; a machine of the other byte order reads it differently and refuses. */
const MAGIC = 0x4e574343;
export const SNAPSHOT_VERSION = 1;
const HEADER_BYTES = 32;

type ArrayName = Exclude<keyof WalkNetwork, 'nodeCount' | 'edgeCount'>;
type ArrayKind = Float64ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor;

/** The sections in file order; doubles first, so that all stay aligned. */
const SECTIONS: readonly (readonly [ArrayName, ArrayKind])[] = [
  ['nodeId', Float64Array],
  ['nodeLon', Float64Array],
  ['nodeLat', Float64Array],
  ['edgeLengthMeters', Float64Array],
  ['vertexLon', Float64Array],
  ['vertexLat', Float64Array],
  ['vertexMeters', Float64Array],
  ['nodeComponent', Int32Array],
  ['componentNodeCount', Int32Array],
  ['edgeFrom', Int32Array],
  ['edgeTo', Int32Array],
  ['edgeForwardCost', Int32Array],
  ['edgeBackwardCost', Int32Array],
  ['edgeVertexOffset', Int32Array],
  ['arcOffset', Int32Array],
  ['arc', Int32Array],
  ['arcEdge', Int32Array],
  ['reverseArcOffset', Int32Array],
  ['reverseArc', Int32Array],
  ['reverseArcEdge', Int32Array],
  ['nodeFlags', Uint8Array],
  ['edgeKind', Uint8Array],
];

const TABLE_BYTES = SECTIONS.length * 8;
const REVERSE = { reverseArcOffset: 'arcOffset', reverseArc: 'arc', reverseArcEdge: 'arcEdge' } as const;

/**
 * One block of bytes: header (magic, version, node count, edge count, CRC-32 of all that follows it), table of
 * (offset, length in elements) per section, then the arrays, each at a multiple of eight. A reverse arc section of
 * length 0 means that it equals the forward one.
 */
export function encodeWalkNetwork(network: WalkNetwork): Uint8Array {
  const isSymmetric = network.reverseArc === network.arc;
  const arrays = SECTIONS.map(([name]) =>
    isSymmetric && name in REVERSE ? new Int32Array(0) : network[name],
  );
  let size = HEADER_BYTES + TABLE_BYTES;
  const offsets = arrays.map((array) => {
    const offset = size;
    size += Math.ceil(array.byteLength / 8) * 8;
    return offset;
  });
  invariant(size < 2 ** 31, 'a snapshot is smaller than 2 GiB');
  const bytes = new Uint8Array(size);
  const header = new Int32Array(bytes.buffer, 0, (HEADER_BYTES + TABLE_BYTES) / 4);
  arrays.forEach((array, k) => {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offsets[k]);
    header[HEADER_BYTES / 4 + 2 * k] = offsets[k];
    header[HEADER_BYTES / 4 + 2 * k + 1] = array.length;
  });
  header.set([MAGIC, SNAPSHOT_VERSION, network.nodeCount, network.edgeCount, size]);
  header[5] = crc32(bytes.subarray(HEADER_BYTES)) | 0;
  return bytes;
}

/**
 * Reads a snapshot. The arrays are views of the given bytes (copied once where they do not begin at a multiple of
 * eight), so the caller must not change them afterwards. Throws InvalidSnapshot on a foreign, older, newer, cut or
 * damaged one.
 * @param isChecked whether the checksum of these bytes is known to match: it takes some milliseconds per ten million
 */
export function decodeWalkNetwork(source: Uint8Array, isChecked = false): WalkNetwork {
  if (source.length < HEADER_BYTES + TABLE_BYTES)
    throw new InvalidSnapshot(
      `A network snapshot has at least ${HEADER_BYTES + TABLE_BYTES} bytes, this has ${source.length}.`,
    );
  const bytes = source.byteOffset % 8 === 0 ? source : new Uint8Array(source);
  const header = new Int32Array(bytes.buffer, bytes.byteOffset, (HEADER_BYTES + TABLE_BYTES) / 4);
  const [magic, version, nodeCount, edgeCount, size, checksum] = header;
  if (magic !== MAGIC)
    throw new InvalidSnapshot('These bytes are not a network snapshot: the signature is missing.');
  if (version !== SNAPSHOT_VERSION)
    throw new InvalidSnapshot(
      `The snapshot has format version ${version}, expected ${SNAPSHOT_VERSION}: build it again.`,
    );
  if (size !== bytes.length)
    throw new InvalidSnapshot(
      `The snapshot says ${size} bytes but has ${bytes.length}: it was cut or padded.`,
    );
  if (!isChecked && (crc32(bytes.subarray(HEADER_BYTES)) | 0) !== checksum)
    throw new InvalidSnapshot('The snapshot is damaged: its checksum does not match.');

  const arrays: Partial<Record<ArrayName, Float64Array | Int32Array | Uint8Array>> = {};
  SECTIONS.forEach(([name, Kind], k) => {
    const offset = header[HEADER_BYTES / 4 + 2 * k];
    const length = header[HEADER_BYTES / 4 + 2 * k + 1];
    const fits = length >= 0 && offset % 8 === 0 && offset + length * Kind.BYTES_PER_ELEMENT <= size;
    if (!fits || offset < HEADER_BYTES + TABLE_BYTES)
      throw new InvalidSnapshot(`The snapshot is damaged: section ${name} does not fit.`);
    arrays[name] = new Kind(bytes.buffer as ArrayBuffer, bytes.byteOffset + offset, length);
  });
  if (arrays.reverseArcOffset!.length === 0)
    for (const [name, forward] of Object.entries(REVERSE))
      arrays[name as keyof typeof REVERSE] = arrays[forward];

  const network = { nodeCount, edgeCount, ...arrays } as WalkNetwork;
  checkLengths(network);
  return network;
}

function checkLengths(network: WalkNetwork): void {
  const { nodeCount, edgeCount } = network;
  const vertexCount = network.edgeVertexOffset[edgeCount];
  const expected: readonly (readonly [ArrayName, number])[] = [
    ['nodeId', nodeCount],
    ['nodeLon', nodeCount],
    ['nodeLat', nodeCount],
    ['nodeFlags', nodeCount],
    ['nodeComponent', nodeCount],
    ['edgeFrom', edgeCount],
    ['edgeTo', edgeCount],
    ['edgeLengthMeters', edgeCount],
    ['edgeForwardCost', edgeCount],
    ['edgeBackwardCost', edgeCount],
    ['edgeKind', edgeCount],
    ['edgeVertexOffset', edgeCount + 1],
    ['vertexLon', vertexCount],
    ['vertexLat', vertexCount],
    ['vertexMeters', vertexCount],
    ['arcOffset', nodeCount + 1],
    ['arc', 2 * network.arcOffset[nodeCount]],
    ['arcEdge', network.arcOffset[nodeCount]],
    ['reverseArcOffset', nodeCount + 1],
    ['reverseArc', 2 * network.reverseArcOffset[nodeCount]],
    ['reverseArcEdge', network.reverseArcOffset[nodeCount]],
  ];
  for (const [name, length] of expected)
    if (network[name].length !== length)
      throw new InvalidSnapshot(
        `The snapshot is damaged: section ${name} has ${network[name].length} entries, expected ${length}.`,
      );
}
