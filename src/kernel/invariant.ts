/** Stops the program on a condition only our own mistake can break; user input never reaches it. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) broken(message);
}

/** The same where the condition is asked in a long loop, which would otherwise write a message for every item. */
export function broken(message: string): never {
  throw new Error(`Invariant broken: ${message}`);
}
