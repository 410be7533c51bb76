import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteCache } from '../../src/tiles/byte-cache.js';

const cacheOf = (capacity: number) => new ByteCache<string>(capacity, (value) => value.length);

describe('the cache of tiles', () => {
  it('forgets what was used longest ago when its bytes run out', () => {
    const cache = cacheOf(10);
    cache.set('a', 'xxxx');
    cache.set('b', 'xxxx');
    cache.get('a');
    cache.set('c', 'xxxx');
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['xxxx', undefined, 'xxxx']);
  });

  it('does not give everything up for what is larger than itself', () => {
    const cache = cacheOf(10);
    cache.set('a', 'xxxx');
    cache.set('b', 'x'.repeat(11));
    expect([cache.get('a'), cache.get('b')]).toEqual(['xxxx', undefined]);
  });

  it('never holds more than it may, and counts what it holds', () => {
    const entry = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.nat(12));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
        const cache = cacheOf(20);
        for (const [key, length] of entries) cache.set(key, 'x'.repeat(length));
        const held = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => cache.get(key)?.length ?? 0);
        expect(cache.size).toBe(held.reduce((sum, length) => sum + length, 0));
        expect(cache.size).toBeLessThanOrEqual(20);
        const last = entries.at(-1);
        if (last) expect(cache.get(last[0])).toHaveLength(last[1]);
      }),
    );
  });
});
