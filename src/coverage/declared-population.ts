import { Field, Int, ObjectType } from 'type-graphql';
import type { Cohort } from '../demand/index.js';
import type { DivisionPopulation } from '../divisions/index.js';

@ObjectType({ description: 'People of an age group as the division itself counts them. 区划统计人数' })
export class DeclaredPopulation {
  @Field(() => Int, { description: 'People. 人数' })
  people!: number;

  @Field(() => Int, { description: 'Year of the count. 年份' })
  year!: number;
}

/** The column of a year's counts that holds a cohort. */
export const POPULATION_COLUMN = {
  ALL: 'total',
  AGE_60: 'elderly60',
  AGE_65: 'elderly65',
  AGE_80: 'elderly80',
} as const satisfies Record<Cohort, keyof DivisionPopulation>;

/**
 * The latest count of a cohort not after a date, or null.
 * @param years newest first
 */
export function declaredPopulation(
  years: readonly DivisionPopulation[],
  cohort: Cohort,
  asOf: string,
): DeclaredPopulation | null {
  const column = POPULATION_COLUMN[cohort];
  const found = years.find((row) => row.year <= Number(asOf.slice(0, 4)) && row[column] !== null);
  return found ? { people: found[column]!, year: found.year } : null;
}
