import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AccessibilityLoaders } from '../accessibility/index.js';
import {
  DivisionCoverageArguments,
  pageOfList,
  questionOf,
  rankOrder,
  rowsInTurns,
  textOrder,
} from '../coverage/index.js';
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
import { backupOfDivision, describeBackupPoint, describeLoss } from './describe-fragility.js';
import { pageOfDivisions } from './division-list.js';
import type { CoverDepth } from './fragility-field.js';
import type { FragilityService } from './fragility.service.js';
import {
  BackupOfDivision,
  BackupOfDivisionConnection,
  BackupPoint,
  BackupPointConnection,
  CoverDepthEnum,
  FragileFacility,
  FragileFacilityConnection,
  Fragility,
} from './fragility.types.js';

const FACILITY_ORDER = rankOrder('fragile facility');
const POINT_ORDER = textOrder('backup point');

@Resolver(() => Fragility)
export class FragilityResolver {
  constructor(
    private readonly fragilities: FragilityService,
    private readonly accessibility: AccessibilityLoaders,
  ) {}

  @Query(() => Fragility, {
    nullable: true,
    description:
      'What a division loses if a facility closes, and who has a second one to turn to. 脆弱性与后备覆盖',
  })
  async fragility(
    @Args(() => DivisionCoverageArguments) args: DivisionCoverageArguments,
    @Ctx() context: RequestContext,
  ): Promise<Fragility> {
    const divisionCode = checkDivisionCode(args.divisionCode, 'divisionCode');
    const question = { ...questionOf(args), divisionCode, cohort: args.cohort };
    const version = await context.load(this.accessibility.version, 'now');
    return this.fragilities.ask(question, version, context.signal);
  }

  @FieldResolver(() => BackupOfDivisionConnection, {
    description: 'The divisions of a level at or under it, by code, or those directly below. 下级区划',
  })
  divisions(
    @Root() { field, unit }: Fragility,
    @Arg('level', () => DivisionLevel, { nullable: true, description: 'Level. 层级' })
    level: DivisionLevel | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ConnectionOf<BackupOfDivision>> {
    const list = pageOfDivisions(field.view, unit, level ?? null, page);
    return rowsInTurns(BackupOfDivisionConnection, list, (division) => backupOfDivision(field, division));
  }

  @FieldResolver(() => FragileFacilityConnection, {
    nullable: true,
    description:
      'Operating facilities that stand in it or cover its people, by people lost if each alone closed, most first; planner. 设施列表',
  })
  async facilities(
    @Root() { field, unit }: Fragility,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<FragileFacility>> {
    demandRole(context.viewer, 'Reading what the closing of a facility costs', 'planner');
    const ranked = (await field.losses(unit)).map((loss, at) => ({ loss, rank: at + 1 }));
    const list = pageOfList(ranked, ({ rank }) => rank, FACILITY_ORDER, page);
    return rowsInTurns(FragileFacilityConnection, list, ({ loss, rank }) => describeLoss(field, loss, rank));
  }

  @FieldResolver(() => BackupPointConnection, {
    nullable: true,
    description: 'Its demand points by id: all, or those so many facilities cover; planner. 需求点列表',
  })
  points(
    @Root() { field, unit }: Fragility,
    @Arg('coveredBy', () => CoverDepthEnum, {
      nullable: true,
      description: 'Only points so many facilities cover. 覆盖重数',
    })
    coveredBy: CoverDepth | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<BackupPoint>> {
    demandRole(context.viewer, 'Reading backup point by point', 'planner');
    const points = field.pointsOf(unit, coveredBy ?? null);
    const list = pageOfList(points, (point) => field.view.ground.demand.ids[point], POINT_ORDER, page);
    return rowsInTurns(BackupPointConnection, list, (point) => describeBackupPoint(field, point));
  }
}

/** Links of fragility figures to the catalogue, read only when asked for. */
@Resolver(() => BackupOfDivision)
export class BackupOfDivisionResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, { description: 'The division itself. 区划' })
  division(@Root() { code }: BackupOfDivision, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, code);
  }
}

@Resolver(() => BackupPoint)
export class BackupPointResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it lies in; null for none. 所在区划',
  })
  division(@Root() { divisionCode }: BackupPoint, @Ctx() context: RequestContext) {
    return divisionCode === null ? null : context.load(this.divisions.byCode, divisionCode);
  }
}

@Resolver(() => FragileFacility)
export class FragileFacilityResolver {
  constructor(private readonly facilities: FacilityLoaders) {}

  @FieldResolver(() => Facility, { nullable: true, description: 'The facility itself. 设施' })
  facility(@Root() { facilityId }: FragileFacility, @Ctx() context: RequestContext) {
    return context.load(this.facilities.byId, facilityId);
  }
}
