import { BoundedCache } from '../accessibility/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { LayerFilter } from './layer-filter.js';
import type { LayerRow } from './layer-row.js';
import type { AskedSource, LayerSource, SourceRow } from './layer-source.js';
import { type LayerView, rowFields } from './layer-view.js';
import type { CareQuestion, ComputedLayerName } from './layer.js';
import { valueOf } from './row-values.js';

export type LayerSources = Partial<Readonly<Record<ComputedLayerName, LayerSource>>>;

/** Answers kept, each of at most some thousand features. */
const KEPT = 16;
const FACTOR = 1e7;

/** Features of layers that are computed, held in memory while they are used. */
export class ComputedRows {
  private readonly kept = new BoundedCache<readonly SourceRow[]>(KEPT);

  constructor(private readonly sources: LayerSources) {}

  /** Text that changes whenever the answer may. @throws PlanningError for what cannot be asked */
  async keyOf(view: LayerView, question: CareQuestion, viewer: Viewer): Promise<string> {
    return (await this.ask(view, question, viewer)).key;
  }

  /** Every feature that a question has, in the order of the ids. @throws PlanningError likewise */
  async all(
    view: LayerView,
    question: CareQuestion,
    viewer: Viewer,
    signal?: AbortSignal,
  ): Promise<readonly SourceRow[]> {
    const asked = await this.ask(view, question, viewer);
    const rows = await this.kept.get(`${view.layer.name} ${asked.key}`, () => asked.read());
    signal?.throwIfAborted();
    return rows;
  }

  /** Those of a filter. @throws PlanningError likewise, BAD_USER_INPUT for a field there is not */
  async some(
    view: LayerView,
    filter: LayerFilter,
    viewer: Viewer,
    signal?: AbortSignal,
  ): Promise<LayerRow[]> {
    const test = testOf(view, filter);
    const names = rowFields(view).map(({ name }) => name);
    const rows = await this.all(view, filter, viewer, signal);
    return rows.filter(test).map(({ id, lon, lat, properties }) => ({
      id,
      geometry:
        lon === null || lat === null ? null : { type: 'Point', coordinates: [rounded(lon), rounded(lat)] },
      properties: Object.fromEntries(names.map((name) => [name, properties[name] ?? null])),
    }));
  }

  private ask({ layer }: LayerView, question: CareQuestion, viewer: Viewer): Promise<AskedSource> {
    const source = this.sources[layer.name as ComputedLayerName];
    if (source) return source.ask(question, viewer);
    throw new PlanningError('UNAVAILABLE', `Nothing here computes the layer ${layer.name}.`);
  }
}

function rounded(degrees: number): number {
  return Math.round(degrees * FACTOR) / FACTOR;
}

function testOf(view: LayerView, filter: LayerFilter): (row: SourceRow) => boolean {
  const { bbox, outline, divisionCode, ids, equals = {} } = filter;
  const wanted = ids && new Set(ids);
  const values = Object.entries(equals).map(([name, text]) => {
    const field = rowFields(view).find((one) => one.name === name);
    if (!field) throw badInput(`${view.layer.name} has no field ${JSON.stringify(name)}.`, { field: name });
    return [name, valueOf(field, text)] as const;
  });
  return ({ id, lon, lat, divisions, properties }) =>
    (!wanted || wanted.has(id)) &&
    (divisionCode === undefined || divisions.includes(divisionCode)) &&
    (!bbox || (lon !== null && lat !== null && isInBox(lon, lat, bbox))) &&
    (!outline || (lon !== null && lat !== null && isInRing(lon, lat, outline))) &&
    values.every(([name, value]) => properties[name] === value);
}

function isInBox(lon: number, lat: number, [west, south, east, north]: readonly number[]): boolean {
  const isBetween = west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
  return isBetween && lat >= south && lat <= north;
}

/** Even–odd rule. */
function isInRing(lon: number, lat: number, ring: readonly (readonly [number, number])[]): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
