import { Readable } from 'node:stream';
import { setImmediate as letOthersRun } from 'node:timers/promises';

const BYTES_PER_TURN = 1 << 20;

/**
 * Answers that are written and not sent yet. Apollo hands an answer on as one text, which a large one should never
 * become; so Apollo gets a name for it, and whoever sends it asks here for the bytes behind the name.
 */
export class UnsentAnswers {
  private readonly pieces = new Map<string, readonly Uint8Array[]>();
  private last = 0;

  /** @returns the name. */
  hold(pieces: readonly Uint8Array[]): string {
    const name = `answer ${++this.last}`;
    this.pieces.set(name, pieces);
    return name;
  }

  /** The bytes behind a name: at once where they are one piece, else as a stream. Any other text is itself. */
  take(name: string): string | Uint8Array | Readable {
    const pieces = this.pieces.get(name);
    if (!pieces) return name;
    this.pieces.delete(name);
    return pieces.length === 1 ? pieces[0] : Readable.from(inTurns(pieces), { objectMode: false });
  }
}

async function* inTurns(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for (const piece of pieces) {
    yield piece;
    sent += piece.length;
    if (sent < BYTES_PER_TURN) continue;
    sent = 0;
    await letOthersRun();
  }
}
