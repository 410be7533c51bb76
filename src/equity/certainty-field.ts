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
  private constructor(
    readonly view: CoverageView,
    readonly cohort: Cohort,
    /** Per position in the ground's demand. */
    readonly states: readonly CertaintyState[],
    private readonly sums: Readonly<Record<CertaintyState | 'ALL', DivisionSums>>,
  ) {}

  /** Computes it in steps of about a millisecond. */
  static *inSteps(
    view: CoverageView,
    cohort: Cohort,
    range: CertaintyRange,
  ): Generator<void, CertaintyField> {
    const { costCentimeters, demandSnaps } = view.field;
    const { demand, tree } = view.ground;
    const certainty = coverageCertainty(costCentimeters, range);
    const states = certainty.map((state, point) => (demandSnaps.has(point) ? state : 'NOT_SNAPPED'));
    yield;
    const people = demand.people[cohort];
    const sum = (takes: (point: number) => boolean) =>
      DivisionSums.inSteps(tree, demand.division, (point) =>
        Number.isNaN(people[point]) || !takes(point) ? 0 : people[point],
      );
    const of = (state: CertaintyState) => sum((point) => states[point] === state);
    return new CertaintyField(view, cohort, states, {
      ALWAYS: yield* of('ALWAYS'),
      SOMETIMES: yield* of('SOMETIMES'),
      NEVER: yield* of('NEVER'),
      NOT_SNAPPED: yield* of('NOT_SNAPPED'),
      ALL: yield* sum(() => true),
    });
  }

  people(unit: number, state: CertaintyState | 'ALL'): number {
    return this.sums[state].at(unit);
  }
}
