import { css, html, unsafeCSS } from 'lit';
import type { Language } from '../language/words.js';
import { LIGHTS, type PaceStatus, STATUS_ORDER } from './light.js';
import { statusWords } from './words.js';

/** Colour, shape and word of a status. */
export function trafficLight(status: PaceStatus, language: Language) {
  const { outline, sign } = LIGHTS[status];
  return html`<span class="light ${status}">
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      <path d=${outline} fill="currentColor" />
      <path
        d=${sign}
        fill="none"
        stroke="#fff"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
    <span>${statusWords(language)[status]}</span>
  </span>`;
}

export const trafficLightStyles = css`
  .light {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    font-weight: 600;
    white-space: nowrap;
    print-color-adjust: exact;
  }
  .light svg {
    flex: none;
  }
  ${unsafeCSS(STATUS_ORDER.map((status) => `.light.${status} { color: ${LIGHTS[status].colour}; }`).join('\n'))}
`;
