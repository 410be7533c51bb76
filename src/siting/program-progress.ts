/** How far a program has come: its best solution (null = none yet) and its bound. */
export type ProgramTold = readonly [objective: number | null, bound: number];

/** Progress of programs under way, for a thread that asks what comes next. */
export class ProgramProgress {
  private readonly waiting = new Map<number, ((told: ProgramTold | null) => void) | null>();

  begin(program: number): void {
    this.waiting.set(program, null);
  }

  tell(program: number, told: ProgramTold): void {
    this.waiting.get(program)?.(told);
    if (this.waiting.has(program)) this.waiting.set(program, null);
  }

  end(program: number): void {
    this.waiting.get(program)?.(null);
    this.waiting.delete(program);
  }

  /** What is told next of a program; null once it has ended. */
  next(program: number): Promise<ProgramTold | null> {
    if (!this.waiting.has(program)) return Promise.resolve(null);
    return new Promise((resolve) => this.waiting.set(program, resolve));
  }
}
