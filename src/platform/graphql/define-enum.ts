import { registerEnumType } from 'type-graphql';
import { invariant } from '../../kernel/invariant.js';

/** Descriptions of every vocabulary's values. */
const described = new WeakMap<object, Readonly<Record<string, string>>>();

/**
 * A vocabulary used alike in files, database and GraphQL: each value is its own name.
 * @param values value → description, English first, then the Chinese term.
 */
export function defineEnum<K extends string>(
  name: string,
  description: string,
  values: Readonly<Record<K, string>>,
): { readonly [P in K]: P } {
  const keys = Object.keys(values) as K[];
  const members = Object.freeze(Object.fromEntries(keys.map((key) => [key, key]))) as {
    readonly [P in K]: P;
  };
  registerEnumType(members, {
    name,
    description,
    valuesConfig: Object.fromEntries(keys.map((key) => [key, { description: values[key] }])) as never,
  });
  described.set(members, values);
  return members;
}

/** The Chinese term of a value: what stands after the last English sentence of its description. */
export function chineseTerm<K extends string>(members: { readonly [P in K]: P }, value: K): string {
  const description = descriptionOf(members, value);
  return description.slice(description.lastIndexOf('. ') + 1).trim();
}

/** The English of a value: what stands before its Chinese term. */
export function englishTerm<K extends string>(members: { readonly [P in K]: P }, value: K): string {
  const description = descriptionOf(members, value);
  return description.slice(0, Math.max(0, description.lastIndexOf('. ')));
}

function descriptionOf<K extends string>(members: { readonly [P in K]: P }, value: K): string {
  const description = described.get(members)?.[value];
  invariant(description !== undefined, `no vocabulary has the value ${value}`);
  return description;
}
