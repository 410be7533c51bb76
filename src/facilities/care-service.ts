import { defineEnum } from '../platform/graphql/define-enum.js';
import type { PredicateTerms } from './predicate-terms.js';
import { FACILITY_KINDS, type FacilityKind, type MealMode, type ServiceCapability } from './vocabulary.js';

/** The terms a service goes by where nothing is recorded. */
interface DefaultPredicate extends PredicateTerms {
  /** Chinese term. */
  readonly term: string;
}

/**
 * The services coverage is asked for. The sets are working assumptions read from the planning documents
 * (a comprehensive centre offers full-time, day, home and meal service) and hold where no predicate is recorded.
 * A central kitchen cooks for others to hand out: nobody eats there, so it is no place of meals to walk to (METHODS E9).
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
  MEAL: service('助餐', ['MEAL_POINT'], ['MEAL'], [], ['CENTRAL_KITCHEN']),
  FULL_CARE: service('全托', ['INSTITUTION', 'SUPPORT_INSTITUTION'], ['FULL_CARE']),
  HOME_VISIT: service('上门服务', [], ['HOME_VISIT']),
  BATH: service('助浴', [], ['BATH']),
  MEDICAL: service('助医', [], ['MEDICAL']),
  REHABILITATION: service('康复', [], ['REHABILITATION']),
  GUIDANCE: service('对下指导', ['GUIDANCE_CENTER'], ['GUIDANCE']),
} as const satisfies Record<string, DefaultPredicate>;

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

function service(
  term: string,
  kinds: readonly FacilityKind[],
  anyCapability: readonly ServiceCapability[] = [],
  allCapabilities: readonly ServiceCapability[] = [],
  exceptMealModes: readonly MealMode[] = [],
): DefaultPredicate {
  return { term, kinds, anyCapability, allCapabilities, exceptMealModes };
}

function describe(careService: keyof typeof CARE_SERVICES, title: string): string {
  const { term, kinds, anyCapability, allCapabilities, exceptMealModes } = CARE_SERVICES[careService];
  const ways = [
    kinds.length > 0 ? `kind ${kinds.join(', ')}` : '',
    anyCapability.length > 0 ? `capability ${anyCapability.join(', ')}` : '',
    allCapabilities.length > 0 ? `all of the capabilities ${allCapabilities.join(', ')}` : '',
  ].filter(Boolean);
  const but = exceptMealModes.length > 0 ? `; none of meal mode ${exceptMealModes.join(', ')}` : '';
  return `${title}: ${ways.join(', or ')}${but}. ${term}`;
}
