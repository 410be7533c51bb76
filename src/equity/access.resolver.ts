import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AccessibilityLoaders } from '../accessibility/index.js';
import { divisionNumber, pageOfList, rowsInTurns, textOrder } from '../coverage/index.js';
import {
  AdministrativeDivision,
  checkDivisionCode,
  DivisionLevel,
  type DivisionLoaders,
} from '../divisions/index.js';
import { Facility, type FacilityLoaders } from '../facilities/index.js';
import { demandRole } from '../platform/access/viewer.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { AccessArguments, accessQuestionOf } from './access.inputs.js';
import type { CatchmentState } from './access-field.js';
import type { AccessService } from './access.service.js';
import {
  Accessibility,
  AccessOfDivision,
  AccessOfDivisionConnection,
  AccessPoint,
  AccessPointConnection,
  CatchmentFacility,
  CatchmentFacilityConnection,
  CatchmentFacilityState,
} from './access.types.js';
import {
  accessOfDivision,
  describeAccess,
  describeAccessPoint,
  describeCatchment,
  facilitiesFor,
  facilityAt,
} from './describe-access.js';
import { pageOfDivisions } from './division-list.js';

const POINT_ORDER = textOrder('access point');
const FACILITY_ORDER = textOrder('catchment facility');

@Resolver(() => Accessibility)
export class AccessResolver {
  constructor(
    private readonly access: AccessService,
    private readonly accessibilityLoaders: AccessibilityLoaders,
  ) {}

  @Query(() => Accessibility, {
    nullable: true,
    description:
      'Access of a division’s people to capacity on foot, everybody else’s wants counted too. 供需可达性',
  })
  async accessibility(
    @Args(() => AccessArguments) args: AccessArguments,
    @Ctx() context: RequestContext,
  ): Promise<Accessibility> {
    const code = checkDivisionCode(args.divisionCode, 'divisionCode');
    const version = await context.load(this.accessibilityLoaders.version, 'now');
    const field = await this.access.field(accessQuestionOf(args), version, context.viewer, context.signal);
    return describeAccess(field, divisionNumber(field.view.ground, code));
  }

  @FieldResolver(() => AccessOfDivisionConnection, {
    description: 'The divisions of a level at or under it, by code, or those directly below. 下级区划可达性',
  })
  divisions(
    @Root() { field, unit }: Accessibility,
    @Arg('level', () => DivisionLevel, { nullable: true, description: 'Level. 层级' })
    level: DivisionLevel | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ConnectionOf<AccessOfDivision>> {
    const list = pageOfDivisions(field.view, unit, level ?? null, page);
    return rowsInTurns(AccessOfDivisionConnection, list, (division) => accessOfDivision(field, division));
  }

  @FieldResolver(() => AccessPointConnection, {
    nullable: true,
    description: 'Its demand points by id; planner. 需求点列表',
  })
  points(
    @Root() { field, unit }: Accessibility,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<AccessPoint>> {
    demandRole(context.viewer, 'Reading access point by point', 'planner');
    const points = field.view.demandWithin(unit, field.question.cohort);
    const list = pageOfList(points, (point) => field.view.ground.demand.ids[point], POINT_ORDER, page);
    return rowsInTurns(AccessPointConnection, list, (point) => describeAccessPoint(field, point));
  }

  @FieldResolver(() => CatchmentFacilityConnection, {
    nullable: true,
    description:
      'Facilities that stand in it or that its people can walk to, by id, with their ratios or why they have none; planner. 设施列表',
  })
  facilities(
    @Root() { field, unit }: Accessibility,
    @Arg('state', () => CatchmentFacilityState, { nullable: true, description: 'Only this state. 状态' })
    state: CatchmentState | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<CatchmentFacility>> {
    demandRole(context.viewer, 'Reading access facility by facility', 'planner');
    const wanted = facilitiesFor(field, unit).filter((j) => state == null || field.state[j] === state);
    const list = pageOfList(wanted, (j) => facilityAt(field, j).id, FACILITY_ORDER, page);
    return rowsInTurns(CatchmentFacilityConnection, list, (j) => describeCatchment(field, j));
  }
}

/** Links of access figures to the catalogue, read only when asked for. */
@Resolver(() => AccessOfDivision)
export class AccessOfDivisionResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, { description: 'The division itself. 区划' })
  division(@Root() { code }: AccessOfDivision, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, code);
  }
}

@Resolver(() => AccessPoint)
export class AccessPointResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it lies in; null for none. 所在区划',
  })
  division(@Root() { divisionCode }: AccessPoint, @Ctx() context: RequestContext) {
    return divisionCode === null ? null : context.load(this.divisions.byCode, divisionCode);
  }
}

@Resolver(() => CatchmentFacility)
export class CatchmentFacilityResolver {
  constructor(private readonly facilities: FacilityLoaders) {}

  @FieldResolver(() => Facility, { nullable: true, description: 'The facility itself. 设施' })
  facility(@Root() { facilityId }: CatchmentFacility, @Ctx() context: RequestContext) {
    return context.load(this.facilities.byId, facilityId);
  }
}
