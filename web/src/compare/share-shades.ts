import { formatShare } from '../language/format.js';
import { readingNames } from '../language/terms.js';
import type { Language } from '../language/words.js';
import { SHARE_COLOURS, SHARE_LIMITS, shareColour } from '../look/tokens.js';
import type { Legend, Shade } from '../map/map-view.js';

/** Divisions shaded by the share of their people that is covered. */
export function shareShades(
  shares: ReadonlyMap<string, number | null>,
  language: Language,
): ReadonlyMap<string, Shade> {
  const name = readingNames(language).population;
  return new Map(
    Array.from(shares, ([code, value]) => {
      return [code, { value, colour: shareColour(value), label: `${name} ${formatShare(value, language)}` }];
    }),
  );
}

/** What the colours of `shareShades` mean, the best covered first. */
export function shareLegend(language: Language): Legend {
  const bounds = [0, ...SHARE_LIMITS, 1].map((bound) => Math.round(bound * 100));
  const entries = SHARE_COLOURS.map((colour, at) => ({ colour, label: `${bounds[at]}–${bounds[at + 1]}%` }));
  return { title: readingNames(language).population, entries: entries.reverse() };
}
