import { Readable } from 'node:stream';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { WrittenAnswer } from '../platform/graphql/write-answer.js';

const BYTES_PER_TURN = 1 << 20;

/**
 * Answers that are written and not sent yet. Apollo hands an answer on as one text, which a large one should never
 * become; so Apollo gets a name for it, and whoever sends it asks here for the bytes behind the name.
 */
export class UnsentAnswers {
  private readonly answers = new Map<string, WrittenAnswer>();
  private last = 0;

  /** @returns the name. */
  hold(answer: WrittenAnswer): string {
    const name = `answer ${++this.last}`;
    this.answers.set(name, answer);
    return name;
  }

  /** The bytes behind a name: at once where they are one piece, else as a stream. Any other text is itself. */
  take(name: string): string | Uint8Array | Readable {
    const answer = this.answers.get(name);
    if (!answer) return name;
    this.answers.delete(name);
    const { pieces, rest } = answer;
    return rest === null && pieces.length === 1 ? pieces[0] : new AnswerStream(answer);
  }
}

/** Sends pieces as fast as they are taken, in turns; breaks off with an error where the rest of them cannot be made. */
class AnswerStream extends Readable {
  private pieces: WrittenAnswer['pieces'];
  private next = 0;
  private readonly rest: WrittenAnswer['rest'];
  private isMoving = false;
  /** Bytes handed on in this turn, however often it was asked for more. */
  private sent = 0;

  constructor({ pieces, rest }: WrittenAnswer) {
    super();
    this.pieces = pieces;
    this.rest = rest;
  }

  override _read(): void {
    if (this.isMoving) return;
    this.isMoving = true;
    this.move().catch((error: Error) => this.destroy(error));
  }

  /** Hands on until nobody takes any more for now. */
  private async move(): Promise<void> {
    while (!this.destroyed) {
      if (this.next === this.pieces.length) {
        const more = await this.rest?.next();
        if (this.destroyed) return;
        if (!more || more.done) return void this.push(null);
        this.pieces = more.value;
        this.next = 0;
        continue;
      }
      if (this.sent >= BYTES_PER_TURN) {
        this.sent = 0;
        await letOthersRun();
        if (this.destroyed) return;
      }
      const piece = this.pieces[this.next++];
      this.sent += piece.length;
      if (!this.push(piece)) {
        // At once, as the next reading may come before any promise.
        this.isMoving = false;
        return;
      }
    }
  }
}
