import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { DivisionLevel } from '../divisions/index.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { NoRatioReason } from './coverage-reasons.js';
import type { CoverageView } from './coverage-view.js';
import { UrbanRuralRule, UrbanRuralSide, ZoneChoice } from './unit-choice.js';
import type { SideFigures } from './urban-rural-readings.js';

@ArgsType()
export class UrbanRuralArguments {
  @Field(() => DivisionLevel, { nullable: true, description: 'Units of this level. 层级' })
  level?: DivisionLevel | null;

  @Field(() => [DivisionLevel], {
    nullable: true,
    description: 'Units of these levels together; communities and villages without both. 合并统计的层级',
  })
  levels?: DivisionLevel[] | null;

  @Field(() => ZoneChoice, {
    defaultValue: ZoneChoice.INCLUDED,
    description: 'Whether zones and what stands under them count. 开发区是否计入',
  })
  zones!: ZoneChoice;
}

@ObjectType({ description: 'Presence among the units of one side. 城乡分项' })
export class UrbanRuralSideFigures implements SideFigures {
  @Field(() => UrbanRuralSide, { description: 'The side. 城乡属性' })
  side!: UrbanRuralSide;

  @Field(() => Int, { description: 'Units of the side. 单元总数' })
  units!: number;

  @Field(() => Int, { description: 'Those that count. 达标单元数' })
  counted!: number;

  @Field(() => Float, { nullable: true, description: 'Counted ÷ units, null without units. 覆盖率' })
  ratio!: number | null;

  @Field(() => NoRatioReason, { nullable: true, description: 'Why there is no ratio. 无覆盖率的原因' })
  noRatioReason!: NoRatioReason | null;
}

@ObjectType({ description: 'Presence, urban and rural, by one rule. 单一口径' })
export class UrbanRuralReading {
  @Field(() => UrbanRuralRule, { description: 'The rule. 口径' })
  rule!: UrbanRuralRule;

  @Field(() => [UrbanRuralSideFigures], {
    description: 'Urban, rural and unclassified; they add up to all units. 分项',
  })
  sides!: readonly UrbanRuralSideFigures[];
}

@ObjectType({
  description: 'The same units told into urban and rural in three ways, side by side. 城乡三种口径对照',
})
export class UrbanRuralReadings {
  readonly view!: CoverageView;
  readonly differing!: readonly number[];

  @Field(() => [DivisionLevel], { description: 'Levels of the units. 单元层级' })
  levels!: readonly DivisionLevel[];

  @Field(() => ZoneChoice, { description: 'Whether zones count. 开发区是否计入' })
  zones!: ZoneChoice;

  @Field(() => Int, { description: 'Units told into urban and rural. 单元总数' })
  units!: number;

  @Field(() => [UrbanRuralReading], { description: 'One reading per rule. 各口径' })
  readings!: readonly UrbanRuralReading[];

  @Field(() => Int, {
    description: 'Units that one rule calls urban and another rural. 口径不一致的单元数',
  })
  differingUnits!: number;
}

@ObjectType({ description: 'A unit on which the rules disagree. 口径不一致的单元' })
export class UrbanRuralDifference {
  readonly divisionCode!: string;

  @Field(() => UrbanRuralSide, { description: 'By its own code. 按本级代码' })
  byUnitCode!: UrbanRuralSide;

  @Field(() => UrbanRuralSide, { description: 'By the unit above. 按上级' })
  byParent!: UrbanRuralSide;

  @Field(() => UrbanRuralSide, { description: 'By the class of the statistics office. 按城乡分类代码' })
  byNbsClass!: UrbanRuralSide;

  @Field(() => Boolean, { description: 'True when the unit has the service. 是否达标' })
  counted!: boolean;
}

export const UrbanRuralDifferenceConnection = defineConnection(
  'UrbanRuralDifference',
  '口径不一致的单元',
  () => UrbanRuralDifference,
);
