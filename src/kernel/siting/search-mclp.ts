import { coveredWeight } from './cover-state.js';
import { CoverSwap } from './cover-swap.js';
import { FixedChance } from './fixed-chance.js';
import { descend } from './greedy-mclp.js';
import type { MclpModel } from './mclp-model.js';

export interface SearchMclpOptions {
  /** Descents in a row without a better plan after which the search ends. */
  readonly patience: number;
  /** Asked after every descent. */
  readonly isEnough?: (value: number) => boolean;
  /** Awaited between descents. */
  readonly pause?: () => Promise<void> | void;
  /** Where the draws come from; default = the beginning of the same draws as ever. */
  readonly chance?: FixedChance;
}

export interface FoundSites {
  readonly open: readonly number[];
  readonly value: number;
}

const MOST_SHAKEN = 6;
/** Candidates the relaxation chose more rarely are not drawn. */
const LEAST_LEANING = 0.005;

/**
 * Looks for a better plan by swap descents from two kinds of starts in turn: a plan drawn from what the relaxation
 * leans to, and the best plan so far with a few sites exchanged likewise. The same draws in every run.
 * Source: iterated local search (Lourenço, Martin & Stützle 2003); drawing from an averaged Lagrangian solution as a
 * stand-in for the linear relaxation: Barahona & Anbil (2000), the volume algorithm.
 *
 * @param leaning per candidate 0–1
 */
export async function searchMclp(
  model: MclpModel,
  start: FoundSites,
  leaning: Float64Array,
  { patience, isEnough = () => false, pause, chance = new FixedChance() }: SearchMclpOptions,
): Promise<FoundSites> {
  const draw = drawing(leaning, chance);
  if (!draw || start.open.length === 0) return start;
  let best = start;
  let current = start.open;
  let currentValue = start.value;
  const swap = new CoverSwap(model, start.open);
  for (let tries = 0, round = 0; tries < patience; tries++, round++) {
    await pause?.();
    if (round % 2 === 1) become(swap, current);
    const exchanges = round % 2 === 0 ? swap.count : 2 + chance.below(MOST_SHAKEN - 1);
    for (let k = 0; k < exchanges; k++) {
      const slot = round % 2 === 0 ? k : chance.below(swap.count);
      const site = draw();
      if (!swap.isOpen(site)) swap.exchange(slot, site);
    }
    descend(model, swap);
    if (swap.value < currentValue) continue;
    current = swap.sites;
    currentValue = swap.value;
    const value = coveredWeight(model, current);
    if (value <= best.value) continue;
    best = { open: current, value };
    tries = 0;
    if (isEnough(value)) break;
  }
  return best;
}

/** Turns the open sites into the given ones, as far as there are as many slots. */
function become(swap: CoverSwap, wanted: readonly number[]): void {
  const isWanted = new Set(wanted);
  const missing = wanted.filter((site) => !swap.isOpen(site));
  const open = swap.slots;
  for (let slot = 0; slot < open.length && missing.length > 0; slot++)
    if (!isWanted.has(open[slot]) && swap.exchange(slot, missing[0])) missing.shift();
}

/** Draws candidates as often as the relaxation leans to them; null when it leans to none. */
function drawing(leaning: Float64Array, chance: FixedChance): (() => number) | null {
  const pool = Array.from(leaning.keys()).filter((site) => leaning[site] > LEAST_LEANING);
  if (pool.length === 0) return null;
  const upTo = new Float64Array(pool.length);
  pool.forEach((site, at) => (upTo[at] = (at > 0 ? upTo[at - 1] : 0) + leaning[site]));
  const total = upTo[pool.length - 1];
  return () => {
    const mark = chance.next() * total;
    let low = 0;
    let high = pool.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] > mark) high = middle;
      else low = middle + 1;
    }
    return pool[low];
  };
}
