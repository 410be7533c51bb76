import type { AllocationRule as KernelRule, FormConditions } from '../kernel/estates/allocation-rule.js';
import { rationalOfText } from '../kernel/rational.js';
import type { AllocationRule } from './allocation-rule.record.js';

/**
 * A rule as the audit computes with it.
 * @param speedMetersPerSecond how fast somebody walks the minutes a pool may take
 */
export function kernelRule(rule: AllocationRule, speedMetersPerSecond: number): KernelRule {
  const { minimumSiteSquareMeters: minimum } = rule;
  return {
    id: rule.id,
    jurisdictionCode: rule.jurisdictionCode,
    estateClass: rule.estateClass,
    validFrom: rule.validFrom,
    validTo: rule.validTo,
    squareMetersPerHundredHouseholds: rationalOfText(rule.squareMetersPerHundredHouseholds),
    minimumSiteSquareMeters: minimum === null ? null : rationalOfText(minimum),
    pooling: rule.poolingAllowed ? { walkMeters: poolWalkMeters(rule, speedMetersPerSecond) } : null,
    form: formOf(rule),
  };
}

/** Metres members of a pool may walk; null: however far. */
function poolWalkMeters(
  { poolingWalkMeters, poolingWalkMinutes }: AllocationRule,
  speedMetersPerSecond: number,
): number | null {
  if (poolingWalkMinutes === null) return poolingWalkMeters;
  // A minute is walked to the centimetre, as the network counts.
  return Math.floor(poolingWalkMinutes * 60 * speedMetersPerSecond * 100 + 1e-6) / 100;
}

function formOf(rule: AllocationRule): FormConditions {
  return {
    ...(rule.ownEntrance ? { ownEntrance: true as const } : {}),
    ...(rule.lowestFloor === null ? {} : { lowestFloor: rule.lowestFloor }),
    ...(rule.highestFloor === null ? {} : { highestFloor: rule.highestFloor }),
    ...(rule.liftOrRampFromFloor === null ? {} : { liftOrRampFromFloor: rule.liftOrRampFromFloor }),
  };
}
