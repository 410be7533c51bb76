import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { checkDivisionCode } from '../divisions/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { checkSearchText } from '../platform/errors/check-text.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import { checkSpatialFilter, SpatialFilter } from '../platform/graphql/spatial-filter.js';
import { today } from '../platform/today.js';
import type { CandidateConditions } from './candidate-sites.repository.js';
import { CareService } from './care-service.js';
import type { FacilityConditions } from './facility-conditions.js';
import { FacilityOrder, FacilityRelation } from './facility-list.js';
import { CandidateKind, FacilityKind, FacilityStatus, ServiceCapability } from './vocabulary.js';

@InputType({ description: 'Which facilities; all conditions must hold. 设施筛选' })
export class FacilityFilter extends SpatialFilter {
  @Field(() => [FacilityKind], { nullable: true, description: 'Any of these kinds. 设施类型' })
  kinds?: FacilityKind[] | null;

  @Field(() => [ServiceCapability], { nullable: true, description: 'All of these capabilities. 服务能力' })
  capabilities?: ServiceCapability[] | null;

  @Field(() => CareService, {
    nullable: true,
    description:
      'Offers this service on `asOf`, by the predicate of the jurisdiction it stands in, as for coverage; whether it operates is told by `statuses`. 服务类别',
  })
  service?: CareService | null;

  @Field(() => [FacilityStatus], { nullable: true, description: 'Any of these stages on `asOf`. 设施状态' })
  statuses?: FacilityStatus[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Date of `statuses` and `service`, today if absent. 截至日期',
  })
  asOf?: string | null;

  @Field(() => ID, { nullable: true, description: 'Stands in this division or below it. 所在区划' })
  divisionCode?: string | null;

  @Field(() => ID, { nullable: true, description: 'Assigned to or shared with this division. 服务区划' })
  assignedTo?: string | null;

  @Field(() => String, { nullable: true, description: 'Text in the name. 名称包含' })
  nameContains?: string | null;
}

/** @throws PlanningError BAD_USER_INPUT */
export function checkFacilityFilter(filter: FacilityFilter | null | undefined): FacilityConditions {
  if (!filter) return {};
  if (filter.asOf && !filter.statuses && !filter.service) {
    throw badInput('filter.asOf: give `statuses` or `service` too; it says on which date they hold.', {
      field: 'asOf',
    });
  }
  return {
    ...filter,
    asOf: filter.asOf ?? today(),
    divisionCode: filter.divisionCode && checkDivisionCode(filter.divisionCode, 'divisionCode'),
    assignedTo: filter.assignedTo && checkDivisionCode(filter.assignedTo, 'assignedTo'),
    nameContains: filter.nameContains == null ? null : checkSearchText(filter.nameContains, 'nameContains'),
    spatial: checkSpatialFilter(filter),
  };
}

@ArgsType()
export class FacilitiesArguments extends PageArguments {
  @Field(() => FacilityFilter, { nullable: true, description: 'Which facilities. 筛选' })
  filter?: FacilityFilter | null;

  @Field(() => FacilityOrder, { defaultValue: FacilityOrder.ID, description: 'Order of the rows. 排序' })
  orderBy!: FacilityOrder;
}

@ArgsType()
export class DivisionFacilitiesArguments extends PageArguments {
  @Field(() => FacilityRelation, {
    defaultValue: FacilityRelation.LOCATED,
    description: 'How they belong to the division. 关系',
  })
  relation!: FacilityRelation;

  @Field(() => FacilityFilter, { nullable: true, description: 'Which of them. 筛选' })
  filter?: FacilityFilter | null;
}

@InputType({ description: 'Which candidate sites; all conditions must hold. 备选点筛选' })
export class CandidateSiteFilter extends SpatialFilter {
  @Field(() => [CandidateKind], { nullable: true, description: 'Any of these kinds. 备选点类型' })
  kinds?: CandidateKind[] | null;

  @Field(() => ID, { nullable: true, description: 'Lies in this division or below it. 所在区划' })
  divisionCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Text in the name. 名称包含' })
  nameContains?: string | null;
}

/** @throws PlanningError BAD_USER_INPUT */
export function checkCandidateFilter(filter: CandidateSiteFilter | null | undefined): CandidateConditions {
  if (!filter) return {};
  return {
    ...filter,
    divisionCode: filter.divisionCode && checkDivisionCode(filter.divisionCode, 'divisionCode'),
    nameContains: filter.nameContains == null ? null : checkSearchText(filter.nameContains, 'nameContains'),
    spatial: checkSpatialFilter(filter),
  };
}

@ArgsType()
export class CandidateSitesArguments extends PageArguments {
  @Field(() => CandidateSiteFilter, { nullable: true, description: 'Which sites. 筛选' })
  filter?: CandidateSiteFilter | null;
}
