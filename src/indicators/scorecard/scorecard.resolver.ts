import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import {
  type CoverageLoaders,
  describeCoverage,
  pageOfList,
  questionOf,
  textOrder,
  unitSet,
} from '../../coverage/index.js';
import { AdministrativeDivision, type DivisionLoaders } from '../../divisions/index.js';
import { badInput } from '../../platform/errors/bad-input.js';
import type { ConnectionOf } from '../../platform/graphql/connection.js';
import { PageArguments } from '../../platform/graphql/page-arguments.js';
import type { RequestContext } from '../../platform/graphql/request-context.js';
import { FigureBasis } from './figure.js';
import { ScorecardArguments, ScorecardPartsArguments, scorecardQuestion } from './scorecard.inputs.js';
import type { ScorecardService } from './scorecard.service.js';
import { LatestPace, TrendMonth } from './pace.types.js';
import { ScorecardLine, ShortUnit, ShortUnitConnection } from './scorecard-line.types.js';
import { Scorecard, ScorecardPart, ScorecardPartConnection } from './scorecard.types.js';

const UNIT_ORDER = textOrder('short unit');
const PART_ORDER = textOrder('scorecard part');
const LONGEST_TREND = 12;

@Resolver(() => Scorecard)
export class ScorecardResolver {
  constructor(
    private readonly service: ScorecardService,
    private readonly coverage: CoverageLoaders,
    private readonly divisions: DivisionLoaders,
  ) {}

  @Query(() => Scorecard, {
    nullable: true,
    description: 'Every target that holds for a division against what is reached. 目标记分卡',
  })
  async scorecard(@Args(() => ScorecardArguments) args: ScorecardArguments): Promise<Scorecard> {
    const scored = await this.service.score(scorecardQuestion(args));
    return Object.assign(new Scorecard(), { scored });
  }

  @FieldResolver(() => [ScorecardLine], { description: 'One line per target, by deadline. 各项目标' })
  lines(
    @Root() { scored }: Scorecard,
    @Arg('basis', () => FigureBasis, {
      nullable: true,
      description: 'Only those computed, or only those reported. 数据来源方式',
    })
    basis: FigureBasis | null | undefined,
  ): ScorecardLine[] {
    const lines = scored.lines.filter(({ figure }) => basis == null || figure.basis === basis);
    return lines.map((line) => new ScorecardLine(scored, line));
  }

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'The division; null while it is not imported. 区划',
  })
  division(@Root() { divisionCode }: Scorecard, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, divisionCode);
  }

  @FieldResolver(() => ScorecardPartConnection, {
    description:
      'Divisions of some levels at or under it, by code, each with its coverage as of the scorecard’s date unless another is given. 所含单元',
  })
  async parts(
    @Root() { scored }: Scorecard,
    @Args(() => ScorecardPartsArguments) args: ScorecardPartsArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<ScorecardPart>> {
    const asked = questionOf({ ...args, asOf: args.asOf ?? scored.asOf });
    const question = { ...asked, scenario: asked.scenario ?? scored.scenario };
    const view = await context.load(this.coverage.view, question);
    const { tree } = view.ground;
    const division = tree.numberOf(scored.divisionCode);
    const { units } = division < 0 ? { units: [] } : unitSet(view.ground, division, args.levels);
    const list = pageOfList(units, (unit) => tree.nodes[unit].code, PART_ORDER, args);
    const parts = list.items.map((unit) => {
      const { code: divisionCode, name } = tree.nodes[unit];
      return Object.assign(new ScorecardPart(), {
        divisionCode,
        name,
        coverage: describeCoverage(view, unit),
      });
    });
    return new ScorecardPartConnection(list.page, parts, async () => list.total);
  }
}

@Resolver(() => ScorecardLine)
export class ScorecardLineResolver {
  @FieldResolver(() => ShortUnitConnection, {
    description:
      'Units that fall short, by code: those without what a share counts, or those that do not reach the target themselves. 未达标单元',
  })
  shortUnits(
    @Root() { line }: ScorecardLine,
    @Args(() => PageArguments) page: PageArguments,
  ): ConnectionOf<ShortUnit> {
    const list = pageOfList(line.short, ({ code }) => code, UNIT_ORDER, page);
    const units = list.items.map((unit) => new ShortUnit(unit));
    return new ShortUnitConnection(list.page, units, async () => list.total);
  }

  @FieldResolver(() => LatestPace, {
    description: 'Pace of the last three months that have ended. 近三个月进度',
  })
  async recentPace(@Root() { scored, line }: ScorecardLine): Promise<LatestPace> {
    return new LatestPace(await scored.recentPace(line));
  }

  @FieldResolver(() => [TrendMonth], {
    description:
      'What stood at the end of each month, the oldest first; computed ones by the facilities’ status of that day. 趋势',
  })
  async trend(
    @Root() { scored, line }: ScorecardLine,
    @Arg('months', () => Int, { defaultValue: LONGEST_TREND, description: 'Months, 1 to 12. 月数' })
    months: number,
  ): Promise<TrendMonth[]> {
    if (months < 1 || months > LONGEST_TREND)
      throw badInput(`months: expected 1 to ${LONGEST_TREND}, got ${months}.`, { field: 'months' });
    return (await scored.trend(line, months)).map((point) => new TrendMonth(point));
  }
}
