import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AccessibilityLoaders } from '../accessibility/index.js';
import { CoveredPeople, divisionNumber, pageOfList, rowsInTurns, textOrder } from '../coverage/index.js';
import { AdministrativeDivision, checkDivisionCode, type DivisionLoaders } from '../divisions/index.js';
import { demandRole } from '../platform/access/viewer.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import {
  describeMealKitchen,
  describeMealSite,
  facilityOf,
  kitchensFor,
  sitesFor,
} from './describe-meal-places.js';
import { chainsByPoint, describeMealPoint, describeMeals, shortagesOf } from './describe-meals.js';
import { pointsWithin } from './meal-field.js';
import { MealArguments, mealQuestionOf } from './meal.inputs.js';
import { MealLayer } from './meal-settings.js';
import {
  type MealKitchen,
  MealKitchenConnection,
  type MealSite,
  MealSiteConnection,
} from './meal-place.types.js';
import { MealPoint, MealPointConnection } from './meal-point.type.js';
import { UnmetReason } from './meal-reasons.js';
import { MealService, MealShortage } from './meal-service.type.js';
import { MealCoverage, MealsOfDivision } from './meals-of-division.type.js';
import type { MealsService } from './meals.service.js';

const POINT_ORDER = textOrder('meal point');
const SITE_ORDER = textOrder('meal site');
const KITCHEN_ORDER = textOrder('meal kitchen');

@Resolver(() => MealService)
export class MealServiceResolver {
  constructor(
    private readonly meals: MealsService,
    private readonly accessibility: AccessibilityLoaders,
  ) {}

  @Query(() => MealService, {
    nullable: true,
    description:
      'Meals for the people of a division: dine-in by walking, delivery in time and within capacity, both apart and together. 助餐服务',
  })
  async mealService(
    @Args(() => MealArguments) args: MealArguments,
    @Ctx() context: RequestContext,
  ): Promise<MealService> {
    const code = checkDivisionCode(args.divisionCode, 'divisionCode');
    const version = await context.load(this.accessibility.version, 'now');
    const field = await this.meals.field(mealQuestionOf(args), version, context.signal);
    return describeMeals(field, divisionNumber(field.view.ground, code));
  }

  @FieldResolver(() => [MealShortage], {
    nullable: true,
    description: 'Why people are not served, and how many; planner. 未获供餐原因',
  })
  shortages(@Root() { field, unit }: MealService, @Ctx() { viewer }: RequestContext): MealShortage[] {
    demandRole(viewer, 'Reading who is not served', 'planner');
    return shortagesOf(field, unit);
  }

  @FieldResolver(() => MealPointConnection, {
    nullable: true,
    description: 'Its demand points by id, with the chains of their meals; planner. 需求点列表',
  })
  points(
    @Root() { field, unit }: MealService,
    @Arg('layer', () => MealLayer, { nullable: true, description: 'Whose unmet reason counts. 层次' })
    layer: MealLayer | null | undefined,
    @Arg('unmet', () => UnmetReason, { nullable: true, description: 'Only points with this reason. 原因' })
    unmet: UnmetReason | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<MealPoint>> {
    demandRole(context.viewer, 'Reading meals point by point', 'planner');
    const wanted = pointsWithin(field, unit).filter((at) => {
      const { dineInUnmet, deliveryUnmet } = field.assignment;
      const reasons = [layer !== 'DELIVERY' && dineInUnmet[at], layer !== 'DINE_IN' && deliveryUnmet[at]];
      return unmet == null || reasons.includes(unmet);
    });
    const chains = chainsByPoint(field);
    const list = pageOfList(wanted, (at) => field.ground.pointIds[at], POINT_ORDER, page);
    return rowsInTurns(MealPointConnection, list, (at) => describeMealPoint(field, at, chains));
  }

  @FieldResolver(() => MealSiteConnection, {
    nullable: true,
    description:
      'Places that stand in it or reach its people, by id, with what they hand out; planner. 助餐点列表',
  })
  sites(
    @Root() { field, unit }: MealService,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<MealSite>> {
    demandRole(context.viewer, 'Reading meals place by place', 'planner');
    const idOf = (site: number) => facilityOf(field, field.sites[site]).id;
    const list = pageOfList(sitesFor(field, unit), idOf, SITE_ORDER, page);
    return rowsInTurns(MealSiteConnection, list, (site) => describeMealSite(field, site));
  }

  @FieldResolver(() => MealKitchenConnection, {
    nullable: true,
    description: 'Central kitchens that stand in it or supply these places, by id; planner. 中央厨房列表',
  })
  kitchens(
    @Root() { field, unit }: MealService,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<MealKitchen>> {
    demandRole(context.viewer, 'Reading meals kitchen by kitchen', 'planner');
    const wanted = kitchensFor(field, unit, sitesFor(field, unit));
    const idOf = (kitchen: number) => facilityOf(field, field.kitchens[kitchen]).id;
    const list = pageOfList(wanted, idOf, KITCHEN_ORDER, page);
    return rowsInTurns(MealKitchenConnection, list, (kitchen) => describeMealKitchen(field, kitchen));
  }
}

@Resolver(() => MealCoverage)
export class MealCoverageResolver {
  @FieldResolver(() => CoveredPeople, {
    nullable: true,
    description:
      'People served a day within capacity. Dine-in: of those expected to eat out. Delivery: of those who need it. Union: of both; planner. 能力内实际供餐人数',
  })
  served(@Root() { servedFigures }: MealCoverage, @Ctx() { viewer }: RequestContext): CoveredPeople {
    // Made of capacities, which are not public.
    demandRole(viewer, 'Reading who is served within capacity', 'planner', 'resources');
    return servedFigures;
  }
}

@Resolver(() => MealsOfDivision)
export class MealsOfDivisionResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, { description: 'The division itself. 区划' })
  division(@Root() { divisionCode }: MealsOfDivision, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, divisionCode);
  }
}

@Resolver(() => MealPoint)
export class MealPointResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it lies in; null for none. 所在区划',
  })
  division(@Root() { divisionCode }: MealPoint, @Ctx() context: RequestContext) {
    return divisionCode === null ? null : context.load(this.divisions.byCode, divisionCode);
  }
}
