import { html, nothing } from 'lit';
import type { Language } from '../language/words.js';
import '../look/notice-box.js';
import { scenarioProblemWords } from './saving.js';
import { scenarioWords } from './words.js';

export interface ScenarioProblems {
  readonly problem: unknown;
  /** Names of what is too far from the network to be reached. */
  readonly offNetwork: readonly string[];
  readonly language: Language;
  readonly onRetry: () => void;
}

/** What went wrong, and what of the plan counts for nobody. */
export function scenarioProblems({ problem, offNetwork, language, onRetry }: ScenarioProblems) {
  const words = scenarioProblemWords(problem, language);
  const w = scenarioWords(language);
  return html`${
    words
      ? html`<notice-box kind="error" .language=${language}>${words}</notice-box>`
      : problem
        ? html`<notice-box .problem=${problem} .language=${language} @retry=${onRetry}></notice-box>`
        : nothing
  }
  ${offNetwork.map((name) => html`<notice-box .language=${language}>${w.offNetwork(name)}</notice-box>`)}`;
}
