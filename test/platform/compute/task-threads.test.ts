import { afterEach, expect, it } from 'vitest';
import { TaskThreads } from '../../../src/platform/compute/task-threads.js';
import type { ThreadTask } from '../../../src/platform/compute/thread-task.js';

/** Speaks as serveTasks does; worker threads have no TypeScript. */
const SCRIPT = `
  import { parentPort } from 'node:worker_threads';
  let number = 0;
  const tasks = {
    count: () => parentPort.postMessage({ result: ++number }),
    spin: () => { for (;;); },
    fall: () => process.exit(3),
    fail: () => parentPort.postMessage({ error: { name: 'RangeError', message: 'too far' } }),
    twice: (input) => parentPort.postMessage({ question: input }),
  };
  parentPort.on('message', (message) => {
    if ('answer' in message) parentPort.postMessage({ result: message.answer * 2 });
    else tasks[message.task](message.input);
  });`;

type Plain = ThreadTask<null, unknown, unknown, number>;
type Tasks = {
  readonly count: Plain;
  readonly spin: Plain;
  readonly fall: Plain;
  readonly fail: Plain;
  readonly twice: ThreadTask<number, number, number, number>;
};

let threads: TaskThreads<Tasks>;
const start = () =>
  (threads = new TaskThreads<Tasks>(new URL(`data:text/javascript,${encodeURIComponent(SCRIPT)}`)));
afterEach(() => threads.close());
const nothing = () => {
  throw new Error('nothing is asked');
};

it('keeps a thread for the next task', async () => {
  start();
  expect(await threads.run('count', null, nothing)).toBe(1);
  expect(await threads.run('count', null, nothing)).toBe(2);
});

it('answers what a task asks, and hands on why it could not', async () => {
  start();
  expect(await threads.run('twice', 5, async (question) => question + 1)).toBe(12);
  const cause = new Error('no answer');
  await expect(threads.run('twice', 5, () => Promise.reject(cause))).rejects.toBe(cause);
});

it('ends a busy thread on abort, and drops a task that waits', async () => {
  start();
  const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];
  const spinning = [first, second, third].map(({ signal }) => threads.run('spin', null, nothing, signal));
  const refused = Promise.allSettled(spinning);
  const counted = threads.run('count', null, nothing);
  third.abort(new Error('third'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const began = performance.now();
  first.abort(new Error('first'));
  await expect(spinning[0]).rejects.toThrow('first');
  expect(performance.now() - began).toBeLessThan(50);
  expect(await counted).toBe(1);
  second.abort(new Error('second'));
  expect((await refused).map((each) => String('reason' in each && each.reason.message))).toEqual([
    'first',
    'second',
    'third',
  ]);
});

it('names what a task threw, and a thread that died', async () => {
  start();
  await expect(threads.run('fail', null, nothing)).rejects.toMatchObject({
    name: 'RangeError',
    message: 'too far',
  });
  await expect(threads.run('fall', null, nothing)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await threads.run('count', null, nothing)).toBe(1);
});

it('refuses what is under way when it is closed, and everything after', async () => {
  start();
  const spinning = threads.run('spin', null, nothing);
  const refused = expect(spinning).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await threads.close();
  await refused;
  await expect(threads.run('count', null, nothing)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
