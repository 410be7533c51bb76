import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { session } from '../api/session.js';

/**
 * An answer that an element shows: asked for when its question changes or somebody signs in, given up when the element
 * leaves the page or another question takes its place.
 */
export class Asked<Answer> implements ReactiveController {
  data: Answer | null = null;
  problem: unknown = null;
  isLoading = false;
  private key: string | null = null;
  private load: ((signal: AbortSignal) => Promise<Answer>) | null = null;
  private running: AbortController | null = null;

  /** @param keepsOld shows the answer before while the next is awaited */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly keepsOld = false,
  ) {
    host.addController(this);
  }

  /** Asks where the key differs from the one before; call it in `willUpdate`. null asks nothing. */
  ask(key: string | null, load: (signal: AbortSignal) => Promise<Answer>): void {
    if (key === this.key) return;
    this.key = key;
    this.load = load;
    if (key === null) {
      this.running?.abort();
      this.isLoading = false;
      this.data = this.problem = null;
    } else {
      this.start();
    }
  }

  /** Asks the same once more. */
  readonly again = (): void => {
    if (this.key === null) return;
    this.start();
    this.host.requestUpdate();
  };

  /** Takes an answer that came by another way, such as from a mutation. */
  put(data: Answer): void {
    this.data = data;
    this.host.requestUpdate();
  }

  hostConnected(): void {
    session.addEventListener('change', this.again);
  }

  hostDisconnected(): void {
    session.removeEventListener('change', this.again);
    this.running?.abort();
    this.key = null;
  }

  private start(): void {
    this.running?.abort();
    const running = (this.running = new AbortController());
    if (!this.keepsOld) this.data = null;
    this.problem = null;
    this.isLoading = true;
    void this.follow(running);
  }

  private async follow(running: AbortController): Promise<void> {
    try {
      const data = await this.load!(running.signal);
      if (this.running === running) this.data = data;
    } catch (problem) {
      if (this.running === running && !running.signal.aborted) this.problem = problem;
    } finally {
      if (this.running === running) {
        this.isLoading = false;
        this.host.requestUpdate();
      }
    }
  }
}
