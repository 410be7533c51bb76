import { brokenCuts, type CoverCut } from './cover-cuts.js';
import type { CoverRelaxation, Relaxed } from './cover-relaxation.js';
import type { MclpModel } from './mclp-model.js';

export interface TightenOptions {
  /** Cuts known to hold. */
  readonly cuts: readonly CoverCut[];
  /** Values per site to hand to the first solve. */
  readonly leaning?: Float64Array;
  /** Solves the relaxation once; values per site tell where plans may be looked for meanwhile. */
  readonly solve: (values?: Float64Array) => Promise<Relaxed>;
  /** Bounds up to this need not be told apart. */
  readonly mustExceed: () => number;
  readonly isEnough: (bound: number) => boolean;
  readonly secondsLeft: () => number;
  readonly pause: () => Promise<void>;
  readonly onBound: (bound: number) => void;
}

/** Cuts of one round, how many rounds there are, and the share of the gap a round has to close for another one. */
const MOST_CUTS = 150;
const MOST_ROUNDS = 12;
const LEAST_CLOSED = 0.05;

/**
 * Solves a relaxation with cuts as long as they close enough of the gap. Bends and cuts join together: a solution need
 * not be exact to be cut. It ends exact, or with a bound that is enough or too late.
 */
export async function tightenCover(
  model: MclpModel,
  relaxation: CoverRelaxation,
  { cuts, leaning, solve, mustExceed, isEnough, secondsLeft, pause, onBound }: TightenOptions,
): Promise<Relaxed> {
  const known = new Set<string>();
  const add = (found: readonly CoverCut[]) => {
    for (const cut of found) known.add(cut.join());
    relaxation.addCuts(found);
  };
  add(cuts);
  let solved = await solve(leaning);
  for (let round = 0; ; round++) {
    if (solved.status !== 'optimal' || solved.value <= mustExceed()) return solved;
    onBound(solved.value);
    await pause();
    const { value, sites } = solved;
    if (isEnough(value) || secondsLeft() <= 0) return solved;
    const isBent = relaxation.bend(sites);
    const isKnown = (cut: CoverCut) => known.has(cut.join());
    const found = round < MOST_ROUNDS ? brokenCuts(model, sites, isKnown, MOST_CUTS) : [];
    if (!isBent && found.length === 0) return solved;
    add(found);
    solved = await solve(sites);
    const closed = solved.status === 'optimal' ? value - solved.value : 0;
    if (!isBent && closed < LEAST_CLOSED * (value - mustExceed())) round = MOST_ROUNDS;
  }
}
