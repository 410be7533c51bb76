import { html, nothing } from 'lit';
import type { FacilityFactsQuery } from '../api/generated.js';
import { formatNumber } from '../language/format.js';
import { capabilities, facilityKinds, facilityStatuses } from '../language/terms.js';
import type { ViewStore } from '../state/view-store.js';
import { divisionLink } from './shown-division.js';
import { coverageWords } from './words.js';

export type Facility = NonNullable<FacilityFactsQuery['facility']>;

/** A facility: what it is and does, where, and how far its circle reaches. */
export function shownFacility(facility: Facility, store: ViewStore) {
  const { language } = store.state;
  const w = coverageWords(language);
  const { serviceArea: area, status, division, source } = facility;
  const able = facility.capabilities.map((each) => capabilities(language)[each]);
  return html`<h2>${facility.name}</h2>
    <dl class="terms">
      <dt>${w.kind}</dt>
      <dd>${facilityKinds(language)[facility.kind]}</dd>
      <dt>${w.status}</dt>
      <dd>${status ? facilityStatuses(language)[status] : '—'}</dd>
      <dt>${w.capabilities}</dt>
      <dd>${able.length > 0 ? able.join(language === 'en' ? ', ' : '、') : '—'}</dd>
      <dt>${w.located}</dt>
      <dd>${division ? divisionLink(division, store) : '—'}</dd>
      ${
        facility.assignments.length > 0
          ? html`<dt>${w.assigned}</dt>
              <dd>${facility.assignments.map((each) => divisionLink(each.division, store))}</dd>`
          : nothing
      }
      <dt>${w.address}</dt>
      <dd>${facility.address ?? '—'}</dd>
      <dt>${w.contact}</dt>
      <dd>${facility.contact ?? '—'}</dd>
      <dt>${w.source}</dt>
      <dd>
        ${source.title}
        ${facility.synthetic ? html`<span class="tag synthetic">${w.synthetic}</span>` : nothing}
      </dd>
    </dl>
    <h3>${w.circleFacts}</h3>
    ${
      area
        ? html`<p>
              ${w.circleArea(
                formatNumber(area.areaSquareMeters / 1e6, language, 2),
                formatNumber(area.reachedMeters / 1000, language, 1),
              )}
            </p>
            ${area.touchesDataEdge ? html`<p class="soft">${w.edge}</p>` : nothing}`
        : html`<p class="soft">${w.noCircle}</p>`
    }`;
}
