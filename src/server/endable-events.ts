/** The same events, whose return also ends a wait for the next one, whatever their source does about it. */
export function endableEvents<T>(source: AsyncGenerator<T>, onEnd: () => void): AsyncGenerator<T> {
  let finish = () => {};
  const over = new Promise<IteratorResult<T>>((resolve) => {
    finish = () => resolve({ done: true, value: undefined });
  });
  const events: Omit<AsyncGenerator<T>, typeof Symbol.asyncDispose> = {
    [Symbol.asyncIterator]: () => events as AsyncGenerator<T>,
    next: () => Promise.race([source.next(), over]),
    return: () => {
      onEnd();
      finish();
      return source.return(undefined);
    },
    throw: (error) => source.throw(error),
  };
  return events as AsyncGenerator<T>;
}
