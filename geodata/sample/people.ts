import { apportion } from './apportion.js';
import type { DemandSite } from './demand-site.js';
import { createPrng, type Prng } from './prng.js';

/** Head counts of one place or division; each cohort contains the next. */
export interface Headcount {
  readonly population: number;
  readonly elderly60: number;
  readonly elderly65: number;
  readonly elderly80: number;
}

export const NOBODY: Headcount = { population: 0, elderly60: 0, elderly65: 0, elderly80: 0 };
export const YEARS = [2022, 2023, 2024] as const;

const COUNTY_POPULATION = 903_480;
const SHARE_60 = 0.2;
const SHARE_65_OF_60 = 0.705;
const SHARE_80_OF_60 = 0.152;

/** People by site for 2024; the sites of a community sum exactly to the community. */
export function settlePeople(sites: readonly DemandSite[], seed: number): Headcount[] {
  const chance = createPrng(seed, 'people');
  const population = apportion(
    COUNTY_POPULATION,
    sites.map(({ weight }) => weight),
  );
  const elderly60 = apportion(
    Math.round(COUNTY_POPULATION * SHARE_60),
    sites.map(({ age }, i) => population[i] * age * chance.range(0.75, 1.25)),
    population.map((people) => Math.floor(people * 0.6)),
  );
  const within = (share: number, caps: readonly number[]): number[] =>
    apportion(
      Math.round(COUNTY_POPULATION * SHARE_60 * share),
      elderly60.map((people) => people * chance.range(0.8, 1.2)),
      caps,
    );
  const elderly65 = within(SHARE_65_OF_60, elderly60);
  const elderly80 = within(SHARE_80_OF_60, elderly65);
  return sites.map((_, i) => ({
    population: population[i],
    elderly60: elderly60[i],
    elderly65: elderly65[i],
    elderly80: elderly80[i],
  }));
}

export function addUp(counts: Iterable<Headcount>): Headcount {
  const sum = { ...NOBODY };
  for (const count of counts) {
    sum.population += count.population;
    sum.elderly60 += count.elderly60;
    sum.elderly65 += count.elderly65;
    sum.elderly80 += count.elderly80;
  }
  return sum;
}

/** A community's counts in an earlier year: about as many people, fewer of them old. */
export function earlierYear(count: Headcount, yearsBack: number, chance: Prng): Headcount {
  const past = (now: number, growth: number, cap: number): number =>
    Math.min(cap, Math.round(now * (1 - yearsBack * (growth + chance.range(-0.004, 0.004)))));
  const population = past(count.population, 0.002, Infinity);
  const elderly60 = past(count.elderly60, 0.026, population);
  const elderly65 = past(count.elderly65, 0.031, elderly60);
  return { population, elderly60, elderly65, elderly80: past(count.elderly80, 0.022, elderly65) };
}
