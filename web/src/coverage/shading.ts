import type { Geometry } from 'geojson';
import { readingNames } from '../language/terms.js';
import type { Language } from '../language/words.js';
import { NO_FIGURE_COLOUR, SHARE_COLOURS, SHARE_LIMITS, shareColour } from '../look/tokens.js';
import type { Legend, LonLat, Shade } from '../map/map-view.js';
import type { ReadingName } from '../state/view-state.js';
import { type CoverageAnswer, figureOf } from './figure.js';
import { figureText } from './part-rows.js';
import { coverageWords } from './words.js';

interface Part {
  readonly code: string;
  readonly name: string;
  readonly representativePoint: Geometry | null;
  readonly coverage: CoverageAnswer;
}

interface Seen {
  readonly reading: ReadingName;
  readonly language: Language;
}

/** The colour and the words of every division by its code. */
export function shadesOf(parts: readonly Part[], { reading, language }: Seen): Map<string, Shade> {
  return new Map(
    parts.map(({ code, coverage }) => {
      const figure = figureOf(coverage, reading);
      const value = figure?.ratio ?? null;
      const label = `${readingNames(language)[reading]} ${figureText(figure, reading, language)}`;
      return [code, { value, colour: shareColour(value), label }];
    }),
  );
}

/** The classes of shares, best first, and the colour of no figure. */
export function shareLegend({ reading, language }: Seen): Legend {
  const bounds = [0, ...SHARE_LIMITS, 1];
  const classes = SHARE_COLOURS.map((colour, at) => ({
    colour,
    label: `${Math.round(bounds[at] * 100)}–${Math.round(bounds[at + 1] * 100)}%`,
  }));
  const none = { colour: NO_FIGURE_COLOUR, label: coverageWords(language).noFigure };
  return { title: readingNames(language)[reading], entries: [...classes.reverse(), none] };
}

/** The names of divisions, each where it can be read. */
export function namesOf(parts: readonly Part[]): { text: string; at: LonLat }[] {
  return parts.flatMap(({ name, representativePoint: point }) =>
    point?.type === 'Point'
      ? [{ text: name, at: [point.coordinates[0], point.coordinates[1]] as const }]
      : [],
  );
}
