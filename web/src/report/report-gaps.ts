import { html } from 'lit';
import { formatNumber } from '../language/format.js';
import { reportTable, shownOf, whole } from './report-table.js';
import type { Report } from './report.js';
import { reportWords } from './words.js';

/** Where people are not covered, most people first. */
export function gapsPart({ answer, language }: Report) {
  const w = reportWords(language);
  const found = answer.gaps!;
  const rows = found.edges.map(({ node }) => node);
  if (rows.length === 0)
    return html`<h2>${w.gaps}</h2>
      <p>${w.noGaps}</p>`;
  return html`<h2>${w.gaps}</h2>
    <p>
      ${w.gapsIntro(whole(found.totalCount, language))} ${shownOf(rows.length, found.totalCount, language)}
    </p>
    ${reportTable(
      [
        { title: w.rank, cell: ({ rank }) => rank, isFigure: true },
        { title: w.unit, cell: ({ division }) => division.name },
        { title: w.gapPeople, cell: ({ people }) => whole(people, language), isFigure: true },
        { title: w.nearest, cell: ({ nearestFacility }) => nearestFacility?.name ?? '—' },
        {
          title: w.walk,
          cell: ({ nearestWalkSeconds }) =>
            typeof nearestWalkSeconds === 'number'
              ? formatNumber(nearestWalkSeconds / 60, language)
              : w.unreachable,
          isFigure: true,
        },
      ],
      rows,
    )}`;
}
