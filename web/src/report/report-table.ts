import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../language/format.js';
import type { Language } from '../language/words.js';
import { reportWords } from './words.js';

/** A column of a printed table. */
export interface ReportColumn<Row> {
  readonly title: string;
  readonly cell: (row: Row) => TemplateResult | string | number | typeof nothing;
  /** Figures stand at the end. */
  readonly isFigure?: boolean;
  readonly keepsLine?: boolean;
  /** Least width, such as `40mm`. */
  readonly width?: string;
}

/** Tables of so many rows stay on one page. */
const KEPT_WHOLE = 14;

/** A printed table; rows that `isTotal` stand out. */
export function reportTable<Row>(
  columns: readonly ReportColumn<Row>[],
  rows: readonly Row[],
  isTotal: (row: Row) => boolean = () => false,
) {
  const looks = columns.map(
    ({ isFigure, keepsLine }) => `${isFigure ? 'end' : ''} ${isFigure || keepsLine ? 'no-wrap' : ''}`,
  );
  return html`<table class=${rows.length <= KEPT_WHOLE ? 'whole' : ''}>
    <thead>
      <tr>
        ${columns.map(
          ({ title, width }, at) =>
            html`<th scope="col" class=${looks[at]} style=${width ? `min-width:${width};width:${width}` : ''}>
              ${title}
            </th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr class=${isTotal(row) ? 'total' : ''}>
            ${columns.map(({ cell }, at) => html`<td class=${looks[at]}>${cell(row)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** A count or amount with all its digits that matter. */
export function whole(value: number, language: Language): string {
  return formatNumber(value, language, 3);
}

/** Says that a list is not whole. */
export function shownOf(shown: number, total: number, language: Language) {
  return shown < total
    ? html`<span class="soft"
        >${reportWords(language).firstOf(whole(shown, language), whole(total, language))}</span
      >`
    : nothing;
}
