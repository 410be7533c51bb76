import { defineEnum } from '../platform/graphql/define-enum.js';
import { FACILITY_KINDS, type FacilityKind, type ServiceCapability } from './vocabulary.js';

/** Which facilities offer a service: by kind, by any one capability, or by a whole set of capabilities. */
export interface ServicePredicate {
  /** Chinese term. */
  readonly term: string;
  readonly kinds: readonly FacilityKind[];
  /** One of these suffices. */
  readonly anyCapability: readonly ServiceCapability[];
  /** All of these together suffice; empty: no such way. */
  readonly allCapabilities: readonly ServiceCapability[];
}

/**
 * The services coverage is asked for. The sets are working assumptions read from the planning documents
 * (a comprehensive centre offers full-time, day, home and meal service) until a jurisdiction enters its own.
 */
export const CARE_SERVICES = {
  ANY: service('任一养老服务', FACILITY_KINDS),
  INSTITUTION: service('养老机构', ['INSTITUTION', 'SUPPORT_INSTITUTION']),
  COMPREHENSIVE: service(
    '综合性养老服务中心',
    ['COMPREHENSIVE_CENTER', 'DEMONSTRATION_CENTER'],
    [],
    ['FULL_CARE', 'DAY_CARE', 'HOME_VISIT', 'MEAL'],
  ),
  STATION: service('社区养老服务设施', [
    'COMMUNITY_STATION',
    'DAY_CARE_CENTER',
    'MUTUAL_AID_POINT',
    'COMPREHENSIVE_CENTER',
  ]),
  DAY_CARE: service('日间照料', ['DAY_CARE_CENTER'], ['DAY_CARE']),
  MEAL: service('助餐', ['MEAL_POINT'], ['MEAL']),
  FULL_CARE: service('全托', ['INSTITUTION', 'SUPPORT_INSTITUTION'], ['FULL_CARE']),
  HOME_VISIT: service('上门服务', [], ['HOME_VISIT']),
  BATH: service('助浴', [], ['BATH']),
  MEDICAL: service('助医', [], ['MEDICAL']),
  REHABILITATION: service('康复', [], ['REHABILITATION']),
  GUIDANCE: service('对下指导', ['GUIDANCE_CENTER'], ['GUIDANCE']),
} as const satisfies Record<string, ServicePredicate>;

export const CareService = defineEnum(
  'CareService',
  'A service coverage is asked for, with the facilities that offer it. 养老服务类别',
  {
    ANY: 'Any facility. 任一养老服务',
    INSTITUTION: describe('INSTITUTION', 'Residential institutions'),
    COMPREHENSIVE: describe('COMPREHENSIVE', 'Comprehensive centres'),
    STATION: describe('STATION', 'Community care facilities'),
    DAY_CARE: describe('DAY_CARE', 'Day care'),
    MEAL: describe('MEAL', 'Meals'),
    FULL_CARE: describe('FULL_CARE', 'Full-time care'),
    HOME_VISIT: describe('HOME_VISIT', 'Care at home'),
    BATH: describe('BATH', 'Bathing'),
    MEDICAL: describe('MEDICAL', 'Medical help'),
    REHABILITATION: describe('REHABILITATION', 'Rehabilitation'),
    GUIDANCE: describe('GUIDANCE', 'Guidance of lower-level facilities'),
  } satisfies Record<keyof typeof CARE_SERVICES, string>,
);
export type CareService = keyof typeof CareService;

/** True when the facility offers the service, by its kind or its capabilities. */
export function servesAs(
  facility: { readonly kind: FacilityKind; readonly capabilities: readonly ServiceCapability[] },
  careService: CareService,
): boolean {
  const { kinds, anyCapability, allCapabilities } = CARE_SERVICES[careService];
  return (
    kinds.includes(facility.kind) ||
    anyCapability.some((capability) => facility.capabilities.includes(capability)) ||
    (allCapabilities.length > 0 &&
      allCapabilities.every((capability) => facility.capabilities.includes(capability)))
  );
}

function service(
  term: string,
  kinds: readonly FacilityKind[],
  anyCapability: readonly ServiceCapability[] = [],
  allCapabilities: readonly ServiceCapability[] = [],
): ServicePredicate {
  return { term, kinds, anyCapability, allCapabilities };
}

function describe(careService: keyof typeof CARE_SERVICES, title: string): string {
  const { term, kinds, anyCapability, allCapabilities } = CARE_SERVICES[careService];
  const ways = [
    kinds.length > 0 ? `kind ${kinds.join(', ')}` : '',
    anyCapability.length > 0 ? `capability ${anyCapability.join(', ')}` : '',
    allCapabilities.length > 0 ? `all of the capabilities ${allCapabilities.join(', ')}` : '',
  ].filter(Boolean);
  return `${title}: ${ways.join(', or ')}. ${term}`;
}
