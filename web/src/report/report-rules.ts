import { html, nothing } from 'lit';
import { bracketed, formatNumber, listed } from '../language/format.js';
import { namesInWords } from '../language/names-in-words.js';
import { isSynthetic } from './report-model.js';
import type { Report } from './report.js';
import { reportWords } from './words.js';

/** What was counted, how, and from which data. */
export function rulesPart({ answer, division, language }: Report) {
  const w = reportWords(language);
  const { rule } = division.coverage;
  const { networkInfo, dataSources } = answer;
  return html`<h2>${w.rules}</h2>
    <dl>
      <dt>${w.predicate}</dt>
      <dd>${namesInWords(language === 'zh' ? rule.predicateZh : rule.predicate, language)}</dd>
      <dt>${w.relation}</dt>
      <dd>${language === 'zh' && rule.relation.startsWith('Presence:') ? w.relationText : rule.relation}</dd>
      <dt>${w.walkRule}</dt>
      <dd>
        ${w.walkRuleText(
          formatNumber(rule.cutoffSeconds, language),
          formatNumber(rule.speedMetersPerSecond, language, 2),
          formatNumber(rule.snapLimitMeters, language),
        )}
      </dd>
      <dt>${w.vintage}</dt>
      <dd>${rule.dataVintage}${division.vintage ? `；${division.vintage}` : ''}</dd>
      ${
        networkInfo
          ? html`<dt>${w.snapshot}</dt>
              <dd>
                #${networkInfo.id}${bracketed(listed([networkInfo.publishedAt.slice(0, 10), ...networkInfo.sources], language), language)}
              </dd>`
          : nothing
      }
      <dt>${w.sources}</dt>
      <dd>
        ${dataSources.map(
          ({ title, vintage, licence, attribution }) =>
            html`<div>${[title, vintage, licence, attribution].filter(Boolean).join(' · ')}</div>`,
        )}
      </dd>
    </dl>
    <p>${isSynthetic(answer) ? w.synthetic : w.real}</p>
    <p class="soft">${w.rounding}</p>`;
}
