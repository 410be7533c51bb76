import type { ReactiveControllerHost } from 'lit';
import { ExplainCandidateDocument } from '../api/generated.js';
import { request } from '../api/request.js';
import type { Answer } from './candidate-answer.js';
import { asRequest, type SitingAsked } from './siting-question.js';

/** Asks why a candidate is in a plan or not; the last question counts. */
export class CandidateQuestion {
  /** What stands in the field: typed, or asked last. */
  text = '';
  answer: Answer | null = null;
  problem: unknown = null;
  private asking: AbortController | null = null;

  constructor(private readonly host: ReactiveControllerHost) {}

  get isAsking(): boolean {
    return this.asking !== null;
  }

  /** Of the candidate that was answered for; empty where none was. */
  get answeredId(): string {
    return this.answer && 'candidateId' in this.answer ? this.answer.candidateId : '';
  }

  async ask(asked: SitingAsked, candidateId: string): Promise<void> {
    this.stop();
    const asking = (this.asking = new AbortController());
    [this.answer, this.problem, this.text] = [null, null, candidateId];
    try {
      const variables = { ...asRequest(asked), candidateId };
      const { explainCandidate } = await request(ExplainCandidateDocument, variables, asking);
      if (this.asking === asking) this.answer = explainCandidate ?? null;
    } catch (problem) {
      if (this.asking === asking) this.problem = problem;
    } finally {
      if (this.asking === asking) this.asking = null;
      this.host.requestUpdate();
    }
  }

  stop(): void {
    this.asking?.abort();
    this.asking = null;
    this.host.requestUpdate();
  }

  forgetAnswer(): void {
    this.answer = null;
    this.host.requestUpdate();
  }

  /** As if nothing had been asked. */
  forget(): void {
    [this.answer, this.problem] = [null, null];
    this.stop();
  }
}
