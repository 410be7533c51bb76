import { shareShades } from '../compare/share-shades.js';
import { shareLegend } from '../coverage/shading.js';
import { readSide } from '../compare/read-side.js';
import type { Language } from '../language/words.js';
import type { MapView } from '../map/map-view.js';
import type { Effect } from '../moving/effect.js';
import type { ViewState } from '../state/view-state.js';

/** Shares of covered people by division, with those a plan changes put in their place. */
export function sharesAfter(
  base: ReadonlyMap<string, number | null>,
  effect: Effect | null,
): ReadonlyMap<string, number | null> {
  const shares = new Map(base);
  for (const { code, after } of effect?.divisions ?? [])
    if (shares.has(code)) shares.set(code, after.ratio ?? null);
  return shares;
}

/** Shades the divisions on the map as a plan leaves them, again only where a colour or figure changes. */
export class PlanShades {
  private shown = '';
  private base: ReadonlyMap<string, number | null> = new Map();
  private asking = new AbortController();

  constructor(private readonly map: MapView) {}

  /** Reads how the divisions below the chosen one are covered today. */
  async ask(view: ViewState): Promise<void> {
    this.stop();
    const { signal } = (this.asking = new AbortController());
    if (view.division === null) return;
    try {
      const side = await readSide(view, null, signal);
      const nodes = side?.children.edges.map(({ node }) => node) ?? [];
      this.base = new Map(nodes.map(({ code, coverage }) => [code, coverage.population?.ratio ?? null]));
    } catch (problem) {
      if (!signal.aborted) throw problem;
    }
  }

  stop(): void {
    this.asking.abort();
  }

  show(effect: Effect | null, language: Language): void {
    const shades = shareShades(sharesAfter(this.base, effect), language);
    const next = Array.from(shades, ([code, { label }]) => `${code} ${label}`).join();
    if (next === this.shown) return;
    this.shown = next;
    this.map.shadeDivisions(shades, shareLegend({ reading: 'population', language }));
  }
}
