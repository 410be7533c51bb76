import { html, nothing } from 'lit';
import { bracketed, formatNumber, listed } from '../language/format.js';
import { readingNames, services } from '../language/terms.js';
import { SHARE_COLOURS, SHARE_LIMITS } from '../look/tokens.js';
import { appendixPart } from './report-appendix.js';
import { coveragePart } from './report-coverage.js';
import { estatesPart } from './report-estates.js';
import { gapsPart } from './report-gaps.js';
import { isSynthetic, showsOpenStreetMap } from './report-model.js';
import { planPart } from './report-plan.js';
import { rulesPart } from './report-rules.js';
import { whole } from './report-table.js';
import { targetsPart } from './report-targets.js';
import type { Report } from './report.js';
import { reportWords } from './words.js';

/** A report as one document. */
export function reportPage(report: Report) {
  const { answer, division, plan, contents, language } = report;
  const w = reportWords(language);
  const { rule } = division.coverage;
  return html`<div class="report">
    <h1>${w.documentTitle(division.name)}</h1>
    <p class="subject">
      ${w.subject(
        services(language)[rule.service],
        formatNumber(rule.walkMinutes, language),
        formatNumber(rule.speedMetersPerSecond, language, 2),
      )}
    </p>
    ${isSynthetic(answer) ? html`<p><span class="mark">${w.synthetic}</span></p>` : nothing} ${facts(report)}
    ${contents.map ? picture(report) : nothing} ${coveragePart(report)}
    ${contents.targets ? targetsPart(report) : nothing}
    ${contents.gaps && answer.gaps ? gapsPart(report) : nothing} ${plan ? planPart(plan, report) : nothing}
    ${contents.estates && answer.estateAudit ? estatesPart(report) : nothing} ${rulesPart(report)}
    ${contents.appendix ? appendixPart(report) : nothing}
  </div>`;
}

function facts({ answer, division, madeAt, language }: Report) {
  const w = reportWords(language);
  const { population, ancestors, coverage } = division;
  const { savedScenario } = answer;
  const path = [...ancestors].map(({ name }) => name).join(' / ');
  return html`<dl>
    <dt>${w.jurisdiction}</dt>
    <dd>${path ? `${path} / ` : ''}${division.name}${bracketed(`${w.code} ${division.code}`, language)}</dd>
    <dt>${w.asOf}</dt>
    <dd>${coverage.rule.asOf}</dd>
    ${
      population
        ? html`<dt>${w.population(String(population.year))}</dt>
            <dd>
              ${w.total} ${population.total == null ? '—' : whole(population.total, language)}；${w.elderly60}
              ${population.elderly60 == null ? '—' : whole(population.elderly60, language)}；${w.elderly80}
              ${population.elderly80 == null ? '—' : whole(population.elderly80, language)}
            </dd>`
        : nothing
    }
    ${
      savedScenario
        ? html`<dt>${w.scenario}</dt>
            <dd>
              ${savedScenario.name}${bracketed(listed([`v${savedScenario.version}`, savedScenario.updatedBy], language), language)}<br />${w.scenarioNote}
            </dd>`
        : nothing
    }
    <dt>${w.made}</dt>
    <dd>${madeAt}</dd>
  </dl>`;
}

function picture({ picture: address, answer, reading, language }: Report) {
  const w = reportWords(language);
  if (address === null) return html`<p class="soft">${w.mapFailed}</p>`;
  return html`<figure>
    <img src=${address} alt=${w.mapTitle} />
    <figcaption>
      <span class="legend">
        ${readingNames(language)[reading]}:
        ${SHARE_COLOURS.map(
          (colour, at) =>
            html`<span class="no-wrap"
              ><svg viewBox="0 0 20 12" width="20" height="12" aria-hidden="true">
                <rect width="20" height="12" fill=${colour} stroke="#555" />
              </svg>
              ${Math.round((SHARE_LIMITS[at - 1] ?? 0) * 100)}–${Math.round((SHARE_LIMITS[at] ?? 1) * 100)}%</span
            > `,
        )}
      </span>
      <br />${w.mapTitle}${isSynthetic(answer) ? ` · ${w.syntheticMark}` : ''}${
        showsOpenStreetMap(answer) ? ` · ${w.osm}` : ''
      }
    </figcaption>
  </figure>`;
}
