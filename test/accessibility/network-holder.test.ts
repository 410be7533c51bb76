import { afterAll, describe, expect, it } from 'vitest';
import { WalkPool } from '../../src/accessibility/engine/walk-pool.js';
import { NetworkHolder } from '../../src/accessibility/network-holder.js';
import { encodeWalkNetwork } from '../../src/kernel/network/index.js';
import { gridNetwork, gridPlace } from '../support/grid-town.js';

const version = (snapshotId: string | null) => ({ snapshotId, networkSynthetic: true, revisions: {} });
const content = encodeWalkNetwork(gridNetwork());
const pool = new WalkPool(1);
afterAll(() => pool.close());

/** A store whose snapshots all have these bytes. */
const store = (bytes: () => Uint8Array) => ({
  readSize: async () => bytes().length,
  readPart: async (_id: string, offset: number, length: number) => bytes().subarray(offset, offset + length),
});

/** A store that counts its reads and answers when told to. */
function slowStore() {
  const waiting = new Map<string, () => void>();
  const reads: string[] = [];
  return {
    reads,
    answer: (id: string) => waiting.get(id)!(),
    readSize: (id: string) =>
      new Promise<number>((resolve) => {
        reads.push(id);
        waiting.set(id, () => resolve(content.length));
      }),
    readPart: store(() => content).readPart,
  };
}

describe('NetworkHolder', () => {
  it('reads a snapshot once for all who ask at the same time and afterwards', async () => {
    const slow = slowStore();
    const holder = new NetworkHolder(slow, pool);
    const asked = [holder.at(version('1')), holder.at(version('1'))];
    slow.answer('1');
    const [one, two] = await Promise.all(asked);
    expect(one).toBe(two);
    expect(await holder.at(version('1'))).toBe(one);
    expect(slow.reads).toEqual(['1']);
    expect([one.snapshotId, one.synthetic]).toEqual(['1', true]);
  });

  it('keeps the newer snapshot when an older one arrives late', async () => {
    const slow = slowStore();
    const holder = new NetworkHolder(slow, pool);
    const older = holder.at(version('9'));
    const newer = holder.at(version('10'));
    slow.answer('10');
    const held = await newer;
    slow.answer('9');
    expect((await older).snapshotId).toBe('9');
    expect(await holder.at(version('10'))).toBe(held);
    expect(slow.reads).toEqual(['9', '10']);
  });

  it('says what to do when there is no network', async () => {
    const refusal = new NetworkHolder(slowStore(), pool).at(version(null));
    await expect(refusal).rejects.toMatchObject({
      code: 'FAILED_PRECONDITION',
      details: { reason: 'NO_NETWORK' },
    });
  });

  it('says so when the stored bytes cannot be read, and tries again next time', async () => {
    const damaged = content.slice();
    damaged[damaged.length - 1] ^= 1;
    let bytes = damaged;
    const holder = new NetworkHolder(
      store(() => bytes),
      pool,
    );
    await expect(holder.at(version('1'))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/Import the network again/),
    });
    bytes = content.slice();
    expect((await holder.at(version('1'))).network.nodeCount).toBeGreaterThan(0);
  });

  it('places a set of points once per key', async () => {
    const holder = new NetworkHolder(
      store(() => content),
      pool,
    );
    const held = await holder.at(version('1'));
    const [lon, lat] = gridPlace(2, 2);
    const points = { lon: [lon, NaN, 0], lat: [lat, lat, 0] };
    const snaps = await held.snapAll('demand 1', points);
    expect([0, 1, 2].map((at) => snaps.has(at))).toEqual([true, false, false]);
    expect(snaps.missing).toBe(2);
    expect(await held.snapAll('demand 1', points)).toBe(snaps);
    expect(await held.snapAll('demand 2', points)).not.toBe(snaps);
  });
});
