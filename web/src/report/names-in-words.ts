import { capabilities, facilityKinds } from '../language/terms.js';
import type { Language } from '../language/words.js';

/** A rule's text with the names of kinds and capabilities (`COMMUNITY_STATION`) in words; what is no such name stays. */
export function namesInWords(text: string, language: Language): string {
  const known: Readonly<Record<string, string>> = { ...capabilities(language), ...facilityKinds(language) };
  return text.replace(/\b[A-Z][A-Z_]{2,}\b/g, (name) => known[name] ?? name);
}
