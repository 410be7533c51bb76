import type { DownloadColumn, DownloadRow } from '../download-table.js';

/** Grown where a feature's values need more; used again for each. */
let scratch = Buffer.alloc(1 << 12);

/** Values as FlatGeobuf has them: number of the column and value, for every one there is. */
export function propertyBytes(
  properties: DownloadRow['properties'],
  columns: readonly DownloadColumn[],
): Uint8Array {
  let end = 0;
  for (let column = 0; column < columns.length; column++) {
    const { name, type } = columns[column];
    const value = properties[name];
    if (value === null || value === undefined) continue;
    const text = type === 'text' || type === 'date' ? String(value) : '';
    // A character takes three bytes at most.
    demandRoom(end + 10 + 3 * text.length);
    scratch.writeUInt16LE(column, end);
    if (type === 'boolean') end = scratch.writeUInt8(value ? 1 : 0, end + 2);
    else if (type === 'integer') end = scratch.writeBigInt64LE(BigInt(value), end + 2);
    else if (type === 'number') end = scratch.writeDoubleLE(Number(value), end + 2);
    else {
      const length = scratch.write(text, end + 6);
      scratch.writeUInt32LE(length, end + 2);
      end += 6 + length;
    }
  }
  // Copied into the feature before it is used again.
  return scratch.subarray(0, end);
}

function demandRoom(bytes: number): void {
  if (bytes <= scratch.length) return;
  const wider = Buffer.alloc(Math.max(bytes, 2 * scratch.length));
  scratch.copy(wider);
  scratch = wider;
}
