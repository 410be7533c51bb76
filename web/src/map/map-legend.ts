import { html } from 'lit';
import type { Language } from '../language/words.js';
import type { BaseLayer, LegendEntry } from './map-view.js';
import { mapWords } from './words.js';

/** What colours and signs of the map mean; closed at first where it would hide the map. */
export function mapLegend(title: string, entries: readonly LegendEntry[], isOpen: boolean) {
  return html`<details class="legend" ?open=${isOpen}>
    <summary>${title}</summary>
    <ul>
      ${entries.map(
        ({ label, colour, shape, outline }) =>
          html`<li>
            <span
              class="swatch ${shape ?? 'area'}"
              style="--colour:${colour}${outline ? `;border:2px solid ${outline}` : ''}"
            ></span
            >${label}
          </li>`,
      )}
    </ul>
  </details>`;
}

/** The signs of the layers that are switched on. */
export function baseEntries(shown: ReadonlySet<BaseLayer>, language: Language): LegendEntry[] {
  const w = mapWords(language);
  const entries: Readonly<Partial<Record<BaseLayer, readonly LegendEntry[]>>> = {
    facilities: [
      { label: w.serving, colour: '#173b78', shape: 'circle' },
      { label: w.otherFacilities, colour: '#ffffff', shape: 'circle', outline: '#5f707b' },
    ],
    walkways: [{ label: w.walkways, colour: '#6a4c93', shape: 'line' }],
    demand: [{ label: w.demand, colour: '#cb8f50', shape: 'circle' }],
  };
  return [...shown].flatMap((layer) => entries[layer] ?? []);
}
