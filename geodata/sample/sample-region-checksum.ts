import { createHash } from 'node:crypto';
import type { SampleRegion } from './sample-region.js';

/**
 * SHA-256 (hex) over the region as canonical JSON: keys sorted, undefined left out, typed arrays and coordinates as
 * plain numbers.
 */
export function sampleRegionChecksum(region: SampleRegion): string {
  return createHash('sha256').update(JSON.stringify(region, canonical)).digest('hex');
}

function canonical(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
