import type {
  CareService,
  FacilityKind,
  FacilityStatus,
  MealMode,
  ServiceCapability,
} from '../facilities/index.js';

/** The two lists that are to be made known to everybody. */
export const PUBLIC_LISTS = ['comprehensive', 'community'] as const;
export type PublicListName = (typeof PUBLIC_LISTS)[number];

interface PublicListFacts {
  readonly zh: string;
  readonly en: string;
  /** Which facilities are on it: those of this service, by the predicate of the jurisdiction they stand in. */
  readonly service: CareService;
}

export const LIST_FACTS: Readonly<Record<PublicListName, PublicListFacts>> = {
  comprehensive: {
    zh: '街道、乡镇综合性养老服务机构名单',
    en: 'Comprehensive care institutions of streets and townships',
    service: 'COMPREHENSIVE',
  },
  community: { zh: '社区养老服务设施名单', en: 'Community care facilities', service: 'STATION' },
};

/** A place as everybody may know it. */
export interface PublicFacility {
  readonly id: string;
  readonly name: string;
  readonly kind: FacilityKind;
  readonly address: string | null;
  readonly contact: string | null;
  readonly capabilities: readonly ServiceCapability[];
  readonly mealMode: MealMode | null;
  /** On the day of the list. */
  readonly status: FacilityStatus;
  readonly divisionCode: string | null;
  readonly divisionName: string | null;
  /** Street, town or township it stands in; null where that is not known. */
  readonly townCode: string | null;
  readonly townName: string | null;
  /** Of the entrance, WGS 84. */
  readonly lon: number | null;
  readonly lat: number | null;
  readonly synthetic: boolean;
}

export interface PublicList {
  readonly name: PublicListName;
  /** Day of the list, YYYY-MM-DD. */
  readonly asOf: string;
  /** What it was restricted to; null for everything. */
  readonly division: { readonly code: string; readonly name: string } | null;
  /** By street or town, then by name. */
  readonly facilities: readonly PublicFacility[];
  /** Whether any of them is generated. */
  readonly synthetic: boolean;
  /** Their sources as `key (edition)`. */
  readonly editions: readonly string[];
  readonly attributions: readonly string[];
}
