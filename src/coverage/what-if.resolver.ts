import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AccessibilityLoaders } from '../accessibility/index.js';
import { AdministrativeDivision, DivisionLevel, type DivisionLoaders } from '../divisions/index.js';
import { Facility, type FacilityLoaders } from '../facilities/index.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { pageOfList, textOrder } from './list-page.js';
import { WhatIfArguments, whatIfQuestionOf } from './what-if.inputs.js';
import type { WhatIfService } from './what-if.service.js';
import { WhatIf } from './what-if.type.js';
import {
  WhatIfChange,
  WhatIfDivision,
  WhatIfDivisionConnection,
  WhatIfPoint,
  WhatIfPointConnection,
  WhatIfPresence,
  WhatIfWalk,
} from './what-if.types.js';

const DIVISION_ORDER = textOrder('what-if division');
const POINT_ORDER = textOrder('what-if point');

@Resolver(() => WhatIf)
export class WhatIfResolver {
  constructor(
    private readonly whatIfs: WhatIfService,
    private readonly accessibility: AccessibilityLoaders,
    private readonly divisionLoaders: DivisionLoaders,
  ) {}

  @Query(() => WhatIf, {
    nullable: true,
    complexity: ({ args, childComplexity }) => 1 + (args.changes ?? []).length + childComplexity,
    description:
      'What coverage would be if facilities of a service opened, closed or moved; planner. Nothing is saved. A change that cannot be made is an error that names it. 设施变动推演',
  })
  async whatIf(
    @Args(() => WhatIfArguments) args: WhatIfArguments,
    @Ctx() context: RequestContext,
  ): Promise<WhatIf> {
    const question = whatIfQuestionOf(args);
    const version = await context.load(this.accessibility.version, 'now');
    return this.whatIfs.ask(question, version, context.viewer, context.signal);
  }

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'The division asked for; null for everywhere. 区划',
  })
  division(@Root() { outcome, focus }: WhatIf, @Ctx() context: RequestContext) {
    return focus < 0 ? null : context.load(this.divisionLoaders.byCode, outcome.codeOf(focus));
  }

  @FieldResolver(() => [WhatIfPresence], {
    description:
      'Presence per level in the division asked for, or only at the level asked for. 设施覆盖率变化',
  })
  presence(
    @Root() { outcome, focus }: WhatIf,
    @Arg('level', () => DivisionLevel, { nullable: true, description: 'Only this level. 层级' })
    level: DivisionLevel | null | undefined,
  ): WhatIfPresence[] {
    return outcome.presenceByLevel(focus, level ?? null);
  }

  @FieldResolver(() => WhatIfDivisionConnection, {
    description:
      'The divisions at every level that are covered otherwise than before, by code: in the division asked for, it included, or everywhere. 受影响区划列表',
  })
  divisions(
    @Root() { outcome, focus }: WhatIf,
    @Arg('level', () => DivisionLevel, { nullable: true, description: 'Only this level. 层级' })
    level: DivisionLevel | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
  ): ConnectionOf<WhatIfDivision> {
    const affected = outcome.divisions(focus, level ?? null);
    const list = pageOfList(affected, (unit) => outcome.codeOf(unit), DIVISION_ORDER, page);
    const nodes = list.items.map((unit) => outcome.describeDivision(unit));
    return new WhatIfDivisionConnection(list.page, nodes, async () => list.total);
  }

  @FieldResolver(() => WhatIfPointConnection, {
    description: 'The demand points whose nearest facility or walk changes, by id. 受影响需求点列表',
  })
  points(
    @Root() { outcome, focus }: WhatIf,
    @Args(() => PageArguments) page: PageArguments,
  ): ConnectionOf<WhatIfPoint> {
    const list = pageOfList(outcome.within(focus), (at) => outcome.pointId(at), POINT_ORDER, page);
    const nodes = list.items.map((at) => outcome.describePoint(at));
    return new WhatIfPointConnection(list.page, nodes, async () => list.total);
  }
}

/** Links of a what-if to the catalogue, read only when asked for. */
@Resolver(() => WhatIfChange)
export class WhatIfChangeResolver {
  constructor(
    private readonly divisions: DivisionLoaders,
    private readonly facilities: FacilityLoaders,
  ) {}

  @FieldResolver(() => Facility, { nullable: true, description: 'The facility; null for a new one. 设施' })
  facility(@Root() { facilityId }: WhatIfChange, @Ctx() context: RequestContext) {
    return facilityId === null ? null : context.load(this.facilities.byId, facilityId);
  }

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it is to stand in, or stood in; null where no boundary says so. 所在区划',
  })
  division(@Root() { divisionCode }: WhatIfChange, @Ctx() context: RequestContext) {
    return divisionCode === null ? null : context.load(this.divisions.byCode, divisionCode);
  }
}

@Resolver(() => WhatIfDivision)
export class WhatIfDivisionResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, { description: 'The division itself. 区划' })
  division(@Root() { code }: WhatIfDivision, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, code);
  }
}

@Resolver(() => WhatIfPoint)
export class WhatIfPointResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it lies in; null for none. 所在区划',
  })
  division(@Root() { divisionCode }: WhatIfPoint, @Ctx() context: RequestContext) {
    return divisionCode === null ? null : context.load(this.divisions.byCode, divisionCode);
  }
}

@Resolver(() => WhatIfWalk)
export class WhatIfWalkResolver {
  constructor(private readonly facilities: FacilityLoaders) {}

  @FieldResolver(() => Facility, { nullable: true, description: 'The facility; null for a new one. 设施' })
  facility(@Root() { facilityId }: WhatIfWalk, @Ctx() context: RequestContext) {
    return facilityId === null ? null : context.load(this.facilities.byId, facilityId);
  }
}
