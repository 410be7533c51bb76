import type { EntityManager, QueryRunner } from 'typeorm';
import type { Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { today } from '../platform/today.js';
import type { LayerFilter, LayerStretch } from './layer-filter.js';
import type { LayerRevisions } from './layer-revisions.js';
import type { LayerPage, LayerRow } from './layer-row.js';
import { type LayerView, viewKey, viewLayer } from './layer-view.js';
import type { CareQuestion, Layer } from './layer.js';
import { countStatement, rowsStatement } from './row-sql.js';
import { ROW_TABLES } from './row-tables.js';

export const MOST_ROWS = 10_000;
/** Each holds a connection of the database until it is read to its end. */
const MOST_STREAMS = 4;

export interface RowsGround {
  readonly revisions: LayerRevisions;
  /** Only a server shows one state of the data to a long reader while others go on. */
  readonly kind: 'embedded' | 'server';
}

/** A place to run statements at. */
type Asked = Pick<EntityManager, 'query'> | Pick<QueryRunner, 'query'>;

/** Features of layers as rows, in the order of their keys; what a viewer may not see is never selected. */
export abstract class LayerRows {
  private streams = 0;

  constructor(
    protected readonly manager: EntityManager,
    protected readonly rows: RowsGround,
  ) {}

  /**
   * Text that changes whenever the features of a filter may. Never older than the question.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN
   */
  async stateOf(layer: Layer, { asOf }: CareQuestion, viewer: Viewer): Promise<string> {
    const view = viewLayer(layer, viewer);
    const day = layer.asks.includes('asOf') ? (asOf ?? today()) : '';
    return `${viewKey(view)}/${await this.rows.revisions.of(layer)}/${day}`;
  }

  /** @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT */
  async count(
    layer: Layer,
    filter: LayerFilter,
    viewer: Viewer,
    manager: Asked = this.manager,
  ): Promise<number> {
    const { sql, values } = countStatement(viewLayer(layer, viewer), filter);
    const [{ count }] = (await manager.query(sql, [...values])) as { count: number }[];
    return count;
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
    return this.read(manager, viewLayer(layer, viewer), filter, after, limit, signal);
  }

  /**
   * All features from a place on, some at a time, of one state of the data. A server reads them in one transaction;
   * elsewhere reading fails when the data change meanwhile.
   * @throws PlanningError as `page`; CONFLICT (reason DATA_CHANGED), UNAVAILABLE when too many read at once
   */
  async *stream(
    layer: Layer,
    filter: LayerFilter,
    viewer: Viewer,
    signal?: AbortSignal,
    { after = null, limit = Infinity }: LayerStretch = {},
  ): AsyncGenerator<readonly LayerRow[], void, void> {
    const view = viewLayer(layer, viewer);
    const { atOnce } = ROW_TABLES[layer.name];
    const read = (asked: Asked, from: string | null, most: number) =>
      this.read(asked, view, filter, from, most, signal);
    if (limit <= atOnce) {
      yield (await read(this.manager, after, limit)).rows;
      return;
    }
    const held = await this.hold(layer);
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

  /** One state of the data for as long as it is held. */
  private async hold(layer: Layer): Promise<{
    readonly asked: Asked;
    check(): Promise<void>;
    release(): Promise<void>;
  }> {
    if (this.rows.kind === 'embedded') return this.watch(layer);
    if (this.streams >= MOST_STREAMS)
      throw new PlanningError('UNAVAILABLE', 'Too many are reading whole layers; ask again in a moment.', {
        retryAfterSeconds: 2,
      });
    this.streams++;
    const runner = this.manager.connection.createQueryRunner();
    const release = async () => {
      this.streams--;
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
