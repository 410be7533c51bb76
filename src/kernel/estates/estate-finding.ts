/** How grave: BREACH of a rule · DEFICIT of area · DATA that contradict themselves or lack · NOTE. */
export type FindingSeverity = 'BREACH' | 'DEFICIT' | 'DATA' | 'NOTE';

/** Every kind of finding and how grave it is. DATA findings keep an estate apart from the totals, as does NOT_GRANTED_YET. */
export const FINDING_SEVERITY = {
  DELIVERED_BEFORE_ROOM: 'BREACH',
  STEP_BEHIND_HOUSING: 'NOTE',
  AREA_DEFICIT: 'DEFICIT',
  ROOM_NOT_COUNTED: 'NOTE',
  FORM_NOT_MET: 'BREACH',
  FORM_UNKNOWN: 'NOTE',
  ROOM_NOT_REGISTERED: 'NOTE',
  NOT_GRANTED_YET: 'NOTE',
  POOL_TOO_SMALL: 'DEFICIT',
  POOL_TOO_FAR: 'BREACH',
  POOL_NOT_ALLOWED: 'BREACH',
  POOL_NOT_SETTLED: 'NOTE',
  HOUSEHOLDS_MISSING: 'DATA',
  RULE_MISSING: 'DATA',
  RULES_OVERLAP: 'DATA',
  CLASS_UNKNOWN: 'DATA',
  CLASS_CONTRADICTS_DATES: 'DATA',
  DATES_OUT_OF_ORDER: 'DATA',
  ROOM_AREA_MISSING: 'DATA',
  ROOM_AREA_EXCEEDS_BUILDING: 'DATA',
  ROOM_CLAIMED_TWICE: 'DATA',
  ENTRANCE_FAR: 'DATA',
  POOLED_TWICE: 'DATA',
} as const satisfies Record<string, FindingSeverity>;
export type FindingCode = keyof typeof FINDING_SEVERITY;

/** One finding about an estate. */
export interface EstateFinding {
  readonly code: FindingCode;
  readonly severity: FindingSeverity;
  /** What it is about within the estate: a room, a step, a pool; '' = the estate itself. With the code it stays the same from audit to audit. */
  readonly about: string;
  /** Rules it rests on. */
  readonly ruleIds: readonly string[];
  /** The figures and dates it rests on; areas as exact decimals or fractions. */
  readonly facts: Readonly<Record<string, string | number | null>>;
}

/** A finding with its severity. */
export function finding(
  code: FindingCode,
  about = '',
  facts: EstateFinding['facts'] = {},
  ruleIds: readonly string[] = [],
): EstateFinding {
  return { code, severity: FINDING_SEVERITY[code], about, ruleIds, facts };
}
