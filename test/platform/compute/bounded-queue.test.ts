import { describe, expect, it } from 'vitest';
import { BoundedQueue } from '../../../src/platform/compute/bounded-queue.js';

const never = () => new AbortController().signal;

/** Work that ends when it is told to. */
function piece() {
  let finish = () => {};
  let begun = false;
  const done = new Promise<void>((resolve) => (finish = resolve));
  const work = () => {
    begun = true;
    return done;
  };
  return { work, finish: () => finish(), hasBegun: () => begun };
}

/** Lets everything that can go on go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a bounded queue', () => {
  it('runs so many at once, the others in order', async () => {
    const queue = new BoundedQueue(2, 10);
    const pieces = Array.from({ length: 4 }, piece);
    const all = pieces.map(({ work }) => queue.run(work, never()));
    await settle();
    expect(pieces.map(({ hasBegun }) => hasBegun())).toEqual([true, true, false, false]);
    pieces[1].finish();
    await settle();
    expect(pieces.map(({ hasBegun }) => hasBegun())).toEqual([true, true, true, false]);
    for (const { finish } of pieces) finish();
    await Promise.all(all);
    expect(pieces[3].hasBegun()).toBe(true);
  });

  it('refuses what would wait too long, and takes more once there is room', async () => {
    const queue = new BoundedQueue(1, 1);
    const [first, second] = [piece(), piece()];
    const all = [queue.run(first.work, never()), queue.run(second.work, never())];
    await expect(queue.run(async () => 1, never())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    first.finish();
    second.finish();
    await Promise.all(all);
    expect(await queue.run(async () => 1, never())).toBe(1);
  });

  it('goes on after a failure, and never begins what was given up', async () => {
    const queue = new BoundedQueue(1, 10);
    const first = piece();
    const leaving = new AbortController();
    const running = queue.run(async () => {
      await first.work();
      throw new Error('broken');
    }, never());
    const given = piece();
    const left = queue.run(given.work, leaving.signal);
    const last = queue.run(async () => 'last', never());
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    first.finish();
    await expect(running).rejects.toThrow('broken');
    expect(await last).toBe('last');
    expect(given.hasBegun()).toBe(false);
  });
});
