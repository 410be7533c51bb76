import { html, svg } from 'lit';
import type { Hint } from './map-ground.js';

const ICONS = {
  in: svg`<path d="M9 3v12M3 9h12" />`,
  out: svg`<path d="M3 9h12" />`,
  whole: svg`<path d="M3 7V3h4M11 3h4v4M15 11v4h-4M7 15H3v-4" />`,
};

export function icon(name: keyof typeof ICONS) {
  return html`<svg viewBox="0 0 18 18" aria-hidden="true">${ICONS[name]}</svg>`;
}

/** What is pointed at, beside the pointer. */
export function hintBox({ clientWidth, clientHeight }: Element, { text, x, y }: Hint) {
  const left = Math.min(x + 14, clientWidth - 200);
  const top = y + 16 > clientHeight - 90 ? y - 60 : y + 16;
  return html`<div class="hint" style="left:${left}px;top:${top}px">${text}</div>`;
}
