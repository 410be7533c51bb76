import { bracketed } from '../language/format.js';
import type { Language } from '../language/words.js';
import { scorecardWords } from './words.js';

/** A document as a list of sources has it. */
export interface CitedDocument {
  readonly key: string;
  readonly title: string;
  readonly number?: string | null;
  readonly verified: boolean;
}

/** Numbers the documents that a table cites, in the order they first stand in it. */
export function citeDocuments(keys: readonly string[]): (key: string) => number {
  const cited = [...new Set(keys)];
  return (key) => cited.indexOf(key) + 1;
}

/** `[1] 《…》 宿区政办发〔2024〕3号（未核对原文）`, by the same numbers. */
export function citationList(
  keys: readonly string[],
  documents: ReadonlyMap<string, CitedDocument>,
  language: Language,
): string[] {
  const { unverified } = scorecardWords(language);
  return [...new Set(keys)].map((key, at) => {
    const document = documents.get(key);
    if (!document) return `[${at + 1}] ${key}`;
    const number = document.number ? ` ${document.number}` : '';
    const mark = document.verified ? '' : bracketed(unverified, language);
    return `[${at + 1}] 《${document.title}》${number}${mark}`;
  });
}
