import type { EntityManager } from 'typeorm';
import type { Viewer } from '../platform/access/viewer.js';
import { queryPrepared } from '../platform/database/prepared.js';
import { layerNamed } from './catalogue.js';
import { computedTile } from './computed-tile.js';
import { LayerRows } from './layer-rows.js';
import { tableOf } from './layer-tables.js';
import { joinSummaries, type LayerSummary } from './layer-summary.js';
import { type LayerView, viewKey } from './layer-view.js';
import type { CareQuestion } from './layer.js';
import type { PagedTile, TilePage, WrittenTile } from './tile-page.js';
import { type TileAddress, tileFrame } from './tile-frame.js';
import { encodedTile, MOST_FEATURES, pagedTile, scope } from './tile-sql.js';

/** Features of layers as a view of them holds them: rows and fields it does not are never selected. */
export class LayersRepository extends LayerRows {
  private canEncode: Promise<boolean> | null = null;
  private readonly summaries = new Map<
    string,
    { readonly revision: string; readonly summary: Promise<LayerSummary> }
  >();

  /** Whether the database writes vector tiles itself; the embedded one is built without. Asked once. */
  writesTiles(manager: EntityManager = this.manager): Promise<boolean> {
    this.canEncode ??= manager
      .query<{ able: boolean }[]>(`SELECT COALESCE(postgis_libprotobuf_version(), '') <> '' AS able`)
      .then(([{ able }]) => able);
    this.canEncode.catch(() => (this.canEncode = null));
    return this.canEncode;
  }

  /** A whole tile. Only where `writesTiles`. */
  async readTile(
    view: LayerView,
    address: TileAddress,
    manager: EntityManager = this.manager,
  ): Promise<WrittenTile> {
    const { sql, values } = encodedTile(view, address.zoom, tileFrame(address));
    const [{ bytes, found }] = await queryPrepared<{ bytes: Uint8Array; found: number }>(
      manager,
      sql,
      values,
    );
    return { bytes, leftOut: leftOut(found) };
  }

  /** A whole tile, not yet written as one. */
  async readPages(
    view: LayerView,
    address: TileAddress,
    manager: EntityManager = this.manager,
  ): Promise<PagedTile> {
    const { sql, values } = pagedTile(view, address.zoom, tileFrame(address));
    const pages = await queryPrepared<TilePage & { found: number }>(manager, sql, values);
    return { pages, leftOut: leftOut(pages[0]?.found ?? 0) };
  }

  /**
   * The features of a computed layer in a tile.
   * @throws PlanningError for what cannot be asked
   */
  async readComputed(
    view: LayerView,
    address: TileAddress,
    question: CareQuestion,
    viewer: Viewer,
    signal?: AbortSignal,
  ): Promise<PagedTile> {
    return computedTile(view, address, await this.computed.all(view, question, viewer, signal));
  }

  /** What is to be said of a view's features; read once as long as its data stand. */
  async summaryOf(view: LayerView): Promise<LayerSummary> {
    const revision = await this.rows.revisions.of(view.layer);
    const key = viewKey(view);
    const known = this.summaries.get(key);
    if (known?.revision === revision) return known.summary;
    const summary = this.readSummary(view);
    this.summaries.set(key, { revision, summary });
    summary.catch(() => this.summaries.delete(key));
    return summary;
  }

  /** Of the whole layer, or of those it is computed from. */
  private async readSummary(view: LayerView): Promise<LayerSummary> {
    const { computedFrom } = view.layer;
    if (computedFrom === null) return this.readStored(view);
    const from = computedFrom.map(layerNamed);
    return joinSummaries(
      await Promise.all(from.map((layer) => this.summaryOf({ layer, isStaff: layer.staff !== null }))),
    );
  }

  private async readStored(view: LayerView): Promise<LayerSummary> {
    const { from, places, sourceKey } = tableOf(view.layer);
    // Outlines reach further than the points that stand for them.
    const place = places.length > 1 ? `ST_Collect(ARRAY[${places.join(', ')}])` : places[0];
    const where = [`${place} IS NOT NULL`, ...scope(view, null)].join(' AND ');
    const [row] = await this.manager.query(
      `SELECT ST_XMin(extent) AS west, ST_YMin(extent) AS south, ST_XMax(extent) AS east, ST_YMax(extent) AS north,
         COALESCE(synthetic, false) AS synthetic, attributions, editions
       FROM (SELECT ST_Extent(${place}) AS extent, bool_or(s.synthetic) AS synthetic,
           COALESCE(json_agg(DISTINCT s.attribution) FILTER (WHERE s.attribution <> ''), '[]') AS attributions,
           COALESCE(json_agg(DISTINCT s.key || COALESCE(' (' || s.vintage || ')', '')), '[]') AS editions
         FROM ${from} JOIN data_source s ON s.key = ${sourceKey} WHERE ${where}) summary`,
    );
    const { west, south, east, north, synthetic, attributions, editions } = row;
    return { bounds: west === null ? null : [west, south, east, north], synthetic, attributions, editions };
  }
}

function leftOut(found: number): number {
  return Math.max(0, found - MOST_FEATURES);
}
