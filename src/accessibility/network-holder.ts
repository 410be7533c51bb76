import { PlanningError } from '../platform/errors/planning-error.js';
import type { DataVersion } from './data-version.repository.js';
import { type WalkPool, WalkWorkError } from './engine/walk-pool.js';
import type { SharedNetwork } from './engine/walk-worker.js';
import { HeldNetwork } from './held-network.js';

/** Where snapshots are kept. */
export interface SnapshotStore {
  /** Bytes of the encoded network; NOT_FOUND when it has been pruned. */
  readSize(id: string): Promise<number>;
  /** Some of these bytes, from `offset` on. */
  readPart(id: string, offset: number, length: number): Promise<Uint8Array>;
}

// The driver turns an answer into bytes at one go; a part of this size takes it a millisecond or two.
const BYTES_PER_READ = 1 << 19;
/** Leaves a new network's first requests, and warming up, their time. */
const MILLIS_BETWEEN_LOOKS = 3_000;
let lastKey = 0;

/**
 * Keeps the snapshot in use. The first request that names a newer one has it loaded; requests already under way
 * finish on theirs, so nothing stops meanwhile.
 */
export class NetworkHolder {
  private held: HeldNetwork | null = null;
  private loading: { readonly id: string; readonly network: Promise<HeldNetwork> } | null = null;
  /** Whether idle time goes into making the first polygons on a network fast. */
  warm = false;

  constructor(
    private readonly store: SnapshotStore,
    private readonly pool: WalkPool,
  ) {}

  /**
   * The network of a data version's snapshot.
   * @throws PlanningError FAILED_PRECONDITION when none is published yet, UNAVAILABLE when it cannot be read.
   */
  async at({ snapshotId, networkSynthetic }: DataVersion): Promise<HeldNetwork> {
    if (snapshotId === null) throw noNetwork();
    if (this.held?.snapshotId === snapshotId) return this.held;
    if (this.loading?.id !== snapshotId) {
      const loading = { id: snapshotId, network: this.load(snapshotId, networkSynthetic) };
      this.loading = loading;
      const done = () => {
        if (this.loading === loading) this.loading = null;
      };
      loading.network.then(done, done);
    }
    return this.loading!.network;
  }

  private async load(id: string, synthetic: boolean): Promise<HeldNetwork> {
    const shared: SharedNetwork = {
      key: ++lastKey,
      content: await this.read(id),
      warm: this.warm,
      hierarchy: null,
    };
    try {
      // As many openings as threads: each thread that rests takes one.
      await this.pool.run(shared, 'open', new Array<null>(this.warm ? this.pool.size : 1).fill(null));
    } catch (error) {
      throw error instanceof WalkWorkError && error.name === 'InvalidSnapshot'
        ? unreadable(id, error)
        : error;
    }
    const network = new HeldNetwork(id, synthetic, shared, this.pool);
    // A slow load of an older snapshot must not push out a newer one.
    if (!this.held || BigInt(id) > BigInt(this.held.snapshotId)) this.held = network;
    if (this.warm) {
      network.readyToPlace();
      this.prepareWhenIdle(network);
    }
    return network;
  }

  /** Has the hierarchy built in a quiet moment; whoever needs it sooner has it built then. */
  private prepareWhenIdle(network: HeldNetwork): void {
    setTimeout(() => {
      if (this.held !== network) return;
      if (!this.pool.isIdle) this.prepareWhenIdle(network);
      else network.prepareMatrices().catch(() => {});
    }, MILLIS_BETWEEN_LOOKS).unref();
  }

  private async read(id: string): Promise<SharedArrayBuffer> {
    const content = new SharedArrayBuffer(await this.store.readSize(id));
    const bytes = new Uint8Array(content);
    for (let offset = 0; offset < bytes.length; offset += BYTES_PER_READ)
      bytes.set(await this.store.readPart(id, offset, BYTES_PER_READ), offset);
    return content;
  }
}

function unreadable(snapshotId: string, { message }: Error): PlanningError {
  return new PlanningError(
    'UNAVAILABLE',
    `The stored walking network ${snapshotId} cannot be read: ${message} Import the network again.`,
    { snapshotId },
  );
}

function noNetwork(): PlanningError {
  return new PlanningError(
    'FAILED_PRECONDITION',
    'There is no walking network yet. Import one first: carecircle import network FILE.osm.pbf',
    { reason: 'NO_NETWORK' },
  );
}
