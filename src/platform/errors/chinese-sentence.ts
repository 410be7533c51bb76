/** A named group of a pattern, or its default where it is not there. */
type Found = Readonly<Record<string, string>>;

/** A pattern of English sentences, and the same in Chinese. */
export type ChineseSentence = readonly [pattern: RegExp, text: (found: Found) => string];
