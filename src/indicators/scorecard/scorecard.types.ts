import { Field, ID, ObjectType } from 'type-graphql';
import { Coverage, UrbanRuralRule } from '../../coverage/index.js';
import { defineConnection } from '../../platform/graphql/connection.js';
import { DateScalar } from '../../platform/graphql/date.scalar.js';
import type { ScoredDivision } from './scorecard.service.js';

/** Targets of a division against what is reached. */
@ObjectType({
  description: 'Every target that holds for a division against what is reached on a date. 目标记分卡',
})
export class Scorecard {
  readonly scored!: ScoredDivision;

  @Field(() => ID, { description: 'Code of the division; it need not be imported. 区划代码' })
  get divisionCode(): string {
    return this.scored.divisionCode;
  }

  @Field(() => DateScalar, { description: 'The date. 截至日期' })
  get asOf(): string {
    return this.scored.asOf;
  }

  @Field(() => UrbanRuralRule, {
    description: 'Way urban is told from rural where an indicator asks for one of them. 城乡划分口径',
  })
  get urbanRuralRule(): UrbanRuralRule {
    return this.scored.urbanRuralRule;
  }

  @Field(() => ID, {
    nullable: true,
    description:
      'Hash of the scenario’s changes the computed figures rest on; null for the register as it is. 情景标识',
  })
  get scenarioKey(): string | null {
    return this.scored.scenario?.key ?? null;
  }

  @Field(() => Boolean, { description: 'True when any figure rests on generated data. 是否含合成数据' })
  get synthetic(): boolean {
    return this.scored.synthetic;
  }
}

/** A division of a scorecard. */
@ObjectType({ description: 'A division of a scorecard with its coverage. 记分卡所含单元' })
export class ScorecardPart {
  @Field(() => ID, { description: 'Code. 区划代码' })
  divisionCode!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;

  @Field(() => Coverage, { description: 'Its coverage in four readings. 覆盖情况' })
  coverage!: Coverage;
}

export const ScorecardPartConnection = defineConnection(
  'ScorecardPart',
  '记分卡所含单元',
  () => ScorecardPart,
);
