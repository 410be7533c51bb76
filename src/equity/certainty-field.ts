import type { CoverageView } from '../coverage/index.js';
import type { Cohort } from '../demand/index.js';
import {
  type Certainty,
  type CertaintyRange,
  coverageCertainty,
} from '../kernel/coverage/coverage-certainty.js';
import { DivisionSums } from './division-sums.js';

export type CertaintyState = Certainty | 'NOT_SNAPPED';

/** Which demand points are covered whatever the speed and the snap error, under some of them, or under none. */
export class CertaintyField {
  private readonly sums: Readonly<Record<CertaintyState | 'ALL', DivisionSums>>;

  private constructor(
    readonly view: CoverageView,
    readonly cohort: Cohort,
    /** Per position in the ground's demand. */
    readonly states: readonly CertaintyState[],
  ) {
    const { demand, tree } = view.ground;
    const people = demand.people[cohort];
    const sum = (takes: (point: number) => boolean) =>
      new DivisionSums(tree, demand.division, (point) =>
        Number.isNaN(people[point]) || !takes(point) ? 0 : people[point],
      );
    const of = (state: CertaintyState) => sum((point) => states[point] === state);
    this.sums = {
      ALWAYS: of('ALWAYS'),
      SOMETIMES: of('SOMETIMES'),
      NEVER: of('NEVER'),
      NOT_SNAPPED: of('NOT_SNAPPED'),
      ALL: sum(() => true),
    };
  }

  static of(view: CoverageView, cohort: Cohort, range: CertaintyRange): CertaintyField {
    const { costCentimeters, demandSnaps } = view.field;
    const certainty = coverageCertainty(costCentimeters, range);
    const states = certainty.map((state, point) => (demandSnaps.has(point) ? state : 'NOT_SNAPPED'));
    return new CertaintyField(view, cohort, states);
  }

  people(unit: number, state: CertaintyState | 'ALL'): number {
    return this.sums[state].at(unit);
  }
}
