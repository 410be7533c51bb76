import type { Duplex } from 'node:stream';

/** The driver reads so much in a millisecond or two. */
const BYTES_PER_SLICE = 1 << 16;

/** Hands a stream what comes in for it, a long answer slice by slice in turns of the event loop. */
export class SlicedInput {
  private waiting: Buffer[] = [];

  constructor(private readonly stream: Duplex) {}

  push(bytes: Uint8Array): void {
    const wasEmpty = this.waiting.length === 0;
    const { buffer, byteOffset, length } = bytes;
    for (let from = 0; from < length; from += BYTES_PER_SLICE)
      this.waiting.push(Buffer.from(buffer, byteOffset + from, Math.min(BYTES_PER_SLICE, length - from)));
    if (wasEmpty) this.handOn();
  }

  destroy(cause: Error): void {
    this.stream.destroy(cause);
  }

  private readonly handOn = (): void => {
    const slice = this.waiting[0];
    // Who has hung up is not spoken to.
    if (!slice || this.stream.destroyed || this.stream.writableEnded) return;
    this.stream.push(slice);
    this.waiting.shift();
    if (this.waiting.length > 0) setImmediate(this.handOn);
  };
}
