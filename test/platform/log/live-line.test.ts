import { expect, it } from 'vitest';
import { LiveLine } from '../../../src/platform/log/live-line.js';

/** A stream that remembers what was written. */
function terminal(isTTY: boolean, columns = 12) {
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  return { written, stream: stream as unknown as NodeJS.WriteStream };
}

it('writes a line over the one before, as far as it fits, and takes it away', () => {
  const { stream, written } = terminal(true);
  const line = new LiveLine(stream, 0);
  line.show(() => 'gap 14 %');
  line.show(() => '方案 incumbent 3');
  line.clear();
  line.clear();
  expect(written).toEqual(['\r\x1b[2Kgap 14 %', '\r\x1b[2K方案 incumb', '\r\x1b[2K']);
});

it('skips what comes too fast to be read', () => {
  const { stream, written } = terminal(true);
  const line = new LiveLine(stream, 60_000);
  line.show(() => 'first');
  line.show(() => 'second');
  expect(written).toEqual(['\r\x1b[2Kfirst']);
});

it('is silent where nobody sees it', () => {
  const { stream, written } = terminal(false);
  const line = new LiveLine(stream);
  line.show(() => 'gap 14 %');
  line.clear();
  expect(written).toEqual([]);
});
