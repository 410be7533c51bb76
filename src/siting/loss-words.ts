import type { ObjectiveUnit } from './siting-terms.js';

type Words = (count: string) => string;

const persons = (count: string, more: 'fewer' | 'more') =>
  `${count} ${more} ${count === '1' ? 'person' : 'people'}`;
const sites = (count: string, more: 'fewer' | 'more') =>
  `${count} ${more} new ${count === '1' ? 'site' : 'sites'}`;

/** What a plan does that is worse, and what one does that is better, by an amount of the unit. */
const WORDS: Readonly<Record<ObjectiveUnit, { readonly worse: Words; readonly better: Words }>> = {
  NEW_PEOPLE: {
    worse: (count) => `newly covers ${persons(count, 'fewer')}`,
    better: (count) => `newly covers ${persons(count, 'more')}`,
  },
  PEOPLE: {
    worse: (count) => `serves ${persons(count, 'fewer')}`,
    better: (count) => `serves ${persons(count, 'more')}`,
  },
  WEIGHTED_PEOPLE: {
    worse: (count) => `covers ${persons(count, 'fewer')}, each counted by the degree covered`,
    better: (count) => `covers ${persons(count, 'more')}, each counted by the degree covered`,
  },
  PERSON_YEARS: {
    worse: (count) => `covers ${persons(count, 'fewer')}, added up over the years`,
    better: (count) => `covers ${persons(count, 'more')}, added up over the years`,
  },
  PERSON_MINUTES: {
    worse: (count) => `has everyone together walk ${count} min more`,
    better: (count) => `has everyone together walk ${count} min less`,
  },
  MINUTES: {
    worse: (count) => `makes the longest walk ${count} min longer`,
    better: (count) => `makes the longest walk ${count} min shorter`,
  },
  SITES: {
    worse: (count) => `takes ${sites(count, 'more')}`,
    better: (count) => `takes ${sites(count, 'fewer')}`,
  },
  COST: { worse: (count) => `costs ${count} more`, better: (count) => `costs ${count} less` },
};

/**
 * What the best plan with a candidate does compared with the plan, as a sentence.
 * @param least the loss is at least this, in the unit; negative where it may be a gain
 * @param most and at most this
 */
export function lossWords(
  code: 'COSTS_OBJECTIVE' | 'BETTER' | 'NOT_DECIDED',
  unit: ObjectiveUnit,
  least: number,
  most: number,
): string {
  const { worse, better } = WORDS[unit];
  const [low, high] = [lossFigure(least), lossFigure(most)];
  if (code === 'BETTER') return `A plan with it ${better(lossFigure(-most))}: the plan was not proven.`;
  if (code === 'NOT_DECIDED') return `Not decided in time: the best plan with it ${worse(`up to ${high}`)}.`;
  return `The best plan with it ${worse(low === high ? high : `${low} to ${high}`)}.`;
}

/** A loss as text: two decimals, small ones by four digits. */
export function lossFigure(value: number): string {
  return String(Math.abs(value) < 1 ? Number(value.toPrecision(4)) : Math.round(value * 100) / 100);
}
