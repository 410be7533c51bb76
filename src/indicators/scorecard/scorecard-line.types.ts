import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { UrbanRuralRule } from '../../coverage/index.js';
import { defineConnection } from '../../platform/graphql/connection.js';
import { defineEnum } from '../../platform/graphql/define-enum.js';
import { shortMonth } from '../month.js';
import { Target } from '../target.record.js';
import { FigureBasis, NoFigureReason } from './figure.js';
import { PaceStatus, StraightPace } from './pace.types.js';
import type { LineUnit } from './score-line.js';
import type { ScoredDivision, ScoredTarget } from './scorecard.service.js';

export const LineMeasure = defineEnum('LineMeasure', 'What the value of a line is. 计量方式', {
  VALUE: 'The indicator in the division. 指标数值',
  UNITS_REACHING: 'Share of the units that reach the target, each for itself. 达标单元占比',
});
export type LineMeasure = keyof typeof LineMeasure;

@ObjectType({
  description: 'The same figure under another way of telling urban from rural. 其他城乡口径下的数值',
})
export class OtherWay {
  @Field(() => UrbanRuralRule, { description: 'The way. 口径' })
  rule!: UrbanRuralRule;

  @Field(() => Float, { description: 'What is counted. 分子' })
  numerator!: number;

  @Field(() => Float, { description: 'Out of what. 分母' })
  denominator!: number;
}

@ObjectType({ description: 'Divisions whose readings were added up. 汇总的下级填报情况' })
export class ReportingDivisions {
  @Field(() => Int, { description: 'Divisions that reported. 已填报数' })
  divisions!: number;

  @Field(() => Int, { description: 'Divisions there are. 应填报数' })
  of!: number;
}

@ObjectType({ description: 'A unit that falls short of a target. 未达标单元' })
export class ShortUnit {
  constructor({ code, name, figure }: LineUnit) {
    const { numerator = null, denominator = null, value = null, reason = null } = figure ?? {};
    Object.assign(this, { divisionCode: code, name, numerator, denominator, value, reason });
  }

  @Field(() => ID, { description: 'Code. 区划代码' })
  divisionCode!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;

  @Field(() => Float, { nullable: true, description: 'What is counted in it. 分子' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: 'Out of what. 分母' })
  denominator!: number | null;

  @Field(() => Float, { nullable: true, description: 'Its own value; null where units are counted. 数值' })
  value!: number | null;

  @Field(() => NoFigureReason, { nullable: true, description: 'Why it has no value. 无数值的原因' })
  reason!: NoFigureReason | null;
}

export const ShortUnitConnection = defineConnection('ShortUnit', '未达标单元', () => ShortUnit);

/** One target against what is reached. */
@ObjectType({ description: 'One target against what is reached of it. 记分卡中的一项目标' })
export class ScorecardLine {
  constructor(
    readonly scored: ScoredDivision,
    readonly line: ScoredTarget,
  ) {}

  @Field(() => Target, { description: 'The target, with what contradicts it. 目标' })
  get target(): Target {
    return this.line.target;
  }

  @Field(() => Boolean, { description: 'True when it is a higher division’s, for each unit. 是否来自上级' })
  get inherited(): boolean {
    return this.line.inherited;
  }

  @Field(() => LineMeasure, { description: 'What the value is. 计量方式' })
  get measure(): LineMeasure {
    return this.line.measure;
  }

  @Field(() => FigureBasis, { description: 'Where the value comes from. 数据来源方式' })
  get basis(): FigureBasis {
    return this.line.figure.basis;
  }

  @Field(() => Boolean, {
    description:
      'True for a projection: what would be under the scenario asked for. Recorded readings stay as they are. 是否为情景推演',
  })
  get projected(): boolean {
    return this.line.figure.projected;
  }

  @Field(() => Float, { nullable: true, description: 'What is counted. 分子' })
  get numerator(): number | null {
    return this.line.figure.numerator;
  }

  @Field(() => Float, { nullable: true, description: 'Out of what. 分母' })
  get denominator(): number | null {
    return this.line.figure.denominator;
  }

  @Field(() => Float, { nullable: true, description: 'Value; null with the reason. 数值' })
  get value(): number | null {
    return this.line.figure.value;
  }

  @Field(() => NoFigureReason, { nullable: true, description: 'Why there is no value. 无数值的原因' })
  get reason(): NoFigureReason | null {
    return this.line.figure.reason;
  }

  @Field(() => String, { description: 'What was counted, and how. 计算口径' })
  get rule(): string {
    return this.line.figure.rule;
  }

  @Field(() => [OtherWay], {
    description:
      'Ways of telling urban from rural that give another figure; empty when they agree. 其他城乡口径',
  })
  get otherWays(): readonly OtherWay[] {
    return this.line.figure.otherWays;
  }

  @Field(() => String, { nullable: true, description: 'Month of the latest reading, YYYY-MM. 读数月份' })
  get readingMonth(): string | null {
    const { month } = this.line.figure;
    return month && shortMonth(month);
  }

  @Field(() => ReportingDivisions, {
    nullable: true,
    description: 'Given when readings of the divisions below were added up. 下级填报情况',
  })
  get reporting(): ReportingDivisions | null {
    return this.line.figure.reporting;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Value ÷ target, 1 = met; for UNITS_REACHING the share of units. 完成率',
  })
  get attainment(): number | null {
    return this.line.attainment;
  }

  @Field(() => Boolean, { nullable: true, description: 'Whether it is met, compared exactly. 是否达标' })
  get met(): boolean | null {
    return this.line.isMet;
  }

  @Field(() => Float, { nullable: true, description: 'Whole units still missing. 缺口（整数）' })
  get unitsShort(): number | null {
    return this.line.unitsShort;
  }

  @Field(() => StraightPace, { description: 'Pace on a straight line to the deadline. 直线进度' })
  get pace(): StraightPace {
    return Object.assign(new StraightPace(), this.line.pace);
  }

  @Field(() => PaceStatus, { description: 'How it stands. 状态' })
  get status(): PaceStatus {
    return this.line.status;
  }

  @Field(() => Boolean, { description: 'True when another clause contradicts the target. 是否存在矛盾' })
  get inConflict(): boolean {
    return this.line.target.inConflict;
  }

  @Field(() => Boolean, { description: 'True when the figure rests on generated data. 是否含合成数据' })
  get synthetic(): boolean {
    return this.line.figure.synthetic;
  }
}
