import { Field, ObjectType } from 'type-graphql';
import { CoveredPeople } from '../coverage/index.js';

@ObjectType({
  description:
    'One layer of meals: who is within its time, whatever there is to eat, and who is served within capacity. 助餐覆盖',
})
export class MealCoverage {
  readonly servedFigures!: CoveredPeople;

  @Field(() => CoveredPeople, {
    description:
      'People within the time. Dine-in: of all people, as population coverage of MEAL counts them (METHODS E2), unless settings or a jurisdiction’s own predicate judge central kitchens otherwise; the notes say for how many. Delivery: of those who need it. Union: of all people. 时限内可及人数',
  })
  reach!: CoveredPeople;
}

@ObjectType({ description: 'Meals in one division, both layers apart and together. 区划助餐情况' })
export class MealsOfDivision {
  readonly divisionCode!: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => MealCoverage, { description: 'Eating where meals are served, by walking. 堂食覆盖' })
  dineIn!: MealCoverage;

  @Field(() => MealCoverage, {
    description: 'Meals brought to those who need it; never part of any walking ratio. 送餐覆盖',
  })
  delivery!: MealCoverage;

  @Field(() => MealCoverage, {
    description: 'Dine-in or delivery: whoever can walk, and those needing delivery who get it. 合计覆盖',
  })
  union!: MealCoverage;
}
