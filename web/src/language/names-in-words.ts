import { capabilities, facilityKinds, levels, services } from './terms.js';
import type { Language } from './words.js';

/** A rule's text with the names of levels, kinds, services and capabilities (`COMMUNITY_STATION`) in words; what is no such name stays. */
export function namesInWords(text: string, language: Language): string {
  const known: Readonly<Record<string, string>> = {
    ...{ ...levels(language), ...services(language) },
    ...{ ...capabilities(language), ...facilityKinds(language) },
  };
  return text.replace(/\b[A-Z][A-Z_]{2,}\b/g, (name) => known[name] ?? name);
}
