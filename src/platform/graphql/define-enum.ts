import { registerEnumType } from 'type-graphql';

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
  return members;
}
