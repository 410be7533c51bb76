import { describe, expect, it } from 'vitest';
import { KeptTexts } from '../../src/accessibility/engine/kept-texts.js';
import { TextBlocks } from '../../src/accessibility/engine/text-blocks.js';

const text = (length: number) => ({ bytes: new Uint8Array(length), block: null });

describe('texts kept for who asks again', () => {
  it('are found by their key', () => {
    const kept = new KeptTexts(100);
    const polygon = text(10);
    kept.put('a', polygon);
    expect(kept.get('a')).toBe(polygon);
    expect(kept.get('b')).toBeUndefined();
  });

  it('let go of those used longest ago once there are too many', () => {
    const kept = new KeptTexts(100);
    for (const key of ['a', 'b', 'c']) kept.put(key, text(30));
    kept.get('a');
    kept.put('d', text(40));
    expect(['a', 'b', 'c', 'd'].filter((key) => kept.get(key))).toEqual(['a', 'c', 'd']);
    kept.put('d', text(10));
    kept.put('e', text(30));
    expect(kept.get('a')).toBeDefined();
    kept.put('f', text(101));
    expect(['a', 'c', 'd', 'e', 'f'].some((key) => kept.get(key))).toBe(false);
  });

  it('give way in shared memory to new ones, but not while an answer is sent from it', () => {
    const kept = new KeptTexts(1e9, new TextBlocks(2));
    const write = (key: string) => {
      const block = kept.takeBlock();
      if (block === null) return null;
      const bytes = block.bytes.subarray(block.used, block.used + 600_000);
      kept.put(key, { bytes, block });
      kept.blocks.written(block, bytes.length);
      return block;
    };
    const [first, second] = [write('a')!, write('b')!];
    expect(second === first).toBe(false);
    kept.blocks.hold(first);
    // The first is being sent: only the second can be written over.
    expect(write('c') === second).toBe(true);
    expect(['a', 'b', 'c'].map((key) => kept.get(key) !== undefined)).toEqual([false, false, true]);
    kept.blocks.hold(second);
    expect(write('d')).toBeNull();
    kept.blocks.letGo(first);
    expect(write('e') === first).toBe(true);
    expect(first.used).toBe(600_000);
  });
});

describe('shared blocks', () => {
  it('take texts behind one another while half of them is free, and are empty again with their last user', () => {
    const blocks = new TextBlocks(1);
    const block = blocks.take()!;
    expect(blocks.take()).toBeNull();
    blocks.hold(block);
    blocks.written(block, 300_000);
    expect(blocks.take() === block).toBe(true);
    expect(block.used).toBe(300_000);
    blocks.hold(block);
    blocks.written(block, 300_000);
    expect(blocks.take()).toBeNull();
    blocks.letGo(block);
    expect(blocks.take()).toBeNull();
    blocks.letGo(block);
    expect(blocks.take() === block).toBe(true);
    expect(block.used).toBe(0);
    // Its writer wrote nothing, as its work was dropped.
    blocks.written(block, 0);
    expect(blocks.take() === block).toBe(true);
  });
});
