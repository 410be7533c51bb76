import { describe, expect, it } from 'vitest';
import { KeptBytes } from '../../src/accessibility/kept-bytes.js';

const bytes = (length: number) => new Uint8Array(length);

describe('bytes kept for who asks again', () => {
  it('are found by their key', () => {
    const kept = new KeptBytes(100);
    const polygon = bytes(10);
    kept.put('a', polygon);
    expect(kept.get('a')).toBe(polygon);
    expect(kept.get('b')).toBeUndefined();
  });

  it('lets go of those used longest ago once there are too many', () => {
    const kept = new KeptBytes(100);
    for (const key of ['a', 'b', 'c']) kept.put(key, bytes(30));
    kept.get('a');
    kept.put('d', bytes(40));
    expect(['a', 'b', 'c', 'd'].filter((key) => kept.get(key))).toEqual(['a', 'c', 'd']);
    kept.put('d', bytes(10));
    kept.put('e', bytes(30));
    expect(kept.get('a')).toBeDefined();
    kept.put('f', bytes(101));
    expect(['a', 'c', 'd', 'e', 'f'].some((key) => kept.get(key))).toBe(false);
  });
});
