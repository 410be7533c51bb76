import type { Cohort } from '../demand/index.js';
import type { CoverageView } from './coverage-view.js';
import { presenceBy } from './presence-by-relation.js';
import type { PresenceFigures } from './presence-coverage.js';

/** A unit without the service and what one new site in it could bring. */
export interface UnitToClose {
  /** Number in the view's tree. */
  readonly unit: number;
  /** People of the cohort in it. */
  readonly people: number;
  /** Those of them nobody can walk to; null without a walking network. */
  readonly uncoveredPeople: number | null;
}

/**
 * The units that do not count, in the order to close them: each takes one new site, so first the one with most
 * uncovered people, or without a walking network with most people; ties by code.
 */
export function unitsToClose(
  view: CoverageView,
  { units, choice }: Pick<PresenceFigures, 'units' | 'choice'>,
  cohort: Cohort,
): UnitToClose[] {
  const hasWalks = view.snapshotId !== null;
  const { nodes } = view.ground.tree;
  const presence = presenceBy(view.presence, choice.relations ?? null);
  const open = units.filter((unit) => !presence[unit].counted);
  return open
    .map((unit) => {
      const people = view.people(unit, cohort);
      const uncoveredPeople = hasWalks ? people - view.population(unit, cohort).coveredWeight : null;
      return { unit, people, uncoveredPeople };
    })
    .sort((a, b) => {
      const more = (b.uncoveredPeople ?? b.people) - (a.uncoveredPeople ?? a.people);
      return more || (nodes[a.unit].code < nodes[b.unit].code ? -1 : 1);
    });
}
