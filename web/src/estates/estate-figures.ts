import { css, html, nothing } from 'lit';
import { bracketed, formatCount } from '../language/format.js';
import type { Language } from '../language/words.js';
import { exactFigureText } from './exact-sum.js';
import type { EstateAudit } from './totals-tables.js';
import { estateWords } from './words.js';

/** What the estates come to: how many, and the areas they owe, have and lack, with where that comes from. */
export function estateFigures({ asOf, sources, synthetic, totals }: EstateAudit, language: Language) {
  const w = estateWords(language);
  const count = (title: string, value: number) => card(title, formatCount(value, language));
  const area = (title: string, figure: EstateAudit['totals']['deficitSquareMeters']) =>
    card(title + bracketed(w.squareMeters, language), exactFigureText(figure));
  return html`<p class="soft">
      ${asOf}${sources.length > 0 ? ` · ${sources.join('；')}` : ''}
      ${synthetic ? html`<span class="tag synthetic">${w.synthetic}</span>` : nothing}
    </p>
    <dl class="sums">
      ${count(w.estates, totals.estates)} ${count(w.counted, totals.counted)}
      ${count(w.keptApart, totals.keptApart)} ${count(w.inDeficit, totals.inDeficit)}
      ${count(w.inBreach, totals.inBreach)} ${area(w.required, totals.requiredSquareMeters)}
      ${area(w.provided, totals.providedSquareMeters)} ${area(w.deficit, totals.deficitSquareMeters)}
    </dl>
    <p class="soft">${w.keptApartHint}</p>`;
}

function card(title: string, figure: string) {
  return html`<div>
    <dt>${title}</dt>
    <dd>${figure}</dd>
  </div>`;
}

export const estateFiguresStyles = css`
  .sums {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(130px, 1fr));
    gap: 8px;
    margin: 8px 0;
  }
  .sums div {
    padding: 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .sums dt {
    color: var(--ink-soft);
    font-size: 12px;
  }
  .sums dd {
    margin: 0;
    font-size: 16px;
    letter-spacing: -0.01em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
`;
