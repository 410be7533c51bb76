import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { DOWNLOAD_FORMATS, FORMATS } from '../../src/downloads/formats/download-format.js';
import { madeRows, madeTable } from './made-table.js';

const FEATURES = 100_000;
const MEGABYTE = 2 ** 20;
/** All of them at once are more than 60 MB in any form. */
const MOST_GROWTH = 24 * MEGABYTE;

let collect: () => void;
beforeAll(() => {
  setFlagsFromString('--expose-gc');
  collect = runInNewContext('gc') as () => void;
});

/** Memory that is really held. */
function held(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe('writing 100,000 features for somebody slow', () => {
  it.each(DOWNLOAD_FORMATS)(
    'as %s takes no more memory than some',
    async (format) => {
      const table = madeTable(madeRows(FEATURES));
      const before = held();
      let [pieces, bytes, most] = [0, 0, 0];
      for await (const piece of FORMATS[format].pieces(table, 'zh')) {
        bytes += piece.length;
        // A pause now and then, in which a writer that runs ahead would pile up.
        if (pieces++ % 20 !== 0) continue;
        await new Promise((resolve) => setTimeout(resolve, 2));
        most = Math.max(most, held() - before);
      }
      expect(bytes).toBeGreaterThan(2 * MEGABYTE);
      expect(pieces).toBeGreaterThan(20);
      expect(most).toBeLessThan(MOST_GROWTH);
    },
    60_000,
  );
});
