import { bracketed } from '../language/format.js';
import { html, nothing } from 'lit';
import { estateWords } from '../estates/words.js';
import { levels as levelWords } from '../language/terms.js';
import { unitTable } from './report-coverage.js';
import { moreGaps } from './report-gaps.js';
import { exactOrDash } from './report-estates.js';
import { reportLevels } from './report-model.js';
import { reportTable, shownOf, whole } from './report-table.js';
import type { Report } from './report.js';
import { presenceReasonWords, reportWords } from './words.js';

/** All lists: units that are not covered and why, every unit, estates in deficit. */
export function appendixPart(report: Report) {
  const { answer, division, contents, language } = report;
  const w = reportWords(language);
  const e = estateWords(language);
  const without = division.coverage.presence.filter(({ members }) => members.totalCount > 0);
  const { appendix: levels } = reportLevels(division.level);
  const lacking = contents.estates ? answer.estateAudit?.estates : null;
  return html`<section class="appendix">
    <h2>${w.appendix}</h2>
    ${without.map(({ level, members }) => {
      const rows = members.edges.map(({ node }) => node);
      return html`<h3>
          ${w.uncoveredUnits(level ? levelWords(language)[level] : '')}${bracketed(whole(members.totalCount, language), language)}
        </h3>
        ${shownOf(rows.length, members.totalCount, language)}
        ${reportTable(
          [
            { title: w.unit, cell: ({ division: unit }) => unit.name },
            { title: w.code, cell: ({ division: unit }) => unit.code, keepsLine: true },
            { title: w.parent, cell: ({ division: unit }) => unit.parent?.name ?? '—' },
            { title: w.why, cell: ({ reason }) => presenceReasonWords(language)[reason] },
          ],
          rows,
        )}`;
    })}
    ${levels.length > 0 ? unitTable(answer, levels, language) : nothing}
    ${contents.gaps ? moreGaps(report) : nothing}
    ${
      lacking && lacking.edges.length > 0
        ? html`<h3>${w.deficitEstates}${bracketed(whole(lacking.totalCount, language), language)}</h3>
            ${shownOf(lacking.edges.length, lacking.totalCount, language)}
            ${reportTable(
              [
                { title: e.name, cell: ({ estate, estateId }) => estate?.name ?? estateId },
                { title: e.division, cell: ({ estate }) => estate?.division?.name ?? '—' },
                { title: e.households, cell: ({ estate }) => estate?.households ?? '—', isFigure: true },
                {
                  title: `${e.required} ㎡`,
                  cell: (row) => exactOrDash(row.requiredSquareMeters),
                  isFigure: true,
                },
                {
                  title: `${e.provided} ㎡`,
                  cell: (row) => exactOrDash(row.providedSquareMeters),
                  isFigure: true,
                },
                {
                  title: `${e.deficit} ㎡`,
                  cell: (row) => exactOrDash(row.deficitSquareMeters),
                  isFigure: true,
                },
                { title: e.inBreach, cell: ({ inBreach }) => (inBreach ? w.has : '') },
              ],
              lacking.edges.map(({ node }) => node),
            )}`
        : nothing
    }
  </section>`;
}
