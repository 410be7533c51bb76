import { type Effect, effectOf, isSame, type Recomputed } from '../moving/effect.js';
import { LatestWins } from '../moving/latest-wins.js';
import type { Plan } from '../moving/plan.js';
import { type ServiceTerms, toScenarioChanges, toWhatIfChanges } from '../moving/plan-changes.js';

/** What is tried out, under which rule. */
export interface TryOutQuestion {
  readonly divisionCode: string;
  readonly service: string;
  readonly walkMinutes: number;
  readonly speedMetersPerSecond: number;
  readonly asOf: string;
}

/** A quick answer: the effect, and the names of new places no walkway is near. */
export interface QuickAnswer {
  readonly effect: Effect;
  readonly offNetwork: readonly string[];
}

export interface FullAnswer {
  readonly before: Recomputed;
  readonly after: Recomputed;
}

/** How the server is asked. */
export interface TryOutApi {
  readonly terms: (question: TryOutQuestion, signal: AbortSignal) => Promise<ServiceTerms>;
  readonly quick: (
    question: TryOutQuestion,
    changes: ReturnType<typeof toWhatIfChanges>,
    signal: AbortSignal,
  ) => Promise<QuickAnswer>;
  readonly full: (
    question: TryOutQuestion,
    changes: ReturnType<typeof toScenarioChanges>,
    signal: AbortSignal,
  ) => Promise<FullAnswer>;
}

/**
 * `moving`: a quick answer while something is dragged; `same`, `other`: what computing everything anew then said;
 * `unchecked`: that could not be asked; `stale`: the effect is of an earlier plan, this one's could not be asked.
 */
export type Standing = 'moving' | 'checking' | 'same' | 'other' | 'unchecked' | 'stale';

/** Milliseconds between two quick questions: often enough for the eye, within what the server allows a minute. */
const SPACING = 60;
/** How long a plan rests before everything is computed anew: arrow keys let it rest many times a second. */
const REST = 150;

/**
 * What a plan does to coverage: quick answers while it is changed, and, once it rests, the full computation, which is
 * the one that is shown if the two differ.
 */
export class TryOut {
  effect: Effect | null = null;
  standing: Standing = 'moving';
  offNetwork: readonly string[] = [];
  problem: unknown = null;
  /** Milliseconds from the last question of `preview` or `settle` to its quick answer. */
  lastMillis: number | null = null;
  private since: number | null = null;

  private question: TryOutQuestion | null = null;
  private termsOf: { readonly key: string; readonly terms: Promise<ServiceTerms> } | null = null;
  private settled: Plan | null = null;
  private quickFor: Plan | null = null;
  /** Whether anything of that plan bears on the service, so that there is a quick answer. */
  private hasQuick = false;
  private fullAnswer: { readonly plan: Plan; readonly answer: FullAnswer } | null = null;
  private checking: AbortController | null = null;
  private readonly latest: LatestWins<{ readonly plan: Plan; readonly since: number }, QuickAnswer | null>;

  constructor(
    private readonly api: TryOutApi,
    private readonly onChange: () => void,
  ) {
    this.latest = new LatestWins({
      spacing: SPACING,
      ask: ({ plan }, signal) => this.askQuick(plan, signal),
      onAnswer: (answer, { plan, since }) => this.takeQuick(answer, plan, since),
      onProblem: (problem) => this.tell(problem),
    });
  }

  /** Whose coverage is told of, and by which rule; the next plan is answered under it. */
  ask(question: TryOutQuestion | null): void {
    this.clear();
    this.question = question;
  }

  /** Lets the server make ready what quick answers need; nobody hears of the answer. */
  warmUp(plan: Plan): void {
    this.askQuick(plan, new AbortController().signal).catch(() => {});
  }

  /** While something is dragged. */
  preview(plan: Plan): void {
    if (!this.question) return;
    this.settled = null;
    this.checking?.abort();
    this.standing = 'moving';
    this.latest.ask({ plan, since: performance.now() });
  }

  /** Once it rests. */
  settle(plan: Plan): void {
    this.settled = plan;
    this.fullAnswer = null;
    this.checking?.abort();
    if (!this.question || plan.length === 0) return this.clear();
    this.standing = 'checking';
    this.latest.askNow({ plan, since: performance.now() });
    void this.check(plan, this.question);
    this.onChange();
  }

  /** Called when the latest answer is drawn: notes how long that took, for whoever measures the page. */
  measure(): void {
    if (this.since === null) return;
    performance.measure('drag-to-coverage', { start: this.since, end: performance.now() });
    this.since = null;
  }

  clear(): void {
    this.latest.callOff();
    this.checking?.abort();
    [this.effect, this.problem, this.quickFor, this.fullAnswer] = [null, null, null, null];
    this.offNetwork = [];
    this.onChange();
  }

  /** @returns null where nothing of the plan bears on the service */
  private async askQuick(plan: Plan, signal: AbortSignal): Promise<QuickAnswer | null> {
    const { question } = this;
    if (!question) return null;
    const changes = toWhatIfChanges(plan, await this.terms(question, signal));
    signal.throwIfAborted();
    return changes.length === 0 ? null : this.api.quick(question, changes, signal);
  }

  private terms(question: TryOutQuestion, signal: AbortSignal): Promise<ServiceTerms> {
    const key = [question.divisionCode, question.service, question.asOf].join(' ');
    if (this.termsOf?.key === key) return this.termsOf.terms;
    const terms = this.api.terms(question, signal);
    this.termsOf = { key, terms };
    // What failed, or was called off, is asked again.
    terms.catch(() => {
      if (this.termsOf?.terms === terms) this.termsOf = null;
    });
    return terms;
  }

  private takeQuick(answer: QuickAnswer | null, plan: Plan, since: number): void {
    this.problem = null;
    this.quickFor = plan;
    this.lastMillis = performance.now() - since;
    this.since = since;
    this.hasQuick = answer !== null;
    this.effect = answer?.effect ?? null;
    this.offNetwork = answer?.offNetwork ?? [];
    this.reconcile();
    this.onChange();
  }

  private async check(plan: Plan, question: TryOutQuestion): Promise<void> {
    const checking = (this.checking = new AbortController());
    await new Promise((resolve) => setTimeout(resolve, REST));
    if (checking.signal.aborted) return;
    try {
      const answer = await this.api.full(question, toScenarioChanges(plan), checking.signal);
      if (this.checking !== checking || checking.signal.aborted) return;
      this.fullAnswer = { plan, answer };
      this.reconcile();
      this.onChange();
    } catch (problem) {
      if (this.checking === checking && !checking.signal.aborted) this.tell(problem);
    }
  }

  /** Holds the quick answer against the full one, once both are there. */
  private reconcile(): void {
    const { settled, quickFor, fullAnswer, effect, hasQuick } = this;
    if (settled === null || quickFor !== settled) return;
    if (fullAnswer?.plan !== settled) {
      if (this.standing === 'stale') this.standing = 'unchecked';
      return;
    }
    const { before, after } = fullAnswer.answer;
    if (effect && isSame(effect, before, after)) {
      this.standing = 'same';
      return;
    }
    // With nothing to ask quickly about, the full answer is the only one, not another one.
    this.standing = hasQuick ? 'other' : 'same';
    this.effect = effectOf(before, after);
  }

  private tell(problem: unknown): void {
    this.problem = problem;
    if (this.settled !== null) this.standing = this.quickFor === this.settled ? 'unchecked' : 'stale';
    this.onChange();
  }
}
