import { html } from 'lit';
import type { Language } from '../language/words.js';
import { conflictSentence } from './conflict-sentence.js';
import type { SitingOutcome } from './siting-api.js';
import { sitingWords } from './words.js';

type Infeasible = Extract<SitingOutcome, { readonly conflicts: unknown }>;

/** Says that no plan can meet what was asked, and what stands against each other. */
export function infeasibleCard({ conflicts }: Infeasible, language: Language) {
  const w = sitingWords(language);
  return html`<section class="card" role="alert">
    <h3>${w.infeasibleTitle}</h3>
    <p>${w.infeasibleHint}</p>
    <ul>
      ${conflicts.map((conflict) => html`<li>${conflictSentence(conflict, language)}</li>`)}
    </ul>
  </section>`;
}
