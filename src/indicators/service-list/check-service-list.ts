import { badInput } from '../../platform/errors/bad-input.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import { checkRemark } from '../../platform/graphql/check-entry.js';
import type { ServiceListKind } from '../policy-words.js';
import type { ServiceListItem } from './service-list-item.record.js';

/** A service as a bureau enters it; kind and place it leaves out are those of the edition before. */
export interface ServiceListRow {
  readonly number: number;
  readonly item: string | null;
  readonly kind: ServiceListKind | null;
  readonly object: string | null;
  readonly standard: string | null;
  readonly leadBody: string | null;
  readonly placeBound: boolean | null;
  /** True when the row was compared with the published text. */
  readonly verified: boolean | null;
}

/** The list of a document, and which edition of it. */
export interface EditionKey {
  readonly documentKey: string;
  readonly version: number;
}

/** An edition as it is to be stored. */
export type ServiceListEdition = readonly Omit<ServiceListItem, 'sourceKey'>[];

const LARGEST_NUMBER = 999;

/**
 * The edition that rows make, by number, and why each other row cannot be taken, by its place.
 * @param before the edition before, whose kind and mark of place stand where a row has none
 */
export function editionOf(
  rows: readonly ServiceListRow[],
  key: EditionKey,
  before: readonly ServiceListItem[],
): { readonly items: ServiceListEdition; readonly refused: ReadonlyMap<number, PlanningError> } {
  const known = new Map(before.map((item) => [item.number, item]));
  const items = new Map<number, ServiceListEdition[number]>();
  const refused = new Map<number, PlanningError>();
  rows.forEach((row, place) => {
    try {
      checkRow(row, items);
      const { number, item, object, standard, leadBody } = row;
      const kind = row.kind ?? known.get(number)?.kind;
      if (kind === undefined) throw badInput(`kind: expected the kind of item ${number}.`, { field: 'kind' });
      const placeBound = row.placeBound ?? known.get(number)?.placeBound ?? false;
      const verified = row.verified ?? false;
      items.set(number, {
        ...{ ...key, number, item, kind, object, standard, leadBody, placeBound, verified },
      });
    } catch (error) {
      if (!(error instanceof PlanningError)) throw error;
      refused.set(place, error);
    }
  });
  return { items: [...items.values()].sort((a, b) => a.number - b.number), refused };
}

function checkRow(row: ServiceListRow, seen: ReadonlyMap<number, unknown>): void {
  const { number, item } = row;
  if (!Number.isSafeInteger(number) || number < 1 || number > LARGEST_NUMBER) {
    const expected = `a whole number from 1 to ${LARGEST_NUMBER}`;
    throw badInput(`number: expected ${expected}; got ${number}.`, { field: 'number' });
  }
  if (seen.has(number)) throw badInput(`number: ${number} stands twice in the list.`, { field: 'number' });
  if (item === null) throw badInput(`item: expected the name of item ${number}.`, { field: 'item' });
  for (const field of ['item', 'object', 'standard', 'leadBody'] as const) checkRemark(row[field], field);
}

/** Whether two editions, both by number, say the same. */
export function isSameEdition(one: ServiceListEdition, other: ServiceListEdition): boolean {
  const text = ({ number, kind, object, standard, leadBody, placeBound, ...item }: (typeof one)[number]) =>
    JSON.stringify([number, item.item, kind, object, standard, leadBody, placeBound, item.verified]);
  return one.length === other.length && one.every((item, at) => text(item) === text(other[at]));
}
