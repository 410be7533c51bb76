import { describe, expect, it } from 'vitest';
import { BoundedCache } from '../../src/accessibility/bounded-cache.js';
import { walkLimit, walkSecondsOf } from '../../src/accessibility/walk-limit.js';

describe('walkLimit', () => {
  it('defaults to 15 minutes at 0.8 m/s', () => {
    expect(walkLimit()).toEqual({
      walkMinutes: 15,
      speedMetersPerSecond: 0.8,
      cutoffSeconds: 900,
      limitCentimeters: 72_000,
    });
  });

  it('does not lose a centimetre to binary fractions', () => {
    expect(walkLimit(15, 0.64).limitCentimeters).toBe(57_600);
    expect(walkLimit(10, 1.1).limitCentimeters).toBe(66_000);
  });

  it.each([
    [0, 0.8],
    [121, 0.8],
    [NaN, 0.8],
    [15, 0],
    [15, -1],
    [15, 3.1],
    [15, Infinity],
  ])('refuses %f minutes at %f m/s', (minutes, speed) => {
    expect(() => walkLimit(minutes, speed)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });

  it('tells apart walks one centimetre apart at any allowed speed', () => {
    for (const speed of [0.1, 0.8, 1, 3]) {
      expect(walkSecondsOf(72_001, speed)).toBeGreaterThan(walkSecondsOf(72_000, speed));
    }
    expect(walkSecondsOf(72_000, 0.8)).toBe(900);
  });
});

describe('BoundedCache', () => {
  it('forgets what was used longest ago', async () => {
    const cache = new BoundedCache<string>(2);
    const made: string[] = [];
    const get = (key: string) => cache.get(key, () => (made.push(key), key));
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
    expect(cache.size).toBe(2);
  });

  it('shares work under way and forgets what failed', async () => {
    const cache = new BoundedCache<number>(2);
    let runs = 0;
    const fail = () => cache.get('x', async () => Promise.reject(new Error(`run ${++runs}`)));
    const results = await Promise.allSettled([fail(), fail()]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(runs).toBe(1);
    await expect(fail()).rejects.toThrow('run 2');
    expect(await cache.get('x', () => 7)).toBe(7);
  });
});
