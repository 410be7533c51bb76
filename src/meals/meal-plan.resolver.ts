import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AccessibilityLoaders } from '../accessibility/index.js';
import { pageOfList, rowsInTurns, textOrder } from '../coverage/index.js';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import { demandRole } from '../platform/access/viewer.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { MealPlanArguments, mealPlanAskOf } from './meal-plan.inputs.js';
import type { MealPlanService } from './meal-plan.service.js';
import { MealPlanOutcome } from './meal-plan-outcome.types.js';
import { MealPlan, ProposedMealPlace } from './meal-plan.type.js';
import { type MealPoint, MealPointConnection } from './meal-point.type.js';

const POINT_ORDER = textOrder('planned meal point');

@Resolver(() => MealPlan)
export class MealPlanResolver {
  constructor(
    private readonly plans: MealPlanService,
    private readonly accessibility: AccessibilityLoaders,
  ) {}

  @Query(() => MealPlanOutcome, {
    nullable: true,
    description:
      'Which candidates become canteens and which central kitchens, so that most people of a division are served, dine-in and delivery together; planner. 助餐点布局建议',
  })
  async proposeMealPoints(
    @Args(() => MealPlanArguments) args: MealPlanArguments,
    @Ctx() context: RequestContext,
  ): Promise<MealPlanOutcome> {
    const version = await context.load(this.accessibility.version, 'now');
    const { viewer, signal } = context;
    return this.plans.propose(mealPlanAskOf(args), version, viewer, { signal });
  }

  @FieldResolver(() => MealPointConnection, {
    nullable: true,
    description:
      'The division’s demand points with the plan, by id, with the chains of their meals. 方案需求点列表',
  })
  points(
    @Root() { plannedPoints }: MealPlan,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<MealPoint>> {
    demandRole(context.viewer, 'Reading meals point by point', 'planner');
    const list = pageOfList(plannedPoints, ({ demandPointId }) => demandPointId, POINT_ORDER, page);
    return rowsInTurns(MealPointConnection, list, (point) => point);
  }
}

@Resolver(() => ProposedMealPlace)
export class ProposedMealPlaceResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it lies in, null where no boundary says so. 所在区划',
  })
  division(@Root() { divisionCode }: ProposedMealPlace, @Ctx() context: RequestContext) {
    return divisionCode === null ? null : context.load(this.divisions.byCode, divisionCode);
  }
}
