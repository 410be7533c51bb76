import { expect, it } from 'vitest';
import { SharedWork } from '../../src/accessibility/shared-work.js';

function work() {
  const asked: {
    resolve: (value: string) => void;
    reject: (reason: unknown) => void;
    signal: AbortSignal;
  }[] = [];
  const make = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      asked.push({ resolve, reject, signal });
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  return { asked, make };
}

it('one dropped request does not end the work of another', async () => {
  const { asked, make } = work();
  const shared = new SharedWork<string>(2);
  const [first, second] = [new AbortController(), new AbortController()];
  const answers = [shared.get('k', make, first.signal), shared.get('k', make, second.signal)];
  first.abort(new Error('dropped'));
  await expect(answers[0]).rejects.toThrow('dropped');
  expect([asked.length, asked[0]!.signal.aborted]).toEqual([1, false]);
  asked[0]!.resolve('done');
  expect(await answers[1]).toBe('done');
  expect(await shared.get('k', make)).toBe('done');
});

it('work nobody waits for any more stops, and is begun anew when asked for again', async () => {
  const { asked, make } = work();
  const shared = new SharedWork<string>(2);
  const only = new AbortController();
  const answer = shared.get('k', make, only.signal);
  await Promise.resolve();
  only.abort(new Error('dropped'));
  await expect(answer).rejects.toThrow('dropped');
  expect(asked[0]!.signal.aborted).toBe(true);
  const again = shared.get('k', make);
  await Promise.resolve();
  asked[1]!.resolve('second');
  expect(await again).toBe('second');
  await expect(shared.get('k', make, only.signal)).rejects.toThrow('dropped');
});

it('failures are forgotten, and only the results used last are kept', async () => {
  const shared = new SharedWork<string>(2);
  await expect(shared.get('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  let made = 0;
  const make = (key: string) => shared.get(key, async () => `${key}${++made}`);
  expect([
    await make('a'),
    await make('b'),
    await make('a'),
    await make('c'),
    await make('a'),
    await make('b'),
  ]).toEqual(['a1', 'b2', 'a1', 'c3', 'a1', 'b4']);
});
