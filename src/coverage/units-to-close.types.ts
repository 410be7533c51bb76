import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Cohort } from '../demand/index.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import type { CoverageView } from './coverage-view.js';
import type { UnitToClose } from './units-to-close.js';

export const ClosingOrder = defineEnum(
  'ClosingOrder',
  'By what the units to close are ordered. 补点排序依据',
  {
    UNCOVERED_PEOPLE: 'Most people who cannot walk to the service first. 未覆盖人数',
    PEOPLE: 'Most people first, as walks are not known. 人数',
  },
);
export type ClosingOrder = keyof typeof ClosingOrder;

export const UnknownWalks = defineEnum('UnknownWalks', 'Why walks are not known. 步行数据未知原因', {
  NO_NETWORK: 'There is no walking network. 尚无步行路网',
});
export type UnknownWalks = keyof typeof UnknownWalks;

@ObjectType({
  description:
    'The units without the service in the order to close them, one new site each: most uncovered people per new site first, ties by code. 优先补点单元',
})
export class ClosingPlan {
  readonly view!: CoverageView;
  readonly ranked!: readonly UnitToClose[];

  @Field(() => Int, {
    nullable: true,
    description: 'Units that must be closed to reach the target; null without a target. 缺口单元数',
  })
  unitsShort!: number | null;

  @Field(() => Cohort, { description: 'Age group counted. 年龄组' })
  cohort!: Cohort;

  @Field(() => ClosingOrder, { description: 'By what the units are ordered. 排序依据' })
  orderedBy!: ClosingOrder;

  @Field(() => UnknownWalks, {
    nullable: true,
    description: 'Why uncoveredPeople is null; null where it is known. 未覆盖人数未知原因',
  })
  uncoveredUnknown!: UnknownWalks | null;
}

@ObjectType({ description: 'A unit without the service. 待补点单元' })
export class ClosingUnit {
  readonly divisionCode!: string;

  @Field(() => Int, { description: 'Rank, 1 comes first. 排名' })
  rank!: number;

  @Field(() => Boolean, {
    description: 'True when it is among the units that reach the target. 是否为达标所需',
  })
  neededForTarget!: boolean;

  @Field(() => Float, { description: 'People of the age group in it. 人数' })
  people!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Those who cannot walk to the service within the cutoff; null while walks are not known. 未覆盖人数',
  })
  uncoveredPeople!: number | null;
}

export const ClosingUnitConnection = defineConnection('ClosingUnit', '待补点单元', () => ClosingUnit);
