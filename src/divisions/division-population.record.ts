import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';

/** Counts of residents of one division in one year; null where a cohort is not known. */
@ObjectType({ description: 'Residents of a division in one year, in whole people. 人口数' })
export class DivisionPopulation {
  @Field(() => Int, { description: 'Year of the count. 年份' })
  year!: number;

  @Field(() => Int, { nullable: true, description: 'All ages. 总人口' })
  total!: number | null;

  @Field(() => Int, { nullable: true, description: 'Aged 60 and over. 60岁及以上' })
  elderly60!: number | null;

  @Field(() => Int, { nullable: true, description: 'Aged 65 and over. 65岁及以上' })
  elderly65!: number | null;

  @Field(() => Int, { nullable: true, description: 'Aged 80 and over. 80岁及以上' })
  elderly80!: number | null;
}
