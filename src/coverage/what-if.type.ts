import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Cohort } from '../demand/index.js';
import { CoverageRule } from './coverage-rule.js';
import { CoveredPeople } from './covered-people.js';
import type { WhatIfOutcome } from './what-if-outcome.js';
import { WhatIfChange } from './what-if.types.js';

@ObjectType({
  description:
    'What coverage would be if facilities opened, closed or moved: exactly what a full computation over the changed facilities gives. Nothing is saved. 设施变动推演',
})
export class WhatIf {
  readonly outcome!: WhatIfOutcome;
  /** Number in the tree, -1 for all. */
  readonly focus!: number;

  @Field(() => CoverageRule, { description: 'The rule behind all figures. 计算口径' })
  rule!: CoverageRule;

  @Field(() => Cohort, { description: 'Age group of all people counted here. 年龄组' })
  cohort!: Cohort;

  @Field(() => [WhatIfChange], { description: 'The changes, in the order given. 变动列表' })
  changes!: WhatIfChange[];

  @Field(() => CoveredPeople, {
    description: 'The division asked for, or all demand points, now. 现覆盖情况',
  })
  coverageBefore!: CoveredPeople;

  @Field(() => CoveredPeople, { description: 'The same after the changes. 变动后覆盖情况' })
  coverageAfter!: CoveredPeople;

  @Field(() => Float, { description: 'People covered only after the changes. 新增覆盖人数' })
  peopleNewlyCovered!: number;

  @Field(() => Float, { description: 'People covered only before them. 失去覆盖人数' })
  peopleNoLongerCovered!: number;

  @Field(() => Int, {
    description:
      'Demand points whose nearest facility within the cutoff is another one, or none. 改换设施的需求点数',
  })
  pointsRerouted!: number;
}
