import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { checkDivisionCode } from '../divisions/index.js';
import { checkSearchText } from '../platform/errors/check-text.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import { checkSpatialFilter, SpatialFilter } from '../platform/graphql/spatial-filter.js';
import { DemandKind } from './demand-kind.js';
import type { DemandConditions } from './demand.repository.js';

@InputType({ description: 'Which demand points; all conditions must hold. 需求点筛选' })
export class DemandPointFilter extends SpatialFilter {
  @Field(() => [DemandKind], { nullable: true, description: 'Any of these kinds. 需求点类型' })
  kinds?: DemandKind[] | null;

  @Field(() => ID, { nullable: true, description: 'Lies in this division or below it. 所在区划' })
  divisionCode?: string | null;

  @Field(() => ID, { nullable: true, description: 'Belongs to this housing estate. 所属小区' })
  estateId?: string | null;
}

/** @throws PlanningError BAD_USER_INPUT */
export function checkDemandFilter(filter: DemandPointFilter | null | undefined): DemandConditions {
  if (!filter) return {};
  return {
    ...filter,
    divisionCode: filter.divisionCode && checkDivisionCode(filter.divisionCode, 'divisionCode'),
    estateId: filter.estateId == null ? null : checkSearchText(filter.estateId, 'estateId'),
    spatial: checkSpatialFilter(filter),
  };
}

@ArgsType()
export class DemandPointsArguments extends PageArguments {
  @Field(() => DemandPointFilter, { nullable: true, description: 'Which points. 筛选' })
  filter?: DemandPointFilter | null;
}
