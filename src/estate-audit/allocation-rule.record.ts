import 'reflect-metadata';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { EstateClass } from '../estates/index.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';

/** How much room for care estates of a class owe in a jurisdiction, with the clause that says so. */
@ObjectType({
  description:
    'How much room for care estates owe in a jurisdiction; the latest version of an id counts. 养老服务用房配建规则',
})
export class AllocationRule {
  @Field(() => ID, { description: 'Short name; the same for all its versions. 规则标识' })
  id!: string;

  @Field(() => Int, { description: 'Version, from 1. 版本' })
  version!: number;

  @Field(() => ID, {
    description: 'Code of the division it holds in, with everything below. 适用区划代码',
  })
  jurisdictionCode!: string;

  @Field(() => EstateClass, { description: 'New or existing estates. 新建或既有' })
  estateClass!: EstateClass;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day; null: not known, or always. 生效日期',
  })
  validFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day; null: open. 失效日期' })
  validTo!: string | null;

  /** As a decimal text, so that no digit is lost. */
  @Field(() => String, {
    description: 'Square metres per 100 households, as written. 每百户建筑面积（平方米）',
  })
  squareMetersPerHundredHouseholds!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Least area of a site in square metres; null: none stated. 每处最小面积（平方米）',
  })
  minimumSiteSquareMeters!: string | null;

  @Field(() => Boolean, { description: 'True when several estates may share rooms. 是否允许合建' })
  poolingAllowed!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: 'Longest walk to a shared room in metres. 合建步行距离上限（米）',
  })
  poolingWalkMeters!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Longest walk to a shared room in minutes at the speed asked for. 合建步行时间上限（分钟）',
  })
  poolingWalkMinutes!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True when rooms need their own entrance. 独立出入口',
  })
  ownEntrance!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Lowest floor allowed, 1 the ground. 最低楼层' })
  lowestFloor!: number | null;

  @Field(() => Int, { nullable: true, description: 'Highest floor allowed. 最高楼层' })
  highestFloor!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Floor from which a lift or ramp is needed. 需设电梯或坡道的起始楼层',
  })
  liftOrRampFromFloor!: number | null;

  @Field(() => String, { description: 'Document it stands in. 依据文件' })
  document!: string;

  @Field(() => String, { nullable: true, description: 'Clause, where known. 条款' })
  clause!: string | null;

  @Field(() => Boolean, {
    description: 'True when the row was compared with a published text. 是否已核对',
  })
  verified!: boolean;

  @Field(() => String, { nullable: true, description: 'Remark. 备注' })
  note!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who entered it; null: came with the program. 登记人',
  })
  recordedBy!: string | null;

  @Field(() => GraphQLISODateTime, { description: 'When it was entered. 登记时间' })
  recordedAt!: Date;

  @Field(() => Boolean, { description: 'True when a later version counts instead. 是否已被取代' })
  superseded!: boolean;

  sourceKey!: string;
}

/** What a version says, without who entered it and when. */
export type AllocationRuleTerms = Omit<
  AllocationRule,
  'version' | 'recordedBy' | 'recordedAt' | 'superseded' | 'sourceKey'
>;
