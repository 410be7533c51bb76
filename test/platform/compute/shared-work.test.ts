import { describe, expect, it } from 'vitest';
import { SharedWork } from '../../../src/platform/compute/shared-work.js';

/** Work that ends when it is told to, and how often it began and was stopped. */
function openWork() {
  const runs: { signal: AbortSignal; end: (value: number) => void; fail: (error: Error) => void }[] = [];
  const work = new SharedWork<number>(
    (signal) =>
      new Promise((resolve, reject) => {
        runs.push({ signal, end: resolve, fail: reject });
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
  );
  return { work, runs };
}

describe('work several wait for', () => {
  it('is done once and kept', async () => {
    const { work, runs } = openWork();
    const both = Promise.all([work.join(), work.join(new AbortController().signal)]);
    runs[0].end(7);
    expect(await both).toEqual([7, 7]);
    expect(await work.join()).toBe(7);
    expect(runs).toHaveLength(1);
    expect(runs[0].signal.aborted).toBe(false);
  });

  it('goes on while somebody waits, and is stopped when nobody does', async () => {
    const { work, runs } = openWork();
    const [first, second] = [new AbortController(), new AbortController()];
    const asked = [work.join(first.signal), work.join(second.signal)].map((one) =>
      one.catch((error: Error) => error.message),
    );
    first.abort(new Error('first left'));
    expect(await asked[0]).toBe('first left');
    expect(runs[0].signal.aborted).toBe(false);
    second.abort(new Error('second left'));
    expect(await asked[1]).toBe('second left');
    expect(runs[0].signal.aborted).toBe(true);
    const anew = work.join();
    runs[1].end(3);
    expect(await anew).toBe(3);
  });

  it('begins anew after a failure, which everybody is told', async () => {
    const { work, runs } = openWork();
    const both = [work.join(), work.join()].map((one) => one.catch((error: Error) => error.message));
    runs[0].fail(new Error('broken'));
    expect(await Promise.all(both)).toEqual(['broken', 'broken']);
    const anew = work.join();
    runs[1].end(1);
    expect(await anew).toBe(1);
    await expect(work.join(AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
  });
});
