import { css, html, nothing } from 'lit';
import type { DispatchQuery } from '../api/generated.js';
import { formatNumber } from '../language/format.js';
import type { Language } from '../language/words.js';
import { type CitedDocument, citationList, citeDocuments } from '../scorecard/cited-documents.js';
import { differenceText, figureText, type FigureUnit } from '../scorecard/figure-text.js';
import { STATUS_ORDER } from '../scorecard/light.js';
import { trafficLight } from '../scorecard/traffic-light.js';
import { directionSigns, reasonWords, scopeWords, statusWords } from '../scorecard/words.js';
import type { DispatchColumn, DispatchModel, RankedCounty, RankingTable } from './dispatch-model.js';
import { dayTitle, lastDayOf, monthTitle } from './month.js';
import { dispatchWords } from './words.js';

/** What a dispatch page says beside its figures. */
export interface DispatchPage {
  readonly name: string;
  readonly model: DispatchModel;
  readonly frozen: NonNullable<DispatchQuery['dispatch']>['frozen'];
  readonly synthetic: boolean;
  readonly documents: ReadonlyMap<string, CitedDocument>;
  readonly sources: readonly string[];
  readonly language: Language;
}

/** Numbers of headings as official documents have them: 一、二、三…… */
const ORDINALS = ['一', '二', '三', '四', '五', '六'];

function heading(at: number, text: string, language: Language) {
  return html`<h2>${language === 'zh' ? `${ORDINALS[at]}、${text}` : `${at + 1}. ${text}`}</h2>`;
}

/** The dispatch of a month as an official document. */
export function dispatchPage(page: DispatchPage) {
  const { name, model, frozen, language } = page;
  const w = dispatchWords(language);
  const day = dayTitle(lastDayOf(model.month), language);
  return html`<div class="official">
    <h1>${w.documentTitle(name)}</h1>
    <p class="month">${w.documentMonth(monthTitle(model.month, language))}</p>
    <p>${w.lead(name, day, formatNumber(model.counties, language))}</p>
    ${heading(0, w.summary, language)} ${summary(model, language)}
    ${heading(1, model.counties > 1 ? w.ranks : w.single, language)}
    ${
      model.counties > 1
        ? model.tables.map((table, at) => rankingTable(table, at, page))
        : html`<p>${w.onlyOne}</p>
            ${singleTable(page)}`
    }
    ${heading(2, w.late, language)} ${lateList(model, language)} ${heading(3, w.notes, language)}
    ${notes(page)}
    ${
      frozen && frozen.restatements.length > 0
        ? html`${heading(4, w.restated, language)}
            <ol>
              ${frozen.restatements.map(
                (one) =>
                  html`<li>
                    ${w.restatement(
                      countyName(model, one.divisionCode),
                      indicatorTitle(model, one.indicatorKey),
                      String(one.valueBefore ?? '—'),
                      String(one.valueAfter ?? '—'),
                      one.reason,
                      one.document,
                    )}
                  </li>`,
              )}
            </ol>`
        : nothing
    }
    <div class="signatures">
      <p>
        ${[w.signIssued, w.signChecked, w.signMade].map(
          (role) => html`<span>${role}${language === 'zh' ? '：' : ':'}<i></i></span>`,
        )}
      </p>
      <p class="seal">${w.seal}<br />${w.signDate}</p>
    </div>
  </div>`;
}

/** What a restatement is about, in the words of the page; its code where it is none of the page's. */
function countyName({ tables }: DispatchModel, code: string): string {
  return tables[0]?.counties.find((county) => county.code === code)?.name ?? code;
}

function indicatorTitle({ tables }: DispatchModel, key: string): string {
  return tables.find(({ column }) => column.indicatorKey === key)?.column.indicatorName ?? key;
}

function summary(model: DispatchModel, language: Language) {
  const w = dispatchWords(language);
  const [comma, stop] = language === 'zh' ? ['，', '。'] : [', ', '. '];
  const counted = [
    ...STATUS_ORDER.map((status) => `${statusWords(language)[status]} ${model.counts[status]}`),
    ...(model.notCompared > 0 ? [w.notComparedCount(model.notCompared)] : []),
  ];
  const missing = model.missing > 0 ? w.missing(model.missing) : '';
  return html`<p>
    ${w.counted(model.tables.length, model.counties)}${counted.join(comma)}${stop}${missing}
  </p>`;
}

function promisedText({ direction, target, unit, scope }: DispatchColumn, language: Language): string {
  const promised = `${directionSigns[direction]} ${figureText(target, unit, language)}`;
  return scope === 'WHOLE' ? promised : `${promised}（${scopeWords(language)[scope as 'WHOLE']}）`;
}

function clauseText({ documentKey, clause }: DispatchColumn, { model }: DispatchPage): string {
  return `[${citeDocuments(keysOf(model))(documentKey)}] ${clause}`;
}

function keysOf({ tables }: DispatchModel): string[] {
  return tables.map(({ column }) => column.documentKey);
}

/** Tables of so many counties stay on one page. */
const KEPT_WHOLE = 16;

function rankingTable({ column, counties, isRanked }: RankingTable, at: number, page: DispatchPage) {
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
function singleTable(page: DispatchPage) {
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

function lateList({ late }: DispatchModel, language: Language) {
  const w = dispatchWords(language);
  if (late.length === 0) return html`<p>${w.noLate}</p>`;
  return html`<ol>
    ${late.map(({ county, column }) => {
      const value = county.value === null ? '—' : figureText(county.value, column.unit, language);
      const short = county.unitsShort === null ? '' : formatNumber(county.unitsShort, language, 3);
      return html`<li>
        ${w.lateLine(county.name, column.indicatorName, value, promisedText(column, language), short)}
      </li>`;
    })}
  </ol>`;
}

function notes({ model, frozen, synthetic, sources, documents, language }: DispatchPage) {
  const colon = language === 'zh' ? '：' : ': ';
  const semicolon = language === 'zh' ? '；' : '; ';
  const w = dispatchWords(language);
  const texts = [
    frozen ? w.noteFrozen(frozen.frozenAt.slice(0, 10), frozen.frozenBy, frozen.sha256) : w.noteOpen,
    w.noteRules,
    `${w.noteDocuments}${colon}${citationList(keysOf(model), documents, language).join(semicolon)}`,
    `${w.noteSources}${colon}${sources.join(semicolon)}`,
    ...(synthetic ? [w.noteSynthetic] : []),
  ];
  return html`<ol>
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ol>`;
}

/** Whole numbers up to 99 in Chinese. */
export function chineseNumber(number: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  if (tens === 0) return digits[ones];
  return `${tens === 1 ? '' : digits[tens]}十${digits[ones]}`;
}

/** Type and spacing after GB/T 9704: title in bold Song, headings in Hei, body in Fangsong; tables smaller. */
export const officialStyles = css`
  .official {
    font-family: FangSong_GB2312, FangSong, STFangsong, 'Noto Serif CJK SC', 'Noto Serif SC', SimSun, serif;
    font-size: 14pt;
    line-height: 1.75;
    color: #000;
  }
  .official h1 {
    margin: 0 0 4pt;
    font-family: FZXiaoBiaoSong-B05S, 'STZhongsong', 'Noto Serif CJK SC', 'Noto Serif SC', SimSun, serif;
    font-size: 20pt;
    font-weight: 700;
    line-height: 1.4;
    text-align: center;
    text-wrap: balance;
  }
  .official .month {
    margin: 0 0 16pt;
    text-align: center;
    text-indent: 0;
  }
  .official p {
    margin: 0;
    text-align: justify;
    text-indent: 2em;
  }
  .official h2 {
    margin: 10pt 0 2pt;
    font-family: SimHei, 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif;
    font-size: 14pt;
    font-weight: 600;
    text-indent: 2em;
    break-after: avoid;
  }
  .official h3 {
    margin: 6pt 0 0;
    font-family: KaiTi_GB2312, KaiTi, STKaiti, 'Noto Serif CJK SC', serif;
    font-size: 13pt;
    font-weight: 600;
    text-indent: 2em;
    break-after: avoid;
  }
  .official .ranking.whole {
    break-inside: avoid;
  }
  .official .target {
    font-size: 10.5pt;
    line-height: 1.5;
    break-after: avoid;
  }
  .official ol {
    margin: 0;
    padding-inline-start: 3.2em;
    font-size: 12pt;
    line-height: 1.6;
  }
  .official li {
    break-inside: avoid;
    overflow-wrap: anywhere;
  }
  .official table {
    width: 100%;
    margin: 4pt 0 8pt;
    border-collapse: collapse;
    font-size: 9.5pt;
    line-height: 1.35;
    font-variant-numeric: tabular-nums;
  }
  .official thead {
    display: table-header-group;
  }
  .official tr {
    break-inside: avoid;
  }
  .official th,
  .official td {
    padding: 3pt 4pt;
    border: 0.6pt solid #333;
    font-weight: 400;
    text-align: center;
    vertical-align: middle;
  }
  .official thead th {
    font-family: SimHei, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif;
    font-weight: 600;
    white-space: nowrap;
  }
  .official tbody th {
    text-align: left;
  }
  .official td.figure {
    text-align: right;
  }
  .official td.day {
    white-space: nowrap;
  }
  .official table.single {
    font-size: 8.5pt;
  }
  .official th small {
    display: block;
    color: #444;
    font-size: 7.5pt;
  }
  .official .light {
    gap: 2pt;
  }
  .official .light svg {
    width: 10pt;
    height: 10pt;
  }
  .official .signatures {
    margin-top: 28pt;
    break-inside: avoid;
  }
  .official .signatures p {
    display: flex;
    justify-content: space-between;
    text-indent: 0;
  }
  .official .signatures i {
    display: inline-block;
    width: 7em;
    border-bottom: 0.6pt solid #000;
  }
  .official .signatures .seal {
    display: block;
    margin-top: 20pt;
    text-align: right;
    line-height: 2;
  }
`;
