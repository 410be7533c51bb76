/** Languages of the page. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text, or how to say something of given figures. */
type Entry = string | ((...parts: never[]) => string);
type Dictionary = Record<string, Entry>;

/** The same keys, with texts and functions of the same arguments. */
type SameKeys<T extends Dictionary> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] };

/**
 * A dictionary in both languages. English must have exactly the keys of Chinese; the compiler sees to it.
 * @returns what gives the words of a language
 */
export function words<T extends Dictionary>(both: { readonly zh: T; readonly en: NoInfer<SameKeys<T>> }) {
  return (language: Language): SameKeys<T> => (language === 'en' ? both.en : (both.zh as SameKeys<T>));
}
