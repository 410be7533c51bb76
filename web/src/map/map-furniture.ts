import { html, nothing, svg } from 'lit';
import type { Language } from '../language/words.js';
import type { Hint } from './map-ground.js';
import { mapWords } from './words.js';

const ICONS = {
  in: svg`<path d="M9 3v12M3 9h12" />`,
  out: svg`<path d="M3 9h12" />`,
  whole: svg`<path d="M3 7V3h4M11 3h4v4M15 11v4h-4M7 15H3v-4" />`,
};

const icon = (name: keyof typeof ICONS) =>
  html`<svg viewBox="0 0 18 18" aria-hidden="true">${ICONS[name]}</svg>`;

/** Buttons to look closer and further away, and at all where that is known. */
export function zoomButtons(
  w: ReturnType<typeof mapWords>,
  zoom: (by: number) => void,
  goHome: (() => void) | null,
) {
  return html`<div class="zoom no-print">
    <button title=${w.zoomIn} aria-label=${w.zoomIn} @click=${() => zoom(1)}>${icon('in')}</button>
    <button title=${w.zoomOut} aria-label=${w.zoomOut} @click=${() => zoom(-1)}>${icon('out')}</button>
    ${
      goHome
        ? html`<button title=${w.whole} aria-label=${w.whole} @click=${goHome}>${icon('whole')}</button>`
        : nothing
    }
  </div>`;
}

/** What keeps the map from being drawn: no WebGL, or tiles that do not come. */
export type Trouble = 'webgl' | 'tiles';

export function mapNotice(trouble: Trouble, language: Language, reload: () => void) {
  const w = mapWords(language);
  return trouble === 'webgl'
    ? html`<notice-box class="notice" kind="error" .language=${language}>${w.noWebGl}</notice-box>`
    : html`<notice-box class="notice" kind="offline" retry .language=${language} @retry=${reload}
        >${w.tilesFailed}</notice-box
      >`;
}

/** What is pointed at, beside the pointer. */
export function hintBox({ clientWidth, clientHeight }: Element, { text, x, y }: Hint) {
  const left = Math.min(x + 14, clientWidth - 200);
  const top = y + 16 > clientHeight - 90 ? y - 60 : y + 16;
  return html`<div class="hint" style="left:${left}px;top:${top}px">${text}</div>`;
}
