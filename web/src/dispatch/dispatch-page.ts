import { html, nothing } from 'lit';
import type { DispatchQuery } from '../api/generated.js';
import { formatNumber } from '../language/format.js';
import type { Language } from '../language/words.js';
import { type CitedDocument, citationList } from '../scorecard/cited-documents.js';
import { figureText } from '../scorecard/figure-text.js';
import { STATUS_ORDER } from '../scorecard/light.js';
import { statusWords } from '../scorecard/words.js';
import type { DispatchModel } from './dispatch-model.js';
import { dayTitle, lastDayOf, monthTitle } from './month.js';
import { keysOf, promisedText, rankingTable, singleTable } from './ranking-tables.js';
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
