import { html } from 'lit';
import type { Language } from '../language/words.js';
import { appWords } from './words.js';

/** Links to what the program has beside the map: public lists, downloads, the API. */
export function pageFooter(language: Language) {
  const w = appWords(language);
  return html`<footer>
    <nav aria-label=${w.more}>
      <a href="/public?lang=${language}" title=${w.listsHint}>${w.lists}</a>
      <a href="/downloads" title=${w.downloadsHint}>${w.downloads}</a>
      <a href="/graphql" title=${w.apiHint}>${w.api}</a>
    </nav>
  </footer>`;
}
