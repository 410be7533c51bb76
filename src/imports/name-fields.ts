import type { FieldTable } from '../platform/fields/field-table.js';
import { fieldTitle } from '../platform/fields/field-title.js';

/** A Chinese sentence in which each quoted canonical field has its Chinese title before it: “户数（households）”. */
export function nameFields(message: string, fields: FieldTable): string {
  return message.replace(/“(\w+)”/g, (quoted, field: string) =>
    Object.hasOwn(fields, field) ? `“${fieldTitle(fields[field])}（${field}）”` : quoted,
  );
}
