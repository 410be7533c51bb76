/** Work for a thread; `ask` puts a question to whoever wants it done and brings back the answer. */
export type ThreadTask<Input, Question, Answer, Result> = (
  input: Input,
  ask: (question: Question) => Promise<Answer>,
) => Result | Promise<Result>;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each task of a table has types of its own
export type ThreadTasks = Readonly<Record<string, ThreadTask<any, any, any, any>>>;

/** What goes to a thread: a task to begin, or what its question was answered. */
export type ToThread =
  { readonly task: string; readonly input: unknown } | { readonly answer: unknown; readonly id: number };

/** What comes from a thread. */
export type FromThread =
  | { readonly question: unknown; readonly id: number }
  | { readonly result: unknown }
  | { readonly error: { readonly name: string; readonly message: string } };
