import { html, nothing } from 'lit';
import type { Language } from '../language/words.js';
import '../look/notice-box.js';
import './candidate-answer.js';
import type { CandidateQuestion } from './candidate-question.js';
import type { Candidate } from './load-candidates.js';
import { sitingWords } from './words.js';

export interface WhyNotHere {
  readonly question: CandidateQuestion;
  readonly candidates: readonly Candidate[];
  /** Whether nodes of the network are candidates too, which the list leaves out. */
  readonly withNodes: boolean;
  readonly language: Language;
  readonly onAsk: (candidateId: string) => void;
}

/** Asks for a candidate by its name or id and shows why it is in the plan or not. */
export function whyNotHere({ question, candidates, withNodes, language, onAsk }: WhyNotHere) {
  const w = sitingWords(language);
  const askTyped = (event: Event) => {
    event.preventDefault();
    const text = question.text.trim();
    const named = candidates.find(({ id, name }) => id === text || name === text);
    if (text) onAsk(named?.id ?? text);
  };
  return html`<section class="card why">
    <h3>${w.candidatesTitle}</h3>
    <p class="soft">${w.candidatesHint} ${withNodes ? w.nodesHint : nothing}</p>
    <form class="row" @submit=${askTyped}>
      <input
        list="candidates"
        aria-label=${w.candidateId}
        placeholder=${w.candidateId}
        .value=${question.text}
        @input=${(event: Event) => (question.text = (event.target as HTMLInputElement).value)}
      />
      <datalist id="candidates">
        ${candidates.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
      </datalist>
      <button>${w.ask}</button>
    </form>
    ${
      question.isAsking
        ? html`<notice-box kind="progress" stoppable .language=${language} @stop=${() => question.stop()}>
            ${w.asking}
          </notice-box>`
        : nothing
    }
    ${
      question.problem
        ? html`<notice-box .problem=${question.problem} .language=${language}></notice-box>`
        : nothing
    }
    <div aria-live="polite">
      ${
        question.answer
          ? html`<candidate-answer .answer=${question.answer} .language=${language}></candidate-answer>`
          : nothing
      }
    </div>
  </section>`;
}
