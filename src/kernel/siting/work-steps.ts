/** Entries gone through between two pauses: some 5–20 ms of work. */
const ENTRIES_A_STEP = 1_000_000;

/** Counts work and says when a pause is due, so that long loops let others run. */
export class WorkSteps {
  private left: number;

  constructor(
    private readonly pause: () => Promise<void>,
    private readonly size = ENTRIES_A_STEP,
  ) {
    this.left = size;
  }

  /** Whether it is time to rest after so much more work (negative counts as none). */
  isDue(entries: number): boolean {
    if (entries > 0) this.left -= entries;
    return this.left <= 0;
  }

  async rest(): Promise<void> {
    this.left = this.size;
    await this.pause();
  }
}
