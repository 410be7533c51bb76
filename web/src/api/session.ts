/** Where the API key of this browser tab is kept; it is gone when the tab is closed. */
const PLACE = 'carecircle.key';

/** The API key people signed in with; tells a change by a `change` event. */
class Session extends EventTarget {
  get key(): string | null {
    return sessionStorage.getItem(PLACE);
  }

  set key(key: string | null) {
    if (key) sessionStorage.setItem(PLACE, key);
    else sessionStorage.removeItem(PLACE);
    this.dispatchEvent(new Event('change'));
  }
}

export const session = new Session();
