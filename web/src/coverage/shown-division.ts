import { html, nothing } from 'lit';
import { formatShare } from '../language/format.js';
import { levels, readingNames } from '../language/terms.js';
import { READINGS } from '../state/view-state.js';
import type { ViewStore } from '../state/view-store.js';
import type { WholeDivision } from './coverage-feed.js';
import './coverage-trend.js';
import { figureOf } from './figure.js';
import { figureText } from './part-rows.js';
import './ratio-members.js';
import { coverageWords } from './words.js';

/** A division: its ratio, how that came to be, and who makes it. */
export function shownDivision({ code, name, level, coverage }: WholeDivision, store: ViewStore) {
  const { language, reading, division } = store.state;
  const figure = figureOf(coverage, reading);
  return html`<h2>${name} <span class="tag">${levels(language)[level]}</span></h2>
    <div class="soft">${readingNames(language)[reading]}</div>
    <div class="figure">${formatShare(figure?.ratio, language)}</div>
    <dl class="terms">
      ${READINGS.filter((each) => figureOf(coverage, each) || each === reading).map(
        (each) =>
          html`<dt>${readingNames(language)[each]}</dt>
            <dd>${figureText(figureOf(coverage, each), each, language)}</dd>`,
      )}
    </dl>
    ${
      code === division
        ? nothing
        : html`<button class="primary no-print" @click=${() => store.set({ division: code })}>
            ${coverageWords(language).goThere}
          </button>`
    }
    <coverage-trend .store=${store} .code=${code}></coverage-trend>
    <ratio-members .store=${store} .code=${code} .none=${figure?.numerator === 0}></ratio-members>`;
}

/** A division's name that opens it. */
export function divisionLink(
  { code, name }: { readonly code: string; readonly name: string },
  store: ViewStore,
) {
  const open = () => store.set({ selected: { layer: 'divisions', id: code } });
  return html`<button class="plain" @click=${open}>${name}</button>`;
}
