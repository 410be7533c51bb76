import { formatShare } from '../language/format.js';
import { readingNames } from '../language/terms.js';
import type { Language } from '../language/words.js';
import { shareColour } from '../look/tokens.js';
import type { Shade } from '../map/map-view.js';

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
