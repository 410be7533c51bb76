import { html, nothing } from 'lit';
import type { EstateFactsQuery } from '../api/generated.js';
import { formatCount, formatNumber } from '../language/format.js';
import type { ViewStore } from '../state/view-store.js';
import { divisionLink } from './shown-division.js';
import { coverageWords } from './words.js';

export type Estate = NonNullable<EstateFactsQuery['estate']>;

/** An estate: what it owes in care rooms, has and lacks, and by which rule. */
export function shownEstate(estate: Estate, store: ViewStore) {
  const { language } = store.state;
  const w = coverageWords(language);
  const { audit } = estate;
  const area = (value: { readonly value: number } | null | undefined) =>
    value ? w.squareMeters(formatNumber(value.value, language, 1)) : '—';
  return html`<h2>${estate.name}</h2>
    <dl class="terms">
      <dt>${w.estate}</dt>
      <dd>
        ${estate.households === null ? '—' : w.householdCount(formatCount(estate.households, language))}
      </dd>
      <dt>${w.located}</dt>
      <dd>${estate.division ? divisionLink(estate.division, store) : '—'}</dd>
      <dt>${w.required}</dt>
      <dd>${area(audit?.requiredSquareMeters)}</dd>
      <dt>${w.provided}</dt>
      <dd>${area(audit?.providedSquareMeters)}</dd>
      <dt>${w.deficit}</dt>
      <dd>${area(audit?.deficitSquareMeters)}</dd>
      <dt>${w.why}</dt>
      <dd>${(language === 'en' ? audit?.ruleReasonEn : audit?.ruleReason) ?? '—'}</dd>
    </dl>
    ${estate.synthetic ? html`<span class="tag synthetic">${w.synthetic}</span>` : nothing}
    <p class="no-print">
      <button @click=${() => store.set({ tab: 'estates' })}>${w.toAudit}</button>
    </p>`;
}
