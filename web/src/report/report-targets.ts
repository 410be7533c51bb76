import { html, nothing } from 'lit';
import { formatShare } from '../language/format.js';
import { citationList, citeDocuments } from '../scorecard/cited-documents.js';
import { countsText } from '../scorecard/figure-text.js';
import { byNeed } from '../scorecard/light.js';
import { paceSentence } from '../scorecard/pace-sentence.js';
import { indicatorName, lineValueText, pacedLine, targetText } from '../scorecard/line-texts.js';
import { trafficLight } from '../scorecard/traffic-light.js';
import { scorecardWords } from '../scorecard/words.js';
import { reportTable } from './report-table.js';
import type { Report } from './report.js';
import { reportWords } from './words.js';

/** Every target against what is reached, the most pressing first. */
export function targetsPart({ answer, language }: Report) {
  const w = reportWords(language);
  const s = scorecardWords(language);
  const lines = byNeed(answer.scorecard?.lines ?? []);
  if (lines.length === 0)
    return html`<h2>${w.targets}</h2>
      <p>${w.noTargets}</p>`;
  const documents = new Map(lines.map(({ target: { clause } }) => [clause.document.key, clause.document]));
  const keys = lines.map(({ target }) => target.clause.document.key);
  const numberOf = citeDocuments(keys);
  return html`<h2>${w.targets}</h2>
    ${reportTable(
      [
        {
          title: s.indicator,
          width: '44mm',
          cell: ({ target }) =>
            html`${indicatorName(target, language)}<br /><small
                >[${numberOf(target.clause.document.key)}] ${target.clause.clause}</small
              >`,
        },
        { title: s.target, cell: ({ target }) => targetText(target, language), keepsLine: true },
        { title: s.deadline, cell: ({ target }) => target.deadline, keepsLine: true },
        { title: s.now, cell: (line) => lineValueText(line, language), keepsLine: true },
        {
          title: `${s.numerator} / ${s.denominator}`,
          cell: ({ numerator, denominator }) =>
            countsText(numerator ?? null, denominator ?? null, language) || '—',
          isFigure: true,
        },
        { title: s.attainment, cell: ({ attainment }) => formatShare(attainment, language), isFigure: true },
        {
          title: s.status,
          width: '34mm',
          cell: (line) =>
            html`${trafficLight(line.status, language)}${
              line.status === 'ON_PACE' || line.status === 'BEHIND' || line.status === 'OVERDUE'
                ? html`<br /><small>${paceSentence(pacedLine(line), language)}</small>`
                : nothing
            }`,
        },
      ],
      lines,
    )}
    <p class="soft">${citationList(keys, documents, language).join(language === 'zh' ? '；' : '; ')}</p>`;
}
