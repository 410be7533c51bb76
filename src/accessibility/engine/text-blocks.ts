/** A piece of shared memory that texts lie in. */
export interface TextBlock {
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  /** How much of it has been written. */
  used: number;
  /** Who still reads or writes it; with the last one all of it is free again. */
  users: number;
}

const BLOCK_BYTES = 1 << 20;
const MOST_BLOCKS = 64;

/**
 * Memory that worker threads write texts to and the main thread sends them from, used again and again: megabytes that
 * come and go with every answer would have the main thread collect garbage all the time. Blocks are made as they are
 * needed, up to 64 MB, and stay.
 */
export class TextBlocks {
  /** Blocks nobody writes to that are at least half free. */
  private readonly roomy: TextBlock[] = [];
  private made = 0;

  constructor(private readonly mostBlocks = MOST_BLOCKS) {}

  /** A block to write to behind what is used of it, with its writer as a user; null while there is none. */
  take(): TextBlock | null {
    const block = this.roomy.pop() ?? this.make();
    if (block) block.users++;
    return block;
  }

  /** Says that a block that was taken is written to no more, and by how many bytes it has grown. */
  written(block: TextBlock, bytes: number): void {
    block.used += bytes;
    if (block.users > 1 && 2 * block.used <= BLOCK_BYTES) this.roomy.push(block);
    this.letGo(block);
  }

  /** One user more. */
  hold(block: TextBlock): void {
    block.users++;
  }

  letGo(block: TextBlock): void {
    if (--block.users > 0) return;
    block.used = 0;
    if (!this.roomy.includes(block)) this.roomy.push(block);
  }

  private make(): TextBlock | null {
    if (this.made === this.mostBlocks) return null;
    this.made++;
    return { bytes: new Uint8Array(new SharedArrayBuffer(BLOCK_BYTES)), used: 0, users: 0 };
  }
}
