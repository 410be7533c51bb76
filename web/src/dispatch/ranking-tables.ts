import { html, nothing } from 'lit';
import { bracketed, formatNumber } from '../language/format.js';
import type { Language } from '../language/words.js';
import { citeDocuments } from '../scorecard/cited-documents.js';
import { differenceText, figureText, type FigureUnit } from '../scorecard/figure-text.js';
import { trafficLight } from '../scorecard/traffic-light.js';
import { directionSigns, reasonWords, scopeWords } from '../scorecard/words.js';
import { chineseNumber } from './chinese-number.js';
import type { DispatchColumn, DispatchModel, RankedCounty, RankingTable } from './dispatch-model.js';
import { dispatchWords } from './words.js';

/** What tables of a dispatch are made of. */
interface Ground {
  readonly model: DispatchModel;
  readonly language: Language;
}

/** What a target asks for: `≥ 70 %（全市）`. */
export function promisedText({ direction, target, unit, scope }: DispatchColumn, language: Language): string {
  const promised = `${directionSigns[direction]} ${figureText(target, unit, language)}`;
  return scope === 'WHOLE'
    ? promised
    : promised + bracketed(scopeWords(language)[scope as 'WHOLE'], language);
}

function clauseText({ documentKey, clause }: DispatchColumn, { model }: Ground): string {
  return `[${citeDocuments(keysOf(model))(documentKey)}] ${clause}`;
}

/** Keys of the documents the targets are of, a key for each target. */
export function keysOf({ tables }: DispatchModel): string[] {
  return tables.map(({ column }) => column.documentKey);
}

/** Tables of so many counties stay on one page. */
const KEPT_WHOLE = 16;

/** The counties by one target. */
export function rankingTable({ column, counties, isRanked }: RankingTable, at: number, page: Ground) {
  const { language } = page;
  const w = dispatchWords(language);
  const heads = [w.rank, w.county, w.numerator, w.denominator, w.value, w.change, w.short, w.status];
  return html`<section class="ranking ${counties.length <= KEPT_WHOLE ? 'whole' : ''}">
    <h3>${language === 'zh' ? `（${chineseNumber(at + 1)}）` : `${at + 1}) `}${column.indicatorName}</h3>
    <p class="target">
      ${w.targetLine(promisedText(column, language), column.deadline, clauseText(column, page))}
    </p>
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${counties.map(
          (county) =>
            html`<tr>
              <td>${isRanked ? (county.rank ?? '—') : '—'}</td>
              <th scope="row">${county.name}</th>
              ${figureCells(county, column.unit, language)}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** All targets of the only county. */
export function singleTable(page: Ground) {
  const { model, language } = page;
  const w = dispatchWords(language);
  const heads = [
    w.number,
    w.indicator,
    w.target,
    w.deadline,
    w.numerator,
    w.denominator,
    w.value,
    w.change,
    w.short,
    w.status,
  ];
  return html`<table class="single">
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${model.tables.map(
        ({ column, counties: [county] }, at) =>
          html`<tr>
            <td>${at + 1}</td>
            <th scope="row">${column.indicatorName}<small>${clauseText(column, page)}</small></th>
            <td>${promisedText(column, language)}</td>
            <td class="day">${column.deadline}</td>
            ${county ? figureCells(county, column.unit, language) : nothing}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function figureCells(county: RankedCounty, unit: FigureUnit, language: Language) {
  const { numerator, denominator, value, reason, change, unitsShort, status } = county;
  const count = (figure: number | null) => (figure === null ? '—' : formatNumber(figure, language, 3));
  const text =
    value === null
      ? reasonWords(language)[(reason ?? 'NO_READING') as 'NO_READING']
      : figureText(value, unit, language);
  return html`<td class="figure">${count(numerator)}</td>
    <td class="figure">${count(denominator)}</td>
    <td class="figure">${text}</td>
    <td class="figure">${changeText(change, unit, language)}</td>
    <td class="figure">${count(unitsShort)}</td>
    <td>${status === null ? dispatchWords(language).notCompared : trafficLight(status, language)}</td>`;
}

function changeText(change: number | null, unit: FigureUnit, language: Language): string {
  if (change === null) return '—';
  if (change === 0) return language === 'zh' ? '持平' : '0';
  return `${change > 0 ? '+' : '−'}${differenceText(change, unit, language)}`;
}
