import { html } from 'lit';
import { bracketed, formatNumber } from '../language/format.js';
import type { Language } from '../language/words.js';
import { reportTable, shownOf, whole } from './report-table.js';
import type { ReportAnswer } from './report-model.js';
import type { Report } from './report.js';
import { reportWords } from './words.js';

type Gap = NonNullable<ReportAnswer['gaps']>['edges'][number]['node'];

/** As many as stand in the body; the appendix has all that were asked for. */
const IN_BODY = 20;

/** Where people are not covered, most people first. */
export function gapsPart({ answer, language }: Report) {
  const w = reportWords(language);
  const found = answer.gaps!;
  const rows = found.edges.slice(0, IN_BODY).map(({ node }) => node);
  if (rows.length === 0)
    return html`<h2>${w.gaps}</h2>
      <p>${w.noGaps}</p>`;
  return html`<h2>${w.gaps}</h2>
    <p>
      ${w.gapsIntro(whole(found.totalCount, language))} ${shownOf(rows.length, found.totalCount, language)}
    </p>
    ${gapTable(rows, language)}`;
}

/** The gaps behind those of the body; nothing where there are no more. */
export function moreGaps({ answer, language }: Report) {
  const found = answer.gaps;
  if (!found || found.edges.length <= IN_BODY) return '';
  return html`<h3>${reportWords(language).gaps}${bracketed(whole(found.totalCount, language), language)}</h3>
    ${shownOf(found.edges.length, found.totalCount, language)}
    ${gapTable(
      found.edges.map(({ node }) => node),
      language,
    )}`;
}

function gapTable(rows: readonly Gap[], language: Language) {
  const w = reportWords(language);
  return reportTable(
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
  );
}
