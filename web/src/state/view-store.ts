import { readViewState, type ViewState, writeViewState } from './view-state.js';

/** What `change` events carry. */
export interface ViewChange {
  readonly state: ViewState;
  readonly previous: ViewState;
  /** `user`: set by the page; `address`: back, forward or a typed address. */
  readonly cause: 'user' | 'address';
}

/** Changes that are steps of looking around, not places to go back to. */
const NO_STEP: readonly (keyof ViewState)[] = ['camera', 'layers', 'language'];

/** Holds the view. Tells every change by a `change` event whose `detail` is a `ViewChange`. */
export class ViewStore extends EventTarget {
  private current: ViewState;

  constructor(initial: ViewState) {
    super();
    this.current = initial;
  }

  get state(): ViewState {
    return this.current;
  }

  /** Changes some of the view; nothing happens where it is so already. Another division begins with its own camera. */
  set(patch: Partial<ViewState>): void {
    const moved = patch.division !== undefined && patch.division !== this.current.division;
    this.replace(
      { ...this.current, ...(moved && { camera: undefined, selected: undefined }), ...patch },
      'user',
    );
  }

  /** Changes what a panel keeps under `tab.word`; null forgets it. */
  keep(name: `${string}.${string}`, value: string | null): void {
    const { [name]: _dropped, ...others } = this.current.more;
    this.set({ more: value === null ? others : { ...others, [name]: value } });
  }

  /** @internal Takes a whole view over, from the address. */
  replace(state: ViewState, cause: ViewChange['cause']): void {
    const previous = this.current;
    if (writeViewState(previous) === writeViewState(state)) return;
    this.current = state;
    this.dispatchEvent(new CustomEvent<ViewChange>('change', { detail: { state, previous, cause } }));
  }

  /** Calls back on every change. @returns what ends that */
  follow(hear: (change: ViewChange) => void): () => void {
    const listen = (event: Event) => hear((event as CustomEvent<ViewChange>).detail);
    this.addEventListener('change', listen);
    return () => this.removeEventListener('change', listen);
  }
}

/** The part of a browser's window that holds the address. */
export type AddressBar = Pick<Window, 'location' | 'history' | 'addEventListener'>;

/** Keeps the address and the view the same: changes are written there, back and forward are followed. */
export function keepInAddress(store: ViewStore, bar: AddressBar): void {
  const write = (isStep: boolean) => {
    const address = bar.location.pathname + writeViewState(store.state) + bar.location.hash;
    if (isStep) bar.history.pushState(null, '', address);
    else bar.history.replaceState(null, '', address);
  };
  write(false);
  store.follow(({ state, previous, cause }) => {
    if (cause === 'address') return;
    // The first division is chosen by the page itself.
    const isStep =
      previous.division !== null &&
      (Object.keys(state) as (keyof ViewState)[]).some(
        (key) => !NO_STEP.includes(key) && JSON.stringify(state[key]) !== JSON.stringify(previous[key]),
      );
    write(isStep);
  });
  bar.addEventListener('popstate', () => {
    store.replace(readViewState(bar.location.search, { ...store.state, more: {} }), 'address');
  });
}
