import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { FacilityKind, ServiceCapability } from '../facilities/index.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { PointInput } from '../platform/graphql/spatial-filter.js';
import type { ScenarioChange } from './scenario-change.js';

export const ScenarioChangeKind = defineEnum(
  'ScenarioChangeKind',
  'What a scenario does to a facility. 情景变动类型',
  {
    OPEN: 'A new facility opens. 新开',
    CLOSE: 'A facility closes. 关闭',
    RESIZE: 'A facility holds or offers something else. 调整规模或功能',
  } satisfies Record<ScenarioChange['kind'], string>,
);
export type ScenarioChangeKind = keyof typeof ScenarioChangeKind;

/** A change before it is checked, from GraphQL or a file. */
export interface UncheckedScenarioChange {
  readonly kind: ScenarioChangeKind;
  readonly facilityId?: string | null;
  readonly id?: string | null;
  readonly name?: string | null;
  readonly facilityKind?: FacilityKind | null;
  readonly capabilities?: readonly ServiceCapability[] | null;
  readonly at?: PointInput | null;
  readonly beds?: number | null;
  readonly nursingBeds?: number | null;
  readonly mealsPerDay?: number | null;
  readonly floorAreaSquareMeters?: number | null;
  readonly assignedTo?: readonly string[] | null;
  readonly from?: string | null;
}

@InputType({
  description:
    'One change of a scenario. OPEN needs name, facilityKind and at; CLOSE facilityId; RESIZE facilityId and what becomes another. 情景变动',
})
export class ScenarioChangeInput implements UncheckedScenarioChange {
  @Field(() => ScenarioChangeKind, { description: 'What is done. 变动类型' })
  kind!: ScenarioChangeKind;

  @Field(() => ID, {
    nullable: true,
    description: 'CLOSE, RESIZE: a facility of the register, or one opened before. 设施编号',
  })
  facilityId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'OPEN: what later changes and answers call it; scenario:n, n its position from 0, if absent. 新设施编号',
  })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'OPEN: name. 名称' })
  name?: string | null;

  @Field(() => FacilityKind, { nullable: true, description: 'OPEN: kind. 设施类型' })
  facilityKind?: FacilityKind | null;

  @Field(() => [ServiceCapability], {
    nullable: true,
    description: 'OPEN: what it offers; RESIZE: all it offers from then on. 服务能力',
  })
  capabilities?: ServiceCapability[] | null;

  @Field(() => PointInput, {
    nullable: true,
    description: 'OPEN: its entrance; its division is the one around it. 位置',
  })
  at?: PointInput | null;

  @Field(() => Int, { nullable: true, description: 'OPEN, RESIZE: beds. 床位数' })
  beds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'OPEN, RESIZE: nursing beds among them. 护理型床位数',
  })
  nursingBeds?: number | null;

  @Field(() => Int, { nullable: true, description: 'OPEN, RESIZE: meals it can serve a day. 日供餐能力' })
  mealsPerDay?: number | null;

  @Field(() => Float, { nullable: true, description: 'OPEN, RESIZE: floor area. 建筑面积（平方米）' })
  floorAreaSquareMeters?: number | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'OPEN: divisions it is assigned to beside its own. 服务区划代码',
  })
  assignedTo?: string[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'First day of the change; dates before it see nothing of it. Whatever the date if absent. 起始日期',
  })
  from?: string | null;
}
