import { parentPort } from 'node:worker_threads';
import { movedBuffers } from './moved-buffers.js';
import type { FromThread, ThreadTasks, ToThread } from './thread-task.js';

/** Makes this worker thread one of TaskThreads: it does one of these tasks at a time. The arrays of a result move. */
export function serveTasks(tasks: ThreadTasks): void {
  const port = parentPort!;
  let answered: (answer: unknown) => void = () => {};
  const say = (message: FromThread, moved: ArrayBuffer[] = []) => port.postMessage(message, moved);
  const ask = (question: unknown) =>
    new Promise<unknown>((resolve) => {
      answered = resolve;
      say({ question });
    });
  const begin = async (task: string, input: unknown): Promise<void> => {
    try {
      const result: unknown = await tasks[task](input, ask);
      say({ result }, movedBuffers(result));
    } catch (error) {
      const { name, message } = error as Error;
      say({ error: { name, message } });
    }
  };
  port.on('message', (message: ToThread) => {
    if ('answer' in message) answered(message.answer);
    else void begin(message.task, message.input);
  });
}
