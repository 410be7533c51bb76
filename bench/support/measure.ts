/** Milliseconds of every run of one contestant. */
export interface Timing {
  readonly median: number;
  readonly least: number;
  readonly runs: number;
}

export interface Contestant {
  readonly name: string;
  /** Does the work once; what it returns is not looked at. */
  readonly run: (round: number) => unknown;
  /** Pieces of work in one run; times are told per piece. */
  readonly pieces?: number;
  /** Rounds this contestant sits out: a slow one may run in every n-th only. */
  readonly every?: number;
}

export const MIN_RUNS = 9;

/**
 * Times contestants in turns in this process, in an order that turns round every round, so that another program on the
 * machine disturbs all of them alike. The first two rounds warm up and are thrown away.
 */
export async function race(
  contestants: readonly Contestant[],
  rounds = MIN_RUNS,
): Promise<Map<string, Timing>> {
  const times = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  const warmUp = 2;
  for (let round = 0; round < rounds + warmUp; round++) {
    const order = round % 2 === 0 ? contestants : [...contestants].reverse();
    for (const { name, run, pieces = 1, every = 1 } of order) {
      if (round >= warmUp && (round - warmUp) % every !== 0) continue;
      const begin = performance.now();
      await run(round);
      const elapsed = performance.now() - begin;
      if (round >= warmUp) times.get(name)!.push(elapsed / pieces);
    }
  }
  return new Map([...times].map(([name, list]) => [name, timingOf(list)]));
}

export function timingOf(milliseconds: readonly number[]): Timing {
  return {
    median: quantile(milliseconds, 0.5),
    least: Math.min(...milliseconds),
    runs: milliseconds.length,
  };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
