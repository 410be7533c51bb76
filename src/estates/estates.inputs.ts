import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { checkDivisionCode } from '../divisions/index.js';
import { checkSearchText } from '../platform/errors/check-text.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import { checkSpatialFilter, SpatialFilter } from '../platform/graphql/spatial-filter.js';
import { EstateOrder } from './estate-order.js';
import type { EstateConditions } from './estates.repository.js';

@InputType({ description: 'Which estates; all conditions must hold. 小区筛选' })
export class EstateFilter extends SpatialFilter {
  @Field(() => ID, { nullable: true, description: 'Lies in this division or below it. 所在区划' })
  divisionCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Text in the name. 名称包含' })
  nameContains?: string | null;

  @Field(() => Int, { nullable: true, description: 'Households at least. 最少户数' })
  householdsAtLeast?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Gated or open. 是否封闭管理' })
  gated?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Text in the name of its developer. 开发单位包含' })
  developerContains?: string | null;

  @Field(() => String, { nullable: true, description: 'Its phase, exactly. 分期' })
  phase?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Counts in the audit and lacks area, or not. 是否面积不足',
  })
  deficit?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Counts in the audit and breaks a rule, or not. 是否违规',
  })
  breach?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'No rule can be named, or one can. 是否无适用规则' })
  ruleMissing?: boolean | null;

  @Field(() => DateScalar, { nullable: true, description: 'Date of that audit; today if absent. 核查日期' })
  auditedOn?: string | null;
}

/** @throws PlanningError BAD_USER_INPUT */
export function checkEstateFilter(filter: EstateFilter | null | undefined): EstateConditions {
  if (!filter) return {};
  return {
    ...filter,
    divisionCode: filter.divisionCode && checkDivisionCode(filter.divisionCode, 'divisionCode'),
    nameContains: filter.nameContains == null ? null : checkSearchText(filter.nameContains, 'nameContains'),
    developerContains:
      filter.developerContains == null
        ? null
        : checkSearchText(filter.developerContains, 'developerContains'),
    spatial: checkSpatialFilter(filter),
  };
}

@ArgsType()
export class EstatesArguments extends PageArguments {
  @Field(() => EstateFilter, { nullable: true, description: 'Which estates. 筛选' })
  filter?: EstateFilter | null;

  @Field(() => EstateOrder, { defaultValue: EstateOrder.ID, description: 'Order of the rows. 排序' })
  orderBy!: EstateOrder;
}
