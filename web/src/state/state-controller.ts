import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ViewState } from './view-state.js';
import type { ViewChange, ViewStore } from './view-store.js';

/** Draws its host anew whenever the view changes. */
export class StateController implements ReactiveController {
  private unfollow: (() => void) | null = null;

  /**
   * @param store the store, or what finds it once the host is connected (a property set by the parent)
   * @param onChange called before the host is drawn anew
   */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly store: ViewStore | (() => ViewStore),
    private readonly onChange?: (change: ViewChange) => void,
  ) {
    host.addController(this);
  }

  get state(): ViewState {
    return this.found.state;
  }

  hostConnected(): void {
    this.unfollow = this.found.follow((change) => {
      this.onChange?.(change);
      this.host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.unfollow?.();
    this.unfollow = null;
  }

  private get found(): ViewStore {
    return typeof this.store === 'function' ? this.store() : this.store;
  }
}
