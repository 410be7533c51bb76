import {
  CARE_SERVICES,
  type CareService,
  FACILITY_KINDS,
  type FacilityKind,
  ServiceCapability,
} from '../../facilities/index.js';

/** How an indicator is computed from the platform's own data. */
export type Computation =
  | { readonly kind: 'presence'; readonly service: CareService }
  | { readonly kind: 'presence-kind'; readonly facilityKind: FacilityKind }
  | { readonly kind: 'population-coverage'; readonly service: CareService }
  | {
      readonly kind: 'capability-share';
      readonly facilityKind: FacilityKind;
      readonly capability: ServiceCapability;
    }
  | { readonly kind: 'nursing-bed-share' | 'rated-institution-share' | 'dispatched-months' };

/** null for a key that names no computation the platform has. */
export function parseComputation(key: string): Computation | null {
  const [kind, first, second] = key.split(':');
  const service = Object.hasOwn(CARE_SERVICES, first ?? '') ? (first as CareService) : null;
  const facilityKind = FACILITY_KINDS.find((one) => one === first) ?? null;
  switch (kind) {
    case 'presence':
    case 'population-coverage':
      return service && { kind, service };
    case 'presence-kind':
      return facilityKind && { kind, facilityKind };
    case 'capability-share': {
      const capability = Object.values(ServiceCapability).find((one) => one === second);
      return facilityKind && capability ? { kind, facilityKind, capability } : null;
    }
    case 'nursing-bed-share':
    case 'rated-institution-share':
    case 'dispatched-months':
      return { kind };
    default:
      return null;
  }
}
