import { TextBlocks, type TextBlock } from './text-blocks.js';

/** A text, and the shared block it lies in, if any. */
export interface Text {
  readonly bytes: Uint8Array;
  readonly block: TextBlock | null;
}

/** How many texts may go to make room for new ones at once. */
const MOST_DROPPED = 500;

/** Texts by key, those used last, up to so many bytes in all; those in shared blocks keep them from being used again. */
export class KeptTexts {
  private readonly kept = new Map<string, Text>();
  private length = 0;

  constructor(
    private readonly mostBytes: number,
    readonly blocks = new TextBlocks(),
  ) {}

  get(key: string): Text | undefined {
    const text = this.kept.get(key);
    if (text === undefined) return undefined;
    // A map lists keys in order of insertion: moving this one to the end marks it as used last.
    this.kept.delete(key);
    this.kept.set(key, text);
    return text;
  }

  put(key: string, text: Text): void {
    this.drop(key);
    this.kept.set(key, text);
    this.length += text.bytes.length;
    if (text.block) this.blocks.hold(text.block);
    for (const oldest of this.kept.keys()) {
      if (this.length <= this.mostBytes) break;
      this.drop(oldest);
    }
  }

  /** A block to write to; for want of one, texts used longest ago go. Null while answers under way have all. */
  takeBlock(): TextBlock | null {
    let block = this.blocks.take();
    let dropped = 0;
    for (const oldest of this.kept.keys()) {
      if (block !== null || ++dropped > MOST_DROPPED) break;
      this.drop(oldest);
      block = this.blocks.take();
    }
    return block;
  }

  private drop(key: string): void {
    const text = this.kept.get(key);
    if (text === undefined) return;
    this.kept.delete(key);
    this.length -= text.bytes.length;
    if (text.block) this.blocks.letGo(text.block);
  }
}
