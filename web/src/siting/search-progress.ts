import { html, nothing } from 'lit';
import { formatNumber } from '../language/format.js';
import type { Language } from '../language/words.js';
import '../look/notice-box.js';
import './bound-plot.js';
import type { SitingOutcome } from './siting-api.js';
import type { SitingAsked } from './siting-question.js';
import type { SitingRun } from './siting-run.js';
import { gapText, peopleText } from './status-words.js';
import { sitingWords } from './words.js';

/** How a search goes: its phase, the plan so far and what none can exceed, and a button that ends it. */
export function searchProgress(run: SitingRun<SitingAsked, SitingOutcome>, language: Language) {
  const w = sitingWords(language);
  const { phase, gap } = run.state;
  const points = run.pointsUntil(performance.now());
  if (phase === 'cancelled') return html`<notice-box .language=${language}>${w.cancelled}</notice-box>`;
  if (!run.isBusy) return nothing;
  const last = points[points.length - 1];
  const figures = [
    last?.incumbent == null ? '' : w.soFar(peopleText(last.incumbent, language)),
    last?.bound == null ? '' : w.atMost(peopleText(last.bound, language)),
    gap === null ? '' : w.gapNow(gapText(gap, language)),
    last ? w.secondsNow(formatNumber(last.seconds, language, 1)) : '',
  ].filter(Boolean);
  return html`<section class="card working">
    <div class="row">
      <strong role="status">${w[phase]}</strong>
      <button @click=${() => run.cancel()} ?disabled=${phase === 'cancelling'}>${w.cancel}</button>
    </div>
    <bound-plot .points=${points} .language=${language}></bound-plot>
    <div class="figures soft">${figures.join(' · ')}</div>
  </section>`;
}
