import { Field, Int, ObjectType } from 'type-graphql';
import { CoveredPeople } from '../coverage/index.js';
import { DivisionLevel } from '../divisions/index.js';

@ObjectType({ description: 'What a plan changes for one division. 方案对区划的影响' })
export class SitingEffect {
  readonly divisionCode!: string;
  readonly divisionName!: string;

  @Field(() => CoveredPeople, { description: 'Coverage now. 现状' })
  before!: CoveredPeople;

  @Field(() => CoveredPeople, { description: 'Coverage with the plan. 方案实施后' })
  after!: CoveredPeople;

  @Field(() => Boolean, { description: 'Whether it has a facility of the service now. 现状是否有设施' })
  hasFacilityBefore!: boolean;

  @Field(() => Boolean, { description: 'Whether it has one with the plan. 方案实施后是否有设施' })
  hasFacilityAfter!: boolean;
}

@ObjectType({ description: 'What a plan changes for the units of one level. 方案对一个层级的影响' })
export class SitingLevel {
  /** Of the units, by code. */
  readonly units!: readonly SitingEffect[];

  @Field(() => DivisionLevel, { description: 'The level. 层级' })
  level!: DivisionLevel;

  @Field(() => Int, { description: 'Units of it at and under the division. 单元数' })
  unitCount!: number;

  @Field(() => CoveredPeople, { description: 'People of all its units now. 现状' })
  before!: CoveredPeople;

  @Field(() => CoveredPeople, { description: 'The same with the plan. 方案实施后' })
  after!: CoveredPeople;

  @Field(() => Int, { description: 'Units with a facility of the service now. 现状有设施的单元数' })
  unitsWithFacilityBefore!: number;

  @Field(() => Int, { description: 'Units with one with the plan. 方案实施后有设施的单元数' })
  unitsWithFacilityAfter!: number;
}
