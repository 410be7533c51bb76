import { FacilityKind, FacilityStatus, MealMode, ServiceCapability } from '../facilities/index.js';
import { chineseTerm, englishTerm } from '../platform/graphql/define-enum.js';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const TERM = { zh: chineseTerm, en: englishTerm } as const;

export function kindWord(kind: FacilityKind, language: Language): string {
  return TERM[language](FacilityKind, kind);
}

export function statusWord(status: FacilityStatus, language: Language): string {
  return TERM[language](FacilityStatus, status);
}

/** What a place can do, and how it gets its meals. */
export function serviceWords(
  capabilities: readonly ServiceCapability[],
  mealMode: MealMode | null,
  language: Language,
): string[] {
  const words = capabilities.map((capability) => TERM[language](ServiceCapability, capability));
  return mealMode === null ? words : [...words, TERM[language](MealMode, mealMode)];
}
