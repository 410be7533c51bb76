import { createHash } from 'node:crypto';

/** Weak, as what it names may be sent compressed or not; equal for equal content. */
export function weakTag(content: Uint8Array | string): string {
  return `W/"${createHash('sha1').update(content).digest('base64url')}"`;
}
