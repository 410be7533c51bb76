import { Field, Float, ObjectType } from 'type-graphql';
import { defineConnection } from '../platform/graphql/connection.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { ScenarioFacility } from '../scenarios/index.js';
import type { AreaField } from './area-field.js';
import type { CoverageView } from './coverage-view.js';
import { NoRatioReason } from './coverage-reasons.js';

export const AreaBase = defineEnum('AreaBase', 'What area coverage is measured over. 面积覆盖率的分母', {
  RESIDENTIAL_LAND: 'The residential land in the division. 居住用地',
  UNIT: 'The whole division, because no residential land is known in it. 整个区划',
});
export type AreaBase = keyof typeof AreaBase;

@ObjectType({
  description:
    'Area coverage (METHODS E3): the ground inside the walking circles of all operating facilities together, overlaps counted once; circles from across the boundary count. A map figure: whether people are covered is told by population and households. 面积覆盖率',
})
export class AreaCoverage {
  readonly view!: CoverageView;
  readonly field!: AreaField;
  /** Number of the division in the view's tree. */
  readonly unit!: number;

  @Field(() => Float, { description: 'Square metres inside the circles. 已覆盖面积（平方米）' })
  coveredSquareMeters!: number;

  @Field(() => Float, { description: 'Square metres of the base. 总面积（平方米）' })
  totalSquareMeters!: number;

  @Field(() => Float, { nullable: true, description: 'Covered ÷ all, null without a boundary. 覆盖率' })
  ratio!: number | null;

  @Field(() => NoRatioReason, { nullable: true, description: 'Why there is no ratio. 无覆盖率的原因' })
  noRatioReason!: NoRatioReason | null;

  @Field(() => AreaBase, { nullable: true, description: 'What was measured; null without a boundary. 分母' })
  base!: AreaBase | null;

  @Field(() => String, {
    description: 'Sources of the data, land included, with their editions. 数据来源与版本',
  })
  dataVintage!: string;

  @Field(() => Boolean, {
    description: 'True when any input, land included, is generated data. 是否含合成数据',
  })
  synthetic!: boolean;
}

@ObjectType({
  description: 'A facility whose walking circle takes part in an area figure. 参与面积覆盖的设施',
})
export class AreaMember {
  readonly facilityId!: string;

  @Field(() => ScenarioFacility, {
    nullable: true,
    description:
      'That facility where a scenario opens it, which the register does not have; null for one of the register. 情景新开设施',
  })
  scenarioFacility!: ScenarioFacility | null;
}

export const AreaMemberConnection = defineConnection('AreaMember', '参与面积覆盖的设施', () => AreaMember);
