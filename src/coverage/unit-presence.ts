import type { DivisionTree } from './division-tree.js';
import type { GroundFacility } from './planning-ground.js';

/** Why a unit counts for presence, strongest first, or why it does not, nearest to counting first. */
const REASONS = [
  'LOCATED_IN',
  'ASSIGNED',
  'SHARED',
  'NOT_OPERATING',
  'CAPABILITY_MISSING',
  'NO_FACILITY',
] as const;
type Reason = (typeof REASONS)[number];

export interface UnitPresence {
  readonly counted: boolean;
  readonly reason: Reason;
  /** Position in the ground's facilities of the one that decides, -1 for NO_FACILITY. */
  readonly facility: number;
}

const NOTHING: UnitPresence = { counted: false, reason: 'NO_FACILITY', facility: -1 };

/**
 * For every division of the tree, whether a qualifying facility stands in it (or in anything under it) or is assigned
 * to or shared with it, and which facility says so (METHODS E1). Of several equally strong ones a published facility
 * comes first, then the lower id.
 * @param looksAt facilities to look at, all if absent
 */
export function unitPresence(
  tree: DivisionTree,
  facilities: readonly GroundFacility[],
  serves: (facility: GroundFacility) => boolean,
  looksAt: (facility: GroundFacility) => boolean = () => true,
): readonly UnitPresence[] {
  const units: UnitPresence[] = tree.nodes.map(() => NOTHING);
  const offer = (unit: number, reason: Reason, facility: number): void => {
    const known = units[unit];
    const rank = REASONS.indexOf(reason);
    const knownRank = REASONS.indexOf(known.reason);
    const isBetter =
      rank < knownRank ||
      (rank === knownRank && facilities[facility].published && !facilities[known.facility].published);
    if (isBetter) units[unit] = { counted: rank <= REASONS.indexOf('SHARED'), reason, facility };
  };
  facilities.forEach((facility, index) => {
    if (!looksAt(facility)) return;
    const failure = whyNot(facility, serves(facility));
    if (failure === 'NO_FACILITY') return;
    for (let unit = facility.division; unit >= 0; unit = tree.parent[unit]) {
      offer(unit, failure ?? 'LOCATED_IN', index);
    }
    for (const { code, relation } of facility.assigned) {
      const unit = tree.numberOf(code);
      if (unit >= 0) offer(unit, failure ?? relation, index);
    }
  });
  return units;
}

/** null when the facility qualifies. */
function whyNot({ operating }: GroundFacility, offers: boolean): Reason | null {
  if (offers) return operating ? null : 'NOT_OPERATING';
  return operating ? 'CAPABILITY_MISSING' : 'NO_FACILITY';
}
