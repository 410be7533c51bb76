export interface LatestWinsOptions<Q, A> {
  readonly ask: (question: Q, signal: AbortSignal) => Promise<A>;
  readonly onAnswer: (answer: A, question: Q) => void;
  /** Told of what went wrong, never of what was called off. */
  readonly onProblem: (problem: unknown, question: Q) => void;
  /** Milliseconds between the beginnings of two requests. */
  readonly spacing: number;
}

/**
 * Asks a question that changes faster than it is answered, such as while a marker is dragged: one request at a time, no
 * more often than every `spacing` milliseconds, always for the latest question; those in between are never sent. Answers
 * arrive in the order of their questions.
 */
export class LatestWins<Q, A> {
  private waiting: { readonly question: Q } | null = null;
  private running: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private lastBegan = -Infinity;

  constructor(private readonly options: LatestWinsOptions<Q, A>) {}

  get isBusy(): boolean {
    return this.running !== null || this.waiting !== null;
  }

  /** Asks as soon as it is this question's turn. */
  ask(question: Q): void {
    this.waiting = { question };
    this.goOn();
  }

  /** Asks at once; what is under way is called off, and its answer will not be heard of. */
  askNow(question: Q): void {
    this.callOff();
    this.waiting = { question };
    this.begin();
  }

  /** Calls off what is under way and forgets what waits. */
  callOff(): void {
    this.waiting = null;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.running?.abort();
    this.running = null;
  }

  private goOn(): void {
    if (this.waiting === null || this.running !== null || this.timer !== null) return;
    const pause = this.lastBegan + this.options.spacing - performance.now();
    if (pause <= 0) return this.begin();
    this.timer = setTimeout(() => {
      this.timer = null;
      this.begin();
    }, pause);
  }

  private begin(): void {
    if (this.waiting === null) return;
    const { question } = this.waiting;
    const run = new AbortController();
    this.waiting = null;
    this.running = run;
    this.lastBegan = performance.now();
    void this.settle(question, run);
  }

  private async settle(question: Q, run: AbortController): Promise<void> {
    const { ask, onAnswer, onProblem } = this.options;
    try {
      const answer = await ask(question, run.signal);
      if (this.running === run) onAnswer(answer, question);
    } catch (problem) {
      if (this.running === run) onProblem(problem, question);
    } finally {
      if (this.running === run) {
        this.running = null;
        this.goOn();
      }
    }
  }
}
