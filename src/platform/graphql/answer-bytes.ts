/** Size of the pieces small texts are gathered into. */
const PIECE_BYTES = 1 << 17;
/** Bytes from this size on stay where they are and become a piece of their own. */
const LARGE_BYTES = 1 << 12;
/** UTF-8 takes at most this many bytes for one of JavaScript's characters. */
const BYTES_PER_CHARACTER = 3;

/** Text and bytes one after the other, gathered into pieces that are worth sending. */
export class AnswerBytes {
  private done: Uint8Array[] = [];
  private doneBytes = 0;
  private page = Buffer.allocUnsafe(1 << 12);
  /** The piece under way is page[start … used). */
  private start = 0;
  private used = 0;

  /** Bytes so far. */
  get length(): number {
    return this.doneBytes + this.used - this.start;
  }

  text(text: string): void {
    const most = BYTES_PER_CHARACTER * text.length;
    if (most >= LARGE_BYTES) return this.bytes(Buffer.from(text));
    this.makeRoom(most);
    this.used += this.page.write(text, this.used);
  }

  bytes(bytes: Uint8Array): void {
    if (bytes.length >= LARGE_BYTES) {
      this.endPiece();
      this.done.push(bytes);
      this.doneBytes += bytes.length;
      return;
    }
    this.makeRoom(bytes.length);
    this.page.set(bytes, this.used);
    this.used += bytes.length;
  }

  /** Everything since the last taking, in order. */
  takePieces(): Uint8Array[] {
    this.endPiece();
    const { done } = this;
    this.done = [];
    return done;
  }

  private makeRoom(more: number): void {
    if (this.used + more <= this.page.length) return;
    this.endPiece();
    this.page = Buffer.allocUnsafe(PIECE_BYTES);
    this.start = this.used = 0;
  }

  private endPiece(): void {
    if (this.used === this.start) return;
    this.done.push(this.page.subarray(this.start, this.used));
    this.doneBytes += this.used - this.start;
    this.start = this.used;
  }
}
