import { Field, Float, ObjectType } from 'type-graphql';
import type { PopulationCoverage } from '../kernel/coverage/population.js';

@ObjectType({ description: 'Covered people of one division. 覆盖人数' })
export class CoveredPeople {
  @Field(() => Float, { description: 'People within the cutoff. 已覆盖人数' })
  coveredPeople!: number;

  @Field(() => Float, { description: 'All people. 总人数' })
  totalPeople!: number;

  @Field(() => Float, { nullable: true, description: 'Covered ÷ all, null when nobody is counted. 覆盖率' })
  ratio!: number | null;
}

export function coveredPeopleOf({ coveredWeight, totalWeight, ratio }: PopulationCoverage): CoveredPeople {
  return { coveredPeople: coveredWeight, totalPeople: totalWeight, ratio };
}
