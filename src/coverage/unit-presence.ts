import type { DivisionTree } from './division-tree.js';
import type { GroundFacility } from './planning-ground.js';
import type { PredicateField } from './predicate-field.js';

/** Why a unit counts for presence, strongest first, or why it does not, nearest to counting first. */
const REASONS = [
  'LOCATED_IN',
  'ASSIGNED',
  'SHARED',
  'NOT_OPERATING',
  'MEAL_MODE_EXCEPTED',
  'CAPABILITY_MISSING',
  'NO_FACILITY',
] as const;
type Reason = (typeof REASONS)[number];

/** How a facility can belong to a unit. */
export const PRESENCE_RELATIONS = ['LOCATED_IN', 'ASSIGNED', 'SHARED'] as const;
export type PresenceRelation = (typeof PRESENCE_RELATIONS)[number];

export interface UnitPresence {
  readonly counted: boolean;
  readonly reason: Reason;
  /** Position in the ground's facilities of the one that decides, -1 for NO_FACILITY. */
  readonly facility: number;
}

const NOTHING: UnitPresence = { counted: false, reason: 'NO_FACILITY', facility: -1 };

/**
 * For every division of the tree, whether a qualifying facility stands in it (or in anything under it) or is assigned
 * to or shared with it, and which facility says so (METHODS E1). Of several that lack capabilities the one that lacks
 * fewest comes first; of several equally strong ones a published facility, then the lower id.
 * @param looksAt facilities to look at, all if absent
 * @param relations by which a facility belongs to a unit, any if absent
 */
export function unitPresence(
  tree: DivisionTree,
  facilities: readonly GroundFacility[],
  predicates: Pick<PredicateField, 'offers' | 'offersButForMealMode' | 'steps'>,
  looksAt: (facility: GroundFacility) => boolean = () => true,
  relations: readonly PresenceRelation[] = PRESENCE_RELATIONS,
): readonly UnitPresence[] {
  const units: UnitPresence[] = tree.nodes.map(() => NOTHING);
  const offer = (unit: number, reason: Reason, facility: number): void => {
    const known = units[unit];
    const rank = REASONS.indexOf(reason);
    const knownRank = REASONS.indexOf(known.reason);
    if (rank < knownRank || (rank === knownRank && comesFirst(facility, known.facility, reason)))
      units[unit] = { counted: rank <= REASONS.indexOf('SHARED'), reason, facility };
  };
  /** Whether one of two equally strong facilities comes before the other, which was offered first. */
  const comesFirst = (facility: number, known: number, reason: Reason): boolean => {
    const [a, b] = [facilities[facility], facilities[known]];
    const [steps, knownSteps] =
      reason === 'CAPABILITY_MISSING' ? [predicates.steps(a), predicates.steps(b)] : [0, 0];
    return steps === knownSteps ? a.published && !b.published : steps < knownSteps;
  };
  facilities.forEach((facility, index) => {
    if (!looksAt(facility)) return;
    const failure = whyNot(facility, predicates);
    if (failure === 'NO_FACILITY') return;
    const stands = relations.includes('LOCATED_IN') ? facility.division : -1;
    for (let unit = stands; unit >= 0; unit = tree.parent[unit]) {
      offer(unit, failure ?? 'LOCATED_IN', index);
    }
    for (const { code, relation } of facility.assigned) {
      const unit = relations.includes(relation) ? tree.numberOf(code) : -1;
      if (unit >= 0) offer(unit, failure ?? relation, index);
    }
  });
  return units;
}

/** null when the facility qualifies. */
function whyNot(
  facility: GroundFacility,
  predicates: Pick<PredicateField, 'offers' | 'offersButForMealMode'>,
): Reason | null {
  if (predicates.offers(facility)) return facility.operating ? null : 'NOT_OPERATING';
  if (!facility.operating) return 'NO_FACILITY';
  return predicates.offersButForMealMode(facility) ? 'MEAL_MODE_EXCEPTED' : 'CAPABILITY_MISSING';
}
