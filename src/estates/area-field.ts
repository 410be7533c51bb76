import { amount } from '../platform/fields/common-fields.js';

/** A field of square metres: from 0 to below a thousand square kilometres. */
export function area(description: string, aliases: readonly string[]) {
  return { ...amount(description, aliases), maximum: 999_999_999 } as const;
}
