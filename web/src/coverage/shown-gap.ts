import { html, nothing } from 'lit';
import { formatCount, formatWalk } from '../language/format.js';
import type { ViewStore } from '../state/view-store.js';
import type { Gap } from './map-content.js';
import { divisionLink } from './shown-division.js';
import { coverageWords } from './words.js';

/** A gap: how many people, why they do not reach the service, and what is nearest. */
export function shownGap(
  { division, people, points, nearestFacility, nearestWalkSeconds, reasons }: Gap,
  store: ViewStore,
) {
  const { language } = store.state;
  const w = coverageWords(language);
  const count = (value: number) => w.pointsOf(formatCount(value, language));
  return html`<h2>${w.gap(division.name)}</h2>
    <p>${w.gapPeople(formatCount(people, language))}</p>
    <dl class="terms">
      <dt>${w.located}</dt>
      <dd>${divisionLink(division, store)}</dd>
      <dt>${w.gapPoints}</dt>
      <dd>${count(points)}</dd>
      <dt>${w.tooFar}</dt>
      <dd>${count(reasons.tooFar)}</dd>
      <dt>${w.unreachable}</dt>
      <dd>${count(reasons.unreachable)}</dd>
      <dt>${w.notSnapped}</dt>
      <dd>${count(reasons.notSnapped)}</dd>
      <dt>${w.nearest}</dt>
      <dd>
        ${nearestFacility ? facilityLink(nearestFacility, store) : '—'}
        ${nearestWalkSeconds === null ? nothing : formatWalk(nearestWalkSeconds, language)}
      </dd>
    </dl>`;
}

function facilityLink({ id, name }: { readonly id: string; readonly name: string }, store: ViewStore) {
  const open = () => store.set({ selected: { layer: 'facilities', id } });
  return html`<button class="plain" @click=${open}>${name}</button>`;
}
