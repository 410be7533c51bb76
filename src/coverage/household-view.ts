import { populationCoverageByDivision, type PopulationCoverage } from '../kernel/coverage/population.js';
import type { CoverageView, DemandStanding } from './coverage-view.js';
import type { HouseholdField } from './household-field.js';
import { standingOf } from './walk-figures.js';

/** Household coverage of every division at once, under the rule of a view. */
export class HouseholdView {
  /** In the order of the tree; weight = households, point = estate. */
  private readonly byDivision: readonly PopulationCoverage[];

  constructor(
    readonly view: CoverageView,
    readonly field: HouseholdField,
  ) {
    const { ground, costCentimeters, snapped } = field;
    const weight = Float64Array.from(ground.households);
    const { limitCentimeters } = view.limit;
    const reach = { weight, costCentimeters, snapped, limitCentimeters };
    const { parent } = view.ground.tree;
    this.byDivision = populationCoverageByDivision(reach, ground.division, parent).divisions;
  }

  /** Households at or under a division, by its number in the tree: whole numbers. */
  coverage(division: number): PopulationCoverage {
    return this.byDivision[division];
  }

  /**
   * Estates at or under a division, by number and so in the order of their ids.
   * @param covered only those that count (true) or only those that do not (false)
   */
  estatesWithin(division: number, covered: boolean | null = null): number[] {
    const { tree } = this.view.ground;
    const found: number[] = [];
    this.field.ground.division.forEach((lies, estate) => {
      if (!tree.isWithin(lies, division)) return;
      if (covered === null || (this.reasonOf(estate) === 'COVERED') === covered) found.push(estate);
    });
    return found;
  }

  reasonOf(estate: number): DemandStanding {
    const { snapped, costCentimeters } = this.field;
    return standingOf(snapped[estate] === 1, costCentimeters[estate], this.view.limit);
  }

  /** True when any input, estates included, is generated. */
  get synthetic(): boolean {
    return this.view.synthetic || this.field.ground.synthetic;
  }
}
