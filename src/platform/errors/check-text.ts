import { badInput } from './bad-input.js';

/** True for text a database can keep: no zero byte, and no half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}

/** The text as a database can keep it: what `isStorableText` refuses becomes U+FFFD, the sign for a lost character. */
export function storableText(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');
}

/** @throws PlanningError BAD_USER_INPUT for text to search by that is empty, overlong or cannot be stored. */
export function checkSearchText(text: string, field: string): string {
  if (text.length > 0 && text.length <= 100 && isStorableText(text)) return text;
  throw badInput(`${field}: expected 1 to 100 characters of text.`, { field, length: text.length });
}

/** True when the text can be the id of an imported row; nothing else needs to be looked up. */
export function canBeId(id: string): boolean {
  return id.length > 0 && id.length <= 80 && !/\s/.test(id) && isStorableText(id);
}

/** A LIKE pattern that finds the text literally, anywhere or at the start. */
export function likePattern(text: string, where: 'anywhere' | 'start' = 'anywhere'): string {
  const literal = text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  return where === 'start' ? `${literal}%` : `%${literal}%`;
}
