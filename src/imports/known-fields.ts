import { badInput } from '../platform/errors/bad-input.js';
import type { FieldTable } from '../platform/fields/field-table.js';

/** @throws PlanningError BAD_USER_INPUT when renames or constants name a field the dataset does not have. */
export function knownFields(fields: FieldTable, ...named: readonly Readonly<Record<string, string>>[]): void {
  for (const field of named.flatMap((names) => Object.keys(names))) {
    if (Object.hasOwn(fields, field)) continue;
    const known = Object.keys(fields).join(', ');
    throw badInput(`Unknown field "${field}"; this dataset has ${known}.`, { field });
  }
}
