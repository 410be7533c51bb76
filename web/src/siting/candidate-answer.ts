import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ExplainCandidateQuery } from '../api/generated.js';
import { bracketed, listed } from '../language/format.js';
import type { Language } from '../language/words.js';
import { shared } from '../look/shared-styles.js';
import { conflictSentence } from './conflict-sentence.js';
import { reasonWords } from './reason-words.js';
import { lossText, peopleText, statusWords } from './status-words.js';
import { candidateKinds, sitingWords } from './words.js';

export type Answer = NonNullable<ExplainCandidateQuery['explainCandidate']>;
type Explanation = Extract<Answer, { readonly reasons: unknown }>;

/** Why a candidate is, or is not, in the plan. */
@customElement('candidate-answer')
export class CandidateAnswerElement extends LitElement {
  static override styles = [
    shared,
    css`
      ul {
        margin: 6px 0;
        padding-left: 1.2em;
      }
      li:first-child {
        font-weight: 600;
      }
      h4 {
        margin: 10px 0 0;
        font-size: 14px;
      }
    `,
  ];

  @property({ attribute: false }) answer!: Answer;
  @property() language: Language = 'zh';

  override render() {
    const { answer } = this;
    if ('reasons' in answer) return this.explanation(answer);
    if ('conflicts' in answer)
      return html`<ul>
        ${answer.conflicts.map((conflict) => html`<li>${conflictSentence(conflict, this.language)}</li>`)}
      </ul>`;
    return html`<p>${sitingWords(this.language).timedOutEmpty}</p>`;
  }

  private explanation(answer: Explanation) {
    const { language } = this;
    const w = sitingWords(language);
    const people = (count: number) => peopleText(count, language);
    const kind = answer.kind ? candidateKinds(language)[answer.kind] : '';
    return html`<h4>
        ${answer.name}
        <span class="tag ${answer.inPlan ? 'good' : ''}">${answer.inPlan ? w.inPlan : w.notInPlan}</span>
        ${kind ? html`<small>${kind}</small>` : nothing}
      </h4>
      <ul>
        ${answer.reasons.map(({ code, message }) => html`<li>${this.reason(answer, code) ?? message}</li>`)}
      </ul>
      ${answer.alone ? html`<p>${w.alone(people(answer.alone.peopleNewlyCovered))}</p>` : nothing}
      ${
        answer.givenPlan
          ? html`<p>
              ${(answer.inPlan ? w.without : w.givenPlan)(people(answer.givenPlan.peopleNewlyCovered))}
            </p>`
          : nothing
      }
      ${this.including(answer)}
      <small>${statusWords(answer.plan, language)}</small>`;
  }

  private reason({ lossAtLeast, lossAtMost, dominatedBy }: Explanation, code: string): string | null {
    const sentences = reasonWords(this.language) as Readonly<
      Record<string, ReturnType<typeof reasonWords>['DOMINATED']>
    >;
    const [least, most] = [lossAtLeast ?? 0, lossAtMost ?? 0];
    return (
      sentences[code]?.({
        loss: lossText(least, most, this.language),
        win: lossText(-most, -least, this.language),
        replacedBy: namesOf(dominatedBy, this.language),
      }) ?? null
    );
  }

  private including({ including, plan }: Explanation) {
    if (!including || !('sites' in including)) return nothing;
    const { language } = this;
    const w = sitingWords(language);
    const chosen = new Set(including.sites.map(({ candidateId }) => candidateId));
    const replaced = plan.sites.filter(({ candidateId }) => !chosen.has(candidateId));
    return html`<p>
      ${w.includingTitle} ${namesOf(including.sites, language)}
      ${
        replaced.length > 0
          ? html`<small>${bracketed(w.replaces(namesOf(replaced, language)), language)}</small>`
          : nothing
      }
    </p>`;
  }
}

function namesOf(places: readonly { readonly name: string }[], language: Language): string {
  return listed(
    places.map(({ name }) => name),
    language,
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'candidate-answer': CandidateAnswerElement;
  }
}
