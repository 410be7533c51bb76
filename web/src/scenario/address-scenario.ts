import { ApiProblem } from '../api/request.js';
import { plans } from '../moving/plans.js';
import type { ViewStore } from '../state/view-store.js';
import { openScenario } from './saving.js';

/** The scenario the address names. */
export class AddressScenario {
  private opening = new AbortController();

  constructor(
    private readonly store: () => ViewStore,
    private readonly onProblem: (problem: unknown) => void,
  ) {}

  /** Opens it, unless it is open already. */
  async open(): Promise<void> {
    const store = this.store();
    const { scenario } = store.state;
    this.opening.abort();
    const { signal } = (this.opening = new AbortController());
    if (!scenario || plans.saved?.id === scenario) return;
    try {
      const saved = await openScenario(scenario, signal);
      if (store.state.scenario !== scenario) return;
      if (saved) plans.open(saved);
      else store.set({ scenario: undefined });
    } catch (problem) {
      if (signal.aborted) return;
      this.onProblem(problem);
      // The address goes on without it, or every page would ask for it in vain.
      if (problem instanceof ApiProblem && problem.code === 'NOT_FOUND') store.set({ scenario: undefined });
    }
  }

  stop(): void {
    this.opening.abort();
  }
}
