import {
  missingCapabilities,
  offers,
  offersButForMealMode,
  type PredicateInForce,
  type PredicatesInForce,
  type ServiceCapability,
  stepsToOffer,
} from '../facilities/index.js';
import type { DivisionTree } from './division-tree.js';
import type { GroundFacility } from './planning-ground.js';

/**
 * What a facility must offer to count as one service on one date. It is judged by the predicate of the jurisdiction it
 * stands in, the nearest at or above its division, for whomever it counts: a place is comprehensive or it is not.
 */
export class PredicateField {
  private readonly byDivision: readonly PredicateInForce[];

  constructor(
    private readonly tree: DivisionTree,
    private readonly inForce: PredicatesInForce,
  ) {
    const byDivision: PredicateInForce[] = [];
    // A division stands behind the one above it. Above a root the digits of its code tell.
    tree.nodes.forEach(({ code }, division) => {
      const parent = tree.parent[division];
      byDivision.push(inForce.of(code) ?? (parent >= 0 ? byDivision[parent] : inForce.nearest([code])));
    });
    this.byDivision = byDivision;
  }

  /** The predicate at a division, by its number in the tree; -1 = nowhere known. */
  at(division: number): PredicateInForce {
    return this.byDivision[division] ?? this.inForce.everywhere;
  }

  /** The distinct predicates at a division and under it, its own first; of all divisions for -1. */
  within(division: number): readonly PredicateInForce[] {
    const [begin, end] = division < 0 ? [0, this.tree.nodes.length] : [division, this.tree.end[division]];
    return [...new Set([this.at(division), ...this.byDivision.slice(begin, end)])];
  }

  offers(facility: GroundFacility): boolean {
    return offers(facility, this.at(facility.division));
  }

  /** True for a facility that would offer it but for how it gets its meals. */
  offersButForMealMode(facility: GroundFacility): boolean {
    return offersButForMealMode(facility, this.at(facility.division));
  }

  /** What a facility that does not offer the service lacks. */
  missing(facility: GroundFacility): ServiceCapability[] {
    return missingCapabilities(facility, this.at(facility.division));
  }

  /** How many capabilities it lacks; Infinity where none would help. */
  steps(facility: GroundFacility): number {
    return stepsToOffer(facility, this.at(facility.division));
  }
}
