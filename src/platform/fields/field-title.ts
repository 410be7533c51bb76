import type { FieldSpec } from './field-table.js';

/** The Chinese term a field's description ends with: how a clerk knows the field. */
export function fieldTitle({ description }: FieldSpec): string {
  return description.slice(description.lastIndexOf('. ') + 2);
}
