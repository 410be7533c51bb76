/**
 * How the answer to a request leaves: in pieces, of which the first may be under way while others are still being made
 * (LateJsonText), and out of memory that is lent to it. A request without this gets its answer when all of it is there,
 * in memory of its own.
 */
export class Sending {
  private readonly works: Promise<unknown>[] = [];
  private releases: (() => void)[] | null = [];

  /** Keeps the request under watch (time limit, client gone) until some work for its answer has ended. */
  during(work: Promise<unknown>): void {
    this.works.push(work);
  }

  /** Fulfilled when all work for the answer has ended, well or not. */
  async worked(): Promise<void> {
    await Promise.allSettled(this.works);
  }

  /** Calls `release` once nothing of the answer is read any more: when it has been sent, or its client has gone. */
  atEnd(release: () => void): void {
    if (this.releases) this.releases.push(release);
    else release();
  }

  /** Says that nothing of the answer is read any more. */
  end(): void {
    const releases = this.releases ?? [];
    this.releases = null;
    for (const release of releases) release();
  }
}
