import { html } from 'lit';
import type { DivisionPlaceFragment } from '../api/generated.js';
import { chooseWords } from '../choose/words.js';
import type { Language } from '../language/words.js';

/** Where a division lies in the tree; `choose` is called with the code of the one to go up to. */
export function crumbs(
  { ancestors, code, name, synthetic }: DivisionPlaceFragment,
  language: Language,
  choose: (code: string) => void,
) {
  return html`<nav class="crumbs" aria-label=${chooseWords(language).breadcrumbs}>
    <ol>
      ${ancestors.map(
        (each) =>
          html`<li><button class="plain" @click=${() => choose(each.code)}>${each.name}</button></li>`,
      )}
      <li><span aria-current="location" title=${code} ?data-synthetic=${synthetic}>${name}</span></li>
    </ol>
  </nav>`;
}
