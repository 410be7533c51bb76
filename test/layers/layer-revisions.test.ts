import { describe, expect, it } from 'vitest';
import type { DataVersion } from '../../src/accessibility/index.js';
import { layerNamed } from '../../src/layers/index.js';
import { LayerRevisions } from '../../src/layers/layer-revisions.js';

/** A database whose revision rises by itself, read when it is told to. */
function slowVersions() {
  const state = { revision: 1, reads: 0 };
  const pending: (() => void)[] = [];
  const read = () => {
    state.reads++;
    const version: DataVersion = {
      snapshotId: null,
      networkSynthetic: false,
      revisions: { divisions: String(state.revision), facilities: '7' },
    };
    return new Promise<DataVersion>((resolve) => pending.push(() => resolve(version)));
  };
  const finish = async () => {
    pending.splice(0).forEach((end) => end());
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { state, read, finish };
}

describe('the revision of a layer', () => {
  it('is of the datasets the layer is read from', async () => {
    const versions = slowVersions();
    const revision = new LayerRevisions(versions).of(layerNamed('facilities'));
    await versions.finish();
    expect(await revision).toBe('7');
  });

  it('is never older than the question, and one reading answers all who wait', async () => {
    const versions = slowVersions();
    const revisions = new LayerRevisions(versions);
    const divisions = layerNamed('divisions');
    const first = revisions.of(divisions);
    versions.state.revision = 2;
    const later = Array.from({ length: 50 }, () => revisions.of(divisions));
    await versions.finish();
    await versions.finish();
    expect(await first).toBe('1');
    expect(new Set(await Promise.all(later))).toEqual(new Set(['2']));
    expect(versions.state.reads).toBe(2);
  });
});
