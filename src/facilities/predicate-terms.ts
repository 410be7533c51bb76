import type { FacilityKind, MealMode, ServiceCapability } from './vocabulary.js';

/**
 * Which facilities offer a service: by kind, by any one capability, or by a whole set of capabilities; but none that gets
 * its meals in an excepted way.
 */
export interface PredicateTerms {
  readonly kinds: readonly FacilityKind[];
  /** One of these suffices. */
  readonly anyCapability: readonly ServiceCapability[];
  /** All of these together suffice; empty: no such way. */
  readonly allCapabilities: readonly ServiceCapability[];
  /** A facility that gets its meals in one of these ways does not count; one that does not say how does. */
  readonly exceptMealModes: readonly MealMode[];
}

/** What a predicate looks at. */
interface Offer {
  readonly kind: FacilityKind;
  readonly capabilities: readonly ServiceCapability[];
  /** null where it is not recorded. */
  readonly mealMode: MealMode | null;
}

/** True when a facility offers the service, by its kind or its capabilities, and its meal mode is not excepted. */
export function offers(facility: Offer, terms: PredicateTerms): boolean {
  return !isExcepted(facility, terms) && qualifies(facility, terms);
}

/** True for a facility that would offer the service but for how it gets its meals. */
export function offersButForMealMode(facility: Offer, terms: PredicateTerms): boolean {
  return isExcepted(facility, terms) && qualifies(facility, terms);
}

function isExcepted({ mealMode }: Offer, { exceptMealModes }: PredicateTerms): boolean {
  return mealMode !== null && exceptMealModes.includes(mealMode);
}

function qualifies({ kind, capabilities }: Offer, terms: PredicateTerms): boolean {
  const { kinds, anyCapability, allCapabilities } = terms;
  return (
    kinds.includes(kind) ||
    anyCapability.some((capability) => capabilities.includes(capability)) ||
    (allCapabilities.length > 0 && allCapabilities.every((capability) => capabilities.includes(capability)))
  );
}

/**
 * What a facility that does not offer the service lacks: those of the whole set it does not have; without such a set
 * the capabilities any one of which would do; empty where only another kind of place would.
 */
export function missingCapabilities({ capabilities }: Offer, terms: PredicateTerms): ServiceCapability[] {
  const { anyCapability, allCapabilities } = terms;
  if (allCapabilities.length === 0) return [...anyCapability];
  return allCapabilities.filter((capability) => !capabilities.includes(capability));
}

/** How far a facility that does not offer the service is from it, in capabilities; Infinity where none would help. */
export function stepsToOffer(facility: Offer, terms: PredicateTerms): number {
  if (terms.anyCapability.length > 0) return 1;
  return terms.allCapabilities.length > 0 ? missingCapabilities(facility, terms).length : Infinity;
}
