import { parentPort } from 'node:worker_threads';
import { movedBuffers } from './moved-buffers.js';
import type { FromThread, ThreadTasks, ToThread } from './thread-task.js';

/** Makes this worker thread one of TaskThreads: it does one of these tasks at a time. The arrays of a result move. */
export function serveTasks(tasks: ThreadTasks): void {
  const port = parentPort!;
  // By number: a task may ask again before it was answered.
  const asked = new Map<number, (answer: unknown) => void>();
  let questions = 0;
  const say = (message: FromThread, moved: ArrayBuffer[] = []) => port.postMessage(message, moved);
  const ask = (question: unknown) =>
    new Promise<unknown>((resolve) => {
      const id = questions++;
      asked.set(id, resolve);
      say({ question, id });
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
    if ('answer' in message) {
      asked.get(message.id)?.(message.answer);
      asked.delete(message.id);
    } else void begin(message.task, message.input);
  });
}
