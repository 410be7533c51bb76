import { ArgsType, Field, Float, ID, InputType } from 'type-graphql';
import { badInput } from '../platform/errors/bad-input.js';
import { checkSearchText } from '../platform/errors/check-text.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import { checkSpatialFilter, SpatialFilter } from '../platform/graphql/spatial-filter.js';
import { checkDivisionCode } from './check-code.js';
import { DivisionLevel } from './division-level.js';
import type { DivisionConditions } from './divisions.repository.js';

@InputType({ description: 'Which divisions; all conditions must hold. 区划筛选' })
export class DivisionFilter extends SpatialFilter {
  @Field(() => [DivisionLevel], { nullable: true, description: 'Any of these levels. 行政层级' })
  levels?: DivisionLevel[] | null;

  @Field(() => ID, { nullable: true, description: 'Children of this division. 上级区划' })
  parentCode?: string | null;

  @Field(() => ID, { nullable: true, description: 'This division and all below it. 所属区划' })
  within?: string | null;

  @Field(() => String, { nullable: true, description: 'Text in the name. 名称包含' })
  nameContains?: string | null;

  @Field(() => String, { nullable: true, description: 'First digits of the code. 代码前缀' })
  codePrefix?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'In force on this date. 截至日期' })
  asOf?: string | null;
}

/** @throws PlanningError BAD_USER_INPUT */
export function checkDivisionFilter(filter: DivisionFilter | null | undefined): DivisionConditions {
  if (!filter) return {};
  return {
    ...filter,
    parentCode: filter.parentCode && checkDivisionCode(filter.parentCode, 'parentCode'),
    within: filter.within && checkDivisionCode(filter.within, 'within'),
    nameContains: filter.nameContains == null ? null : checkSearchText(filter.nameContains, 'nameContains'),
    codePrefix: filter.codePrefix && checkCodePrefix(filter.codePrefix),
    spatial: checkSpatialFilter(filter),
  };
}

function checkCodePrefix(prefix: string): string {
  if (/^[0-9]{1,12}$/.test(prefix)) return prefix;
  throw badInput(`codePrefix: expected 1 to 12 digits, got ${JSON.stringify(prefix.slice(0, 40))}.`, {
    field: 'codePrefix',
  });
}

@ArgsType()
export class DivisionsArguments extends PageArguments {
  @Field(() => DivisionFilter, { nullable: true, description: 'Which divisions. 筛选' })
  filter?: DivisionFilter | null;
}

@ArgsType()
export class ChildrenArguments extends PageArguments {
  @Field(() => DivisionLevel, { nullable: true, description: 'Only children of this level. 行政层级' })
  level?: DivisionLevel | null;
}

const COARSEST_METERS = 10_000;

@ArgsType()
export class BoundaryArguments {
  @Field(() => Float, {
    defaultValue: 0,
    description: `Drop detail finer than this many metres, 0 to ${COARSEST_METERS}. 简化精度（米）`,
  })
  simplifyMeters!: number;
}

/** @throws PlanningError BAD_USER_INPUT */
export function checkSimplifyMeters(meters: number): number {
  if (meters >= 0 && meters <= COARSEST_METERS) return meters;
  throw badInput(`simplifyMeters: expected 0 to ${COARSEST_METERS}, got ${meters}.`, {
    field: 'simplifyMeters',
  });
}
