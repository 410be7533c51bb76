/** The memory of the arrays in an answer, however deep: they move to the other thread instead of being copied. */
export function movedBuffers(answer: unknown): ArrayBuffer[] {
  return [...new Set(buffersOf(answer))];
}

function buffersOf(answer: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(answer)) return answer.buffer instanceof ArrayBuffer ? [answer.buffer] : [];
  return typeof answer === 'object' && answer !== null ? Object.values(answer).flatMap(buffersOf) : [];
}
