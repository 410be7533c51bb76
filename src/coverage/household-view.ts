import { populationCoverageByDivision, type PopulationCoverage } from '../kernel/coverage/population.js';
import type { DemandReach } from '../kernel/coverage/demand-reach.js';
import type { CoverageView, DemandStanding } from './coverage-view.js';
import { dataVintage } from './data-vintage.js';
import type { DivisionTree } from './division-tree.js';
import type { HouseholdField } from './household-field.js';
import type { HouseholdGround } from './household-ground.js';
import { standingOf } from './walk-figures.js';

/**
 * Households of every division, in the order of the tree: weight = households, point = estate. Estates that are handed
 * over only later, or of which nobody says how many households they have, belong to none.
 */
export function householdCoverage(
  { households, division, counted }: HouseholdGround,
  walks: Omit<DemandReach, 'weight'>,
  { parent }: DivisionTree,
): readonly PopulationCoverage[] {
  const reach = { ...walks, weight: Float64Array.from(households) };
  const lies = division.map((number, estate) => (counted[estate] ? number : -1));
  return populationCoverageByDivision(reach, lies, parent).divisions;
}

/** Household coverage of every division at once, under the rule of a view. */
export class HouseholdView {
  /** In the order of the tree; weight = households, point = estate. */
  private readonly byDivision: readonly PopulationCoverage[];

  constructor(
    readonly view: CoverageView,
    readonly field: HouseholdField,
  ) {
    const { ground, costCentimeters, snapped } = field;
    const walks = { costCentimeters, snapped, limitCentimeters: view.limit.limitCentimeters };
    this.byDivision = householdCoverage(ground, walks, view.ground.tree);
  }

  /** Households at or under a division, by its number in the tree: whole numbers. */
  coverage(division: number): PopulationCoverage {
    return this.byDivision[division];
  }

  /**
   * Estates that count at or under a division, by number and so in the order of their ids.
   * @param covered only those that count (true) or only those that do not (false)
   */
  estatesWithin(division: number, covered: boolean | null = null): number[] {
    const { tree } = this.view.ground;
    const found: number[] = [];
    this.field.ground.division.forEach((lies, estate) => {
      if (!tree.isWithin(lies, division) || !this.isCounted(estate)) return;
      if (covered === null || (this.reasonOf(estate) === 'COVERED') === covered) found.push(estate);
    });
    return found;
  }

  /** Estates at or under a division that count in no figure: handed over only later, or of unknown households. */
  leftOutWithin(division: number): number[] {
    const { tree } = this.view.ground;
    const { division: lies } = this.field.ground;
    return [...lies.keys()].filter(
      (estate) => tree.isWithin(lies[estate], division) && !this.isCounted(estate),
    );
  }

  isCounted(estate: number): boolean {
    return this.field.ground.counted[estate] === 1;
  }

  isDelivered(estate: number): boolean {
    return this.field.ground.delivered[estate] === 1;
  }

  reasonOf(estate: number): DemandStanding {
    const { snapped, costCentimeters } = this.field;
    return standingOf(snapped[estate] === 1, costCentimeters[estate], this.view.limit);
  }

  /** Sources of all inputs, estates included. */
  get dataVintage(): string {
    return dataVintage(this.view.ground.editions, this.field.ground.editions);
  }

  /** True when any input, estates included, is generated. */
  get synthetic(): boolean {
    return this.view.synthetic || this.field.ground.synthetic;
  }
}
