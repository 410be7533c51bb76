import { html } from 'lit';
import type { ListedEstateFragment } from '../api/generated.js';
import { formatCount } from '../language/format.js';
import type { Language } from '../language/words.js';
import type { Column } from '../look/data-table.js';
import { exactFigureText } from './exact-sum.js';
import { classWords } from './kind-words.js';
import { estateWords } from './words.js';

/** Columns of the list of estates; whatever else is known of one stands below its name and in its detail. */
export function estateColumns(language: Language): readonly Column<ListedEstateFragment>[] {
  const w = estateWords(language);
  return [
    {
      title: `${w.name} · ${w.division}`,
      value: ({ estate, estateId }) => estate?.name ?? estateId,
      cell: (row) => nameCell(row, language),
      width: '55%',
    },
    {
      title: `${w.deficit} ${w.squareMeters}`,
      align: 'end',
      value: ({ deficitSquareMeters, counted }) => (counted ? deficitSquareMeters?.value : null),
      cell: ({ deficitSquareMeters, counted }) =>
        counted && deficitSquareMeters ? exactFigureText(deficitSquareMeters) : w.keptApart,
    },
    {
      title: `${w.required} ${w.squareMeters}`,
      align: 'end',
      value: ({ requiredSquareMeters }) => requiredSquareMeters?.value,
      cell: ({ requiredSquareMeters }) =>
        requiredSquareMeters ? exactFigureText(requiredSquareMeters) : '—',
    },
    {
      title: w.inBreach,
      value: ({ inBreach }) => (inBreach ? w.inBreach : ''),
      cell: ({ inBreach }) => (inBreach ? html`<span class="tag bad">${w.inBreach}</span>` : ''),
    },
  ];
}

function nameCell({ estate, estateId, estateClass }: ListedEstateFragment, language: Language) {
  const w = estateWords(language);
  const more = [
    estate?.division?.name,
    estateClass && classWords(language)[estateClass],
    estate?.households == null ? null : w.householdCount(formatCount(estate.households, language)),
    estate?.developer,
    estate?.phase,
  ];
  // Of its own, lest the line below a name be underlined as a part of it.
  const below = 'display:inline-block;width:100%;color:var(--ink-soft)';
  return html`${estate?.name ?? estateId}<br /><small style=${below}
      >${more.filter(Boolean).join(' · ')}</small
    >`;
}
