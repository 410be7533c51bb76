import { Field, Float, ID, ObjectType } from 'type-graphql';
import { DateScalar } from '../../platform/graphql/date.scalar.js';
import { Indicator } from '../indicator.record.js';
import { shortMonth } from '../month.js';
import { FigureBasis, NoFigureReason } from './figure.js';
import type { FigureOfIndicator } from './indicator-figures.service.js';
import { OtherWay, ReportingDivisions } from './scorecard-line.types.js';

@ObjectType({ description: 'What an indicator is in a division, with or without a target. 指标数值' })
export class IndicatorFigure {
  constructor(private readonly found: FigureOfIndicator) {}

  @Field(() => Indicator, { description: 'The indicator. 指标' })
  get indicator(): Indicator {
    return this.found.indicator;
  }

  @Field(() => ID, { description: 'Code of the division. 区划代码' })
  get divisionCode(): string {
    return this.found.divisionCode;
  }

  @Field(() => DateScalar, { description: 'The date. 截至日期' })
  get asOf(): string {
    return this.found.asOf;
  }

  @Field(() => FigureBasis, { description: 'Where it comes from. 数据来源方式' })
  get basis(): FigureBasis {
    return this.found.figure.basis;
  }

  @Field(() => Float, { nullable: true, description: 'What is counted. 分子' })
  get numerator(): number | null {
    return this.found.figure.numerator;
  }

  @Field(() => Float, { nullable: true, description: 'Out of what. 分母' })
  get denominator(): number | null {
    return this.found.figure.denominator;
  }

  @Field(() => Float, { nullable: true, description: 'Value; null with the reason. 数值' })
  get value(): number | null {
    return this.found.figure.value;
  }

  @Field(() => NoFigureReason, { nullable: true, description: 'Why there is no value. 无数值的原因' })
  get reason(): NoFigureReason | null {
    return this.found.figure.reason;
  }

  @Field(() => String, { description: 'What was counted, and how. 计算口径' })
  get rule(): string {
    return this.found.figure.rule;
  }

  @Field(() => [OtherWay], {
    description: 'Ways of telling urban from rural that give another figure. 其他城乡口径',
  })
  get otherWays(): readonly OtherWay[] {
    return this.found.figure.otherWays;
  }

  @Field(() => String, { nullable: true, description: 'Month of the latest reading, YYYY-MM. 读数月份' })
  get readingMonth(): string | null {
    const { month } = this.found.figure;
    return month && shortMonth(month);
  }

  @Field(() => ReportingDivisions, {
    nullable: true,
    description: 'Given when readings of the divisions below were added up. 下级填报情况',
  })
  get reporting(): ReportingDivisions | null {
    return this.found.figure.reporting;
  }

  @Field(() => Boolean, { description: 'True when it rests on generated data. 是否含合成数据' })
  get synthetic(): boolean {
    return this.found.figure.synthetic;
  }
}
