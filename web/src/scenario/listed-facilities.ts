import type { ReactiveControllerHost } from 'lit';
import type { KnownFacility } from '../moving/plan.js';
import type { ViewState } from '../state/view-state.js';
import { findFacility, listFacilities } from './known-facilities.js';

/** Facilities of the division that serve the chosen service, to choose from. */
export class ListedFacilities {
  listed: readonly KnownFacility[] = [];
  private loading = new AbortController();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly onListed: () => void,
    private readonly onProblem: (problem: unknown) => void,
  ) {}

  async load({ division, service, asOf }: ViewState): Promise<void> {
    this.loading.abort();
    const { signal } = (this.loading = new AbortController());
    this.put([]);
    if (division === null) return;
    try {
      this.put(await listFacilities(division, service, asOf, signal));
      this.onListed();
    } catch (problem) {
      if (!signal.aborted) this.onProblem(problem);
    }
  }

  /** One of the list, or of elsewhere; null where there is none. */
  async find(id: string): Promise<KnownFacility | null> {
    return this.listed.find((each) => each.id === id) ?? (await findFacility(id));
  }

  stop(): void {
    this.loading.abort();
  }

  private put(listed: readonly KnownFacility[]): void {
    this.listed = listed;
    this.host.requestUpdate();
  }
}
