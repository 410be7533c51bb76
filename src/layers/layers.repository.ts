import type { EntityManager } from 'typeorm';
import { LayerRows } from './layer-rows.js';
import { LAYER_TABLES } from './layer-tables.js';
import { type LayerView, viewKey } from './layer-view.js';
import { type TileAddress, tileFrame } from './tile-frame.js';
import { encodedTile, MOST_FEATURES, pagedTile, scope } from './tile-sql.js';

/** Some features of a tile, not yet written as one. */
export interface TilePage {
  /** Per feature its values in the order of the view's tile fields; null where there is none. */
  readonly properties: readonly (readonly (string | number | boolean | null)[])[];
  /** Per feature its geometry as TWKB without decimals, in tile units, one after the other. */
  readonly geometries: Uint8Array;
}

/** A tile as a database writes it: of no bytes without features. */
export interface WrittenTile {
  readonly bytes: Uint8Array;
  /** Features there were no room for. */
  readonly leftOut: number;
}

/** A tile as pages; none without features. */
export interface PagedTile {
  readonly pages: readonly TilePage[];
  /** Features there were no room for. */
  readonly leftOut: number;
}

/** What is to be said of a whole layer. */
export interface LayerSummary {
  /** West, south, east, north in degrees; null without features. */
  readonly bounds: readonly [number, number, number, number] | null;
  /** True when any feature is generated. */
  readonly synthetic: boolean;
  /** Whom its sources want named. */
  readonly attributions: readonly string[];
  /** Its sources as `key (edition)`, or the key alone. */
  readonly editions: readonly string[];
}

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
    const [{ bytes, found }] = await manager.query<{ bytes: Uint8Array; found: number }[]>(sql, [...values]);
    return { bytes, leftOut: leftOut(found) };
  }

  /** A whole tile, not yet written as one. */
  async readPages(
    view: LayerView,
    address: TileAddress,
    manager: EntityManager = this.manager,
  ): Promise<PagedTile> {
    const { sql, values } = pagedTile(view, address.zoom, tileFrame(address));
    const pages = await manager.query<(TilePage & { found: number })[]>(sql, [...values]);
    return { pages, leftOut: leftOut(pages[0]?.found ?? 0) };
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

  /** Reads the whole layer. */
  async readSummary(view: LayerView, manager: EntityManager = this.manager): Promise<LayerSummary> {
    const { from, places, sourceKey } = LAYER_TABLES[view.layer.name];
    const where = [`${places[0]} IS NOT NULL`, ...scope(view, null)].join(' AND ');
    const [row] = await manager.query(
      `SELECT ST_XMin(extent) AS west, ST_YMin(extent) AS south, ST_XMax(extent) AS east, ST_YMax(extent) AS north,
         COALESCE(synthetic, false) AS synthetic, attributions, editions
       FROM (SELECT ST_Extent(${places[0]}) AS extent, bool_or(s.synthetic) AS synthetic,
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
