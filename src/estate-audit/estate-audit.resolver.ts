import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { pageOfList, rankOrder, rowsInTurns } from '../coverage/index.js';
import { AdministrativeDivision, checkDivisionCode, type DivisionLoaders } from '../divisions/index.js';
import { inTurns } from '../platform/compute/in-turns.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { AllocationRule } from './allocation-rule.record.js';
import { estatesPage, findingsPage, partsOf, partsPage } from './audit-pages.js';
import { EstateAuditPart } from './audit-totals.type.js';
import {
  AuditedEstatesArguments,
  AuditPartsArguments,
  auditQuestion,
  EstateAuditArguments,
  FindingFilterArguments,
} from './estate-audit.inputs.js';
import type { EstateAuditLoaders } from './estate-audit.loaders.js';
import { auditedDivision } from './estate-audit.service.js';
import {
  AuditedEstateConnection,
  CareLandFigureConnection,
  CommunityPremisesFigureConnection,
  EstateAudit,
  EstateAuditPartConnection,
  EstateFindingConnection,
} from './estate-audit.type.js';
import { countFindings, EstateFindingCount } from './finding-counts.js';
import type { LandService } from './land.service.js';
import { CareLandFigure, CommunityPremisesFigure } from './land.types.js';

const LAND = rankOrder('care land');
const PREMISES = rankOrder('community premises');

@Resolver(() => EstateAudit)
export class EstateAuditResolver {
  constructor(
    private readonly loaders: EstateAuditLoaders,
    private readonly land: LandService,
    private readonly divisions: DivisionLoaders,
  ) {}

  @Query(() => EstateAudit, {
    nullable: true,
    description:
      'What the estates of a division owe in care rooms, have and lack on a date; planner, resources. 住宅小区配建核查',
  })
  async estateAudit(
    @Args(() => EstateAuditArguments) args: EstateAuditArguments,
    @Ctx() context: RequestContext,
  ): Promise<EstateAudit> {
    const code = args.divisionCode == null ? null : checkDivisionCode(args.divisionCode, 'divisionCode');
    const view = await context.load(this.loaders.view, auditQuestion(args));
    return new EstateAudit(view, auditedDivision(view, code));
  }

  @FieldResolver(() => AdministrativeDivision, { nullable: true, description: 'Division; null: all. 区划' })
  division(@Root() { divisionCode }: EstateAudit, @Ctx() context: RequestContext) {
    return divisionCode === null ? null : context.load(this.divisions.byCode, divisionCode);
  }

  @FieldResolver(() => EstateAuditPartConnection, {
    nullable: true,
    description: 'Divisions below with their sums. 下级区划汇总',
  })
  parts(@Root() audit: EstateAudit, @Args(() => AuditPartsArguments) args: AuditPartsArguments) {
    return partsPage(audit, args);
  }

  @FieldResolver(() => AuditedEstateConnection, {
    nullable: true,
    description: 'Its estates with what they owe, have and lack. 小区清单',
  })
  estates(@Root() audit: EstateAudit, @Args(() => AuditedEstatesArguments) args: AuditedEstatesArguments) {
    return estatesPage(audit, args);
  }

  @FieldResolver(() => EstateFindingConnection, {
    nullable: true,
    description: 'What was found at its estates, by division and estate. 问题清单',
  })
  async findings(
    @Root() audit: EstateAudit,
    @Args(() => FindingFilterArguments) args: FindingFilterArguments,
    @Ctx() context: RequestContext,
  ) {
    return findingsPage(audit, await context.load(this.loaders.states, 'now'), args);
  }

  @FieldResolver(() => [EstateFindingCount], { description: 'Findings by code and state. 问题统计' })
  async findingCounts(@Root() { view, division }: EstateAudit, @Ctx() context: RequestContext) {
    const states = await context.load(this.loaders.states, 'now');
    return inTurns(countFindings(view.rowsOf(division), states, view.ground.asOf));
  }

  @FieldResolver(() => [AllocationRule], { description: 'Rules that apply to any of its estates. 适用规则' })
  rules(@Root() { view, division }: EstateAudit): AllocationRule[] {
    const ids = new Set<string>();
    for (const { audit } of view.rowsOf(division)) if (audit.rule) ids.add(audit.rule.id);
    return [...view.ground.rules.values()].filter(({ id }) => ids.has(id));
  }

  @FieldResolver(() => CareLandFigureConnection, {
    nullable: true,
    description:
      'Care land per planned person: the division, all zones and each, then divisions of the levels named. 人均养老服务设施用地',
  })
  async careLand(
    @Root() { view, division }: EstateAudit,
    @Args(() => AuditPartsArguments) args: AuditPartsArguments,
  ) {
    const { asOf, tree } = view.ground;
    const asked = [division, ...(args.levels ? partsOf(view, division, args.levels) : [])];
    const figures = await this.land.careLand(tree, asked, asOf);
    const list = pageOfList(figures, (_, at) => at, LAND, args);
    return rowsInTurns(CareLandFigureConnection, list, (figure) => new CareLandFigure(figure));
  }

  @FieldResolver(() => CommunityPremisesFigureConnection, {
    nullable: true,
    description:
      'Community premises used for care: the division, then those of the levels named. 社区用房占比',
  })
  async communityPremises(
    @Root() { view, division }: EstateAudit,
    @Args(() => AuditPartsArguments) args: AuditPartsArguments,
  ) {
    const { asOf, tree } = view.ground;
    const asked = [division, ...(args.levels ? partsOf(view, division, args.levels) : [])];
    const figures = await this.land.premises(tree, asked, asOf);
    const list = pageOfList(figures, (_, at) => at, PREMISES, args);
    return rowsInTurns(
      CommunityPremisesFigureConnection,
      list,
      (figure) => new CommunityPremisesFigure(figure),
    );
  }
}

/** The division of each type that names one. */
function divisionOf(divisions: DivisionLoaders) {
  return ({ divisionCode }: { readonly divisionCode: string | null }, context: RequestContext) =>
    divisionCode === null ? null : context.load(divisions.byCode, divisionCode);
}

@Resolver(() => EstateAuditPart)
export class EstateAuditPartResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, { nullable: true, description: 'Division. 区划' })
  division(@Root() part: EstateAuditPart, @Ctx() context: RequestContext) {
    return divisionOf(this.divisions)(part, context);
  }
}

@Resolver(() => CareLandFigure)
export class CareLandFigureResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, { nullable: true, description: 'Division; null: all. 区划' })
  division(@Root() figure: CareLandFigure, @Ctx() context: RequestContext) {
    return divisionOf(this.divisions)(figure, context);
  }
}

@Resolver(() => CommunityPremisesFigure)
export class CommunityPremisesFigureResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, { nullable: true, description: 'Division; null: all. 区划' })
  division(@Root() figure: CommunityPremisesFigure, @Ctx() context: RequestContext) {
    return divisionOf(this.divisions)(figure, context);
  }
}
