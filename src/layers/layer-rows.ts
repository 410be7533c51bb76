import type { EntityManager, QueryRunner } from 'typeorm';
import { BoundedCache } from '../accessibility/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { BoundedQueue } from '../platform/compute/bounded-queue.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { today } from '../platform/today.js';
import { ComputedRows, type LayerSources } from './computed-rows.js';
import type { LayerFilter, LayerStretch } from './layer-filter.js';
import type { LayerRevisions } from './layer-revisions.js';
import type { LayerPage, LayerRow } from './layer-row.js';
import type { LayerSummary, RowsSummary } from './layer-summary.js';
import { type LayerView, viewKey, viewLayer } from './layer-view.js';
import type { CareQuestion, Layer } from './layer.js';
import { countStatement, rowsStatement, summaryStatement } from './row-sql.js';
import { rowTableOf } from './row-tables.js';

export const MOST_ROWS = 10_000;
const AT_ONCE = 1000;
const COUNTS_KEPT = 200;
/** Each holds a connection of the database until it is read to its end. */
const MOST_STREAMS = 6;
const MOST_WAITING = 100;

export interface RowsGround {
  readonly revisions: LayerRevisions;
  /** Only a server shows one state of the data to a long reader while others go on. */
  readonly kind: 'embedded' | 'server';
  readonly sources: LayerSources;
}

/** A place to run statements at. */
type Asked = Pick<EntityManager, 'query'> | Pick<QueryRunner, 'query'>;

/** Features of layers as rows, in the order of their keys; what a viewer may not see is never selected. */
export abstract class LayerRows {
  protected readonly computed: ComputedRows;
  private readonly counts = new BoundedCache<number>(COUNTS_KEPT);
  private readonly streams = new BoundedQueue(MOST_STREAMS, MOST_WAITING);

  constructor(
    protected readonly manager: EntityManager,
    protected readonly rows: RowsGround,
  ) {
    this.computed = new ComputedRows(rows.sources);
  }

  /**
   * Text that changes whenever the features of a filter may. Never older than the question.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, and what a computed layer cannot be asked
   */
  async stateOf(layer: Layer, question: CareQuestion, viewer: Viewer): Promise<string> {
    const view = viewLayer(layer, viewer);
    if (layer.computedFrom !== null)
      return `${viewKey(view)}/${await this.computed.keyOf(view, question, viewer)}`;
    const day = layer.asks.includes('asOf') ? (question.asOf ?? today()) : '';
    return `${viewKey(view)}/${await this.rows.revisions.of(layer)}/${day}`;
  }

  /**
   * Counted once as long as the data stand.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT
   */
  async count(layer: Layer, filter: LayerFilter, viewer: Viewer): Promise<number> {
    const view = viewLayer(layer, viewer);
    if (layer.computedFrom !== null) return (await this.computed.some(view, filter, viewer)).length;
    const key = `${await this.stateOf(layer, filter, viewer)} ${JSON.stringify(filter)}`;
    return this.counts.get(key, async () => {
      const { sql, values } = countStatement(view, filter);
      const [{ count }] = await this.manager.query<{ count: number }[]>(sql, [...values]);
      return count;
    });
  }

  /** What is to be said of a whole view. */
  abstract summaryOf(view: LayerView): Promise<LayerSummary>;

  /**
   * What is to be said of the features of a filter, which is less than of the whole layer: rows of one source may be
   * generated and those of another real.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT
   */
  async summaryOfRows(layer: Layer, filter: LayerFilter, viewer: Viewer): Promise<RowsSummary> {
    const view = viewLayer(layer, viewer);
    if (layer.computedFrom !== null) {
      const rows = await this.computed.some(view, filter, viewer);
      const synthetic = rows.some(({ properties }) => properties.synthetic === true);
      return { ...(await this.summaryOf(view)), count: rows.length, synthetic };
    }
    const { sql, values } = summaryStatement(view, filter);
    const [summary] = await this.manager.query<RowsSummary[]>(sql, [...values]);
    return summary;
  }

  /**
   * One page, by keyset.
   * @param stretch `limit`: 1 … 10,000
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT; the signal's reason on abort
   */
  async page(
    layer: Layer,
    filter: LayerFilter,
    { after = null, limit }: LayerStretch & { readonly limit: number },
    viewer: Viewer,
    signal?: AbortSignal,
    manager: Asked = this.manager,
  ): Promise<LayerPage> {
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= MOST_ROWS))
      throw badInput(`limit: expected 1 to ${MOST_ROWS}, got ${limit}.`, { field: 'limit', most: MOST_ROWS });
    const view = viewLayer(layer, viewer);
    if (layer.computedFrom !== null) return this.readInMemory(view, filter, after, limit, viewer, signal);
    return this.read(manager, view, filter, after, limit, signal);
  }

  /**
   * All features from a place on, some at a time, of one state of the data. A server reads them in one transaction;
   * elsewhere, and for no more than a page, reading fails when the data change meanwhile.
   * @throws PlanningError as `page`; CONFLICT (reason DATA_CHANGED), UNAVAILABLE when too many wait to read
   */
  async *stream(
    layer: Layer,
    filter: LayerFilter,
    viewer: Viewer,
    signal?: AbortSignal,
    { after = null, limit = Infinity }: LayerStretch = {},
  ): AsyncGenerator<readonly LayerRow[], void, void> {
    const view = viewLayer(layer, viewer);
    if (layer.computedFrom !== null) {
      const { rows } = await this.readInMemory(view, filter, after, limit, viewer, signal);
      for (let at = 0; at < rows.length; at += AT_ONCE) yield rows.slice(at, at + AT_ONCE);
      return;
    }
    const { atOnce } = rowTableOf(layer);
    const read = (asked: Asked, from: string | null, most: number) =>
      this.read(asked, view, filter, from, most, signal);
    // One more tells whether more follow.
    if (limit <= atOnce + 1) {
      yield (await read(this.manager, after, limit)).rows;
      return;
    }
    // A page is read in no time and holds no connection while its client takes it.
    const held = await (limit <= MOST_ROWS + 1 ? this.watch(layer) : this.hold(layer, signal));
    try {
      let [from, left] = [after, limit];
      do {
        const { rows, next } = await read(held.asked, from, Math.min(atOnce, left));
        await held.check();
        yield rows;
        from = next;
        left -= rows.length;
      } while (from !== null && left > 0);
    } finally {
      await held.release();
    }
  }

  private async read(
    asked: Asked,
    view: LayerView,
    filter: LayerFilter,
    after: string | null,
    limit: number,
    signal: AbortSignal | undefined,
  ): Promise<LayerPage> {
    signal?.throwIfAborted();
    const { sql, values } = rowsStatement(view, filter, after, limit + 1);
    const found = (await asked.query(sql, [...values])) as LayerRow[];
    signal?.throwIfAborted();
    const rows = found.slice(0, limit);
    return { rows, next: found.length > limit ? rows[limit - 1].id : null };
  }

  private async readInMemory(
    view: LayerView,
    filter: LayerFilter,
    after: string | null,
    limit: number,
    viewer: Viewer,
    signal: AbortSignal | undefined,
  ): Promise<LayerPage> {
    const all = await this.computed.some(view, filter, viewer, signal);
    const begin = after === null ? 0 : all.findIndex(({ id }) => id > after);
    const rows = begin < 0 ? [] : all.slice(begin, begin + limit);
    return { rows, next: begin >= 0 && begin + limit < all.length ? rows[rows.length - 1].id : null };
  }

  /** One state of the data for as long as it is held. */
  private async hold(
    layer: Layer,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<{
    readonly asked: Asked;
    check(): Promise<void>;
    release(): Promise<void>;
  }> {
    if (this.rows.kind === 'embedded') return this.watch(layer);
    const leave = await this.turn(signal);
    const runner = this.manager.connection.createQueryRunner();
    const release = async () => {
      leave();
      try {
        if (runner.isTransactionActive) await runner.rollbackTransaction();
      } finally {
        await runner.release();
      }
    };
    try {
      await runner.startTransaction('REPEATABLE READ');
      await runner.query('SET TRANSACTION READ ONLY');
    } catch (error) {
      await release();
      throw error;
    }
    return { asked: runner, check: async () => {}, release };
  }

  /** Waits for a place among those who hold a connection. @returns what gives it back */
  private turn(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const hold = () => new Promise<void>((leave) => resolve(leave));
      this.streams.run(hold, signal).catch(reject);
    });
  }

  private async watch(layer: Layer) {
    const before = await this.rows.revisions.of(layer);
    const check = async () => {
      if ((await this.rows.revisions.of(layer)) === before) return;
      throw new PlanningError('CONFLICT', `${layer.name} changed while it was read; begin again.`, {
        reason: 'DATA_CHANGED',
        layer: layer.name,
      });
    };
    return { asked: this.manager, check, release: async () => {} };
  }
}
