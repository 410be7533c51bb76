/** Stops the program on a condition only our own mistake can break; user input never reaches it. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}
