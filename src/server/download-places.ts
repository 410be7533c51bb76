import { PlanningError } from '../platform/errors/planning-error.js';

/** More at once would leave others waiting for the database. */
const AT_ONCE = 6;
/** Of one address, so that nobody alone keeps all others out. */
const OF_AN_ADDRESS = 3;
const WAIT_SECONDS = 5;

/** Places of those who are sent a download. */
export class DownloadPlaces {
  private readonly byAddress = new Map<string, number>();
  private taken = 0;

  /**
   * @returns what gives the place back, once however often it is called
   * @throws PlanningError UNAVAILABLE where all are taken, LIMIT_EXCEEDED where the address has its share
   */
  take(address: string): () => void {
    const own = this.byAddress.get(address) ?? 0;
    if (own === OF_AN_ADDRESS) throw full('LIMIT_EXCEEDED', `${own} downloads for your address`);
    if (this.taken === AT_ONCE) throw full('UNAVAILABLE', `${AT_ONCE} downloads`);
    this.taken++;
    this.byAddress.set(address, own + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.taken--;
      const left = this.byAddress.get(address)! - 1;
      if (left > 0) this.byAddress.set(address, left);
      else this.byAddress.delete(address);
    };
  }
}

function full(code: 'LIMIT_EXCEEDED' | 'UNAVAILABLE', what: string): PlanningError {
  return new PlanningError(code, `${what} are under way; ask again in a moment.`, {
    retryAfterSeconds: WAIT_SECONDS,
  });
}
