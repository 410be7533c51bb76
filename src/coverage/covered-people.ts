import { Field, Float, ObjectType } from 'type-graphql';
import type { PopulationCoverage } from '../kernel/coverage/population.js';
import { NoRatioReason } from './coverage-reasons.js';

@ObjectType({ description: 'Covered people of one division. 覆盖人数' })
export class CoveredPeople {
  @Field(() => Float, { description: 'People within the cutoff. 已覆盖人数' })
  coveredPeople!: number;

  @Field(() => Float, { description: 'All people. 总人数' })
  totalPeople!: number;

  @Field(() => Float, { nullable: true, description: 'Covered ÷ all, null when nobody is counted. 覆盖率' })
  ratio!: number | null;

  @Field(() => NoRatioReason, { nullable: true, description: 'Why there is no ratio. 无覆盖率的原因' })
  noRatioReason!: NoRatioReason | null;
}

export function coveredPeopleOf({
  coveredWeight,
  totalWeight,
  ratio,
}: Pick<PopulationCoverage, 'coveredWeight' | 'totalWeight' | 'ratio'>): CoveredPeople {
  const noRatioReason = ratio === null ? 'NO_PEOPLE' : null;
  return { coveredPeople: coveredWeight, totalPeople: totalWeight, ratio, noRatioReason };
}
