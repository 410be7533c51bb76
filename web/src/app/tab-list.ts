import { html } from 'lit';
import type { Language } from '../language/words.js';
import { type Tab, TABS } from '../state/view-state.js';
import { appWords } from './words.js';

/** The tabs of the page; arrow keys go to the next one. */
export function tabList(language: Language, tab: Tab, choose: (tab: Tab) => void) {
  const w = appWords(language);
  const steer = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length];
    choose(next);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return html`<div role="tablist" aria-label=${w.tabs} @keydown=${steer}>
    ${TABS.map(
      (each) =>
        html`<button
          role="tab"
          id="tab-${each}"
          aria-selected=${each === tab}
          aria-controls="panel"
          tabindex=${each === tab ? 0 : -1}
          @click=${() => choose(each)}
        >
          ${w[each]}
        </button>`,
    )}
  </div>`;
}
