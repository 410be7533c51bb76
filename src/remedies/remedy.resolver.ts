import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AccessibilityLoaders } from '../accessibility/index.js';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { SheetFile, SheetFormat } from '../platform/sheets/sheet-file.type.js';
import { writeSheets } from '../platform/sheets/write-sheets.js';
import type { RemediesService } from './remedies.service.js';
import { RemedyPlan } from './remedy-plan.type.js';
import { RemedyStep } from './remedy-plan.types.js';
import { remedySheets } from './remedy-sheets.js';
import { remedyAskOf, RemedyPlanArguments } from './remedy.inputs.js';

@Resolver(() => RemedyPlan)
export class RemedyPlanResolver {
  constructor(
    private readonly remedies: RemediesService,
    private readonly accessibility: AccessibilityLoaders,
  ) {}

  @Query(() => RemedyPlan, {
    nullable: true,
    description:
      'The cheapest remedies that settle most of what a division’s estates lack, from available premises and what neighbours have to spare; planner, resources. 小区养老用房补建方案',
  })
  async remedyPlan(
    @Args(() => RemedyPlanArguments) args: RemedyPlanArguments,
    @Ctx() context: RequestContext,
  ): Promise<RemedyPlan> {
    const version = await context.load(this.accessibility.version, 'now');
    return this.remedies.propose(remedyAskOf(args), version, context.viewer, context.signal);
  }

  @FieldResolver(() => SheetFile, {
    description: 'The plan as a file; CSV holds its steps, a workbook also what stays and the sums. 方案表格',
  })
  sheet(
    @Root() plan: RemedyPlan,
    @Arg('format', () => SheetFormat, { description: 'Kind of file. 格式' }) format: SheetFormat,
    @Ctx() { signal }: RequestContext,
  ): Promise<SheetFile> {
    const { divisionCode, asOf } = plan.settings;
    const fileName = `remedy-plan-${divisionCode}-${asOf}`;
    return writeSheets({ sheets: remedySheets(plan), format, fileName }, signal);
  }
}

@Resolver(() => RemedyStep)
export class RemedyStepResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it lies in, null where no boundary says so. 所在区划',
  })
  division(@Root() { divisionCode }: RemedyStep, @Ctx() context: RequestContext) {
    return divisionCode === null ? null : context.load(this.divisions.byCode, divisionCode);
  }
}
