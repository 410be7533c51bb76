import { shareLegend, shareShades } from '../compare/share-shades.js';
import type { Language } from '../language/words.js';
import type { MapView } from '../map/map-view.js';
import type { Effect } from '../moving/effect.js';

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

  constructor(private readonly map: MapView) {}

  show(base: ReadonlyMap<string, number | null>, effect: Effect | null, language: Language): void {
    const shades = shareShades(sharesAfter(base, effect), language);
    const next = Array.from(shades, ([code, { label }]) => `${code} ${label}`).join();
    if (next === this.shown) return;
    this.shown = next;
    this.map.shadeDivisions(shades, shareLegend(language));
  }
}
