import { ArgsType, Field, Float, ID, InputType } from 'type-graphql';
import { checkDivisionCode } from '../../divisions/index.js';
import { badInput } from '../../platform/errors/bad-input.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import { PageArguments } from '../../platform/graphql/page-arguments.js';
import { checkMonth } from '../month.js';
import type { ReadingDraft } from './check-reading.js';
import type { ReadingRow } from './readings-import.service.js';
import type { ReadingConditions } from './readings.repository.js';

@InputType({ description: 'A reading to record: two counts, or one value. 登记读数' })
export class ReadingInput {
  @Field(() => ID, { description: 'Code of the division. 区划代码' })
  jurisdictionCode!: string;

  @Field(() => ID, { description: 'Indicator; one that is reported, not computed. 指标标识' })
  indicatorKey!: string;

  @Field(() => String, { description: 'Month, YYYY-MM. 月份' })
  month!: string;

  @Field(() => Float, { nullable: true, description: 'What is counted. 分子' })
  numerator?: number | null;

  @Field(() => Float, { nullable: true, description: 'Out of what. 分母' })
  denominator?: number | null;

  @Field(() => Float, { nullable: true, description: 'The value itself, where there are no counts. 数值' })
  value?: number | null;

  @Field(() => String, { description: 'Document the figure comes from. 依据文件' })
  document!: string;

  @Field(() => String, { nullable: true, description: 'Why an earlier reading is corrected. 更正原因' })
  reason?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Corrects a frozen month: what is frozen stays, the correction is logged. 是否为重述',
  })
  restates!: boolean;
}

/** @throws PlanningError BAD_USER_INPUT */
export function readingDraftOf(input: ReadingInput): ReadingDraft {
  return {
    ...input,
    month: checkMonth(input.month, 'month'),
    numerator: input.numerator ?? null,
    denominator: input.denominator ?? null,
    value: input.value ?? null,
    reason: input.reason ?? null,
  };
}

@ArgsType()
export class ImportReadingsArguments {
  @Field(() => [ReadingInput], {
    description: 'The readings; an indicator may be named in Chinese. At most 10000. 读数',
  })
  rows!: ReadingInput[];

  @Field(() => Boolean, { defaultValue: false, description: 'Check everything, store nothing. 试运行' })
  dryRun!: boolean;
}

const MOST_ROWS = 10_000;

/**
 * Rows as drafts; one that cannot be read stands as the error that says why.
 * @throws PlanningError BAD_USER_INPUT for no rows, LIMIT_EXCEEDED for too many
 */
export function readingRowsOf(inputs: readonly ReadingInput[]): ReadingRow[] {
  if (inputs.length === 0) throw badInput('rows: expected at least one reading.', { field: 'rows' });
  if (inputs.length > MOST_ROWS) {
    const message = `rows: expected at most ${MOST_ROWS} readings in one import; got ${inputs.length}.`;
    throw new PlanningError('LIMIT_EXCEEDED', message, { limit: MOST_ROWS, count: inputs.length });
  }
  return inputs.map((input) => {
    try {
      return readingDraftOf(input);
    } catch (error) {
      if (error instanceof PlanningError) return error;
      throw error;
    }
  });
}

@ArgsType()
export class ReadingsArguments extends PageArguments {
  @Field(() => ID, { nullable: true, description: 'Only of this division and those below it. 区划代码' })
  divisionCode?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this indicator. 指标标识' })
  indicatorKey?: string | null;

  @Field(() => String, { nullable: true, description: 'First month, YYYY-MM. 起始月份' })
  from?: string | null;

  @Field(() => String, { nullable: true, description: 'Last month, YYYY-MM. 截止月份' })
  to?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'With readings a later one corrects. 是否包含已被更正的读数',
  })
  includeCorrected!: boolean;
}

/** @throws PlanningError BAD_USER_INPUT */
export function checkReadingFilter(args: Omit<ReadingsArguments, keyof PageArguments>): ReadingConditions {
  return {
    under: args.divisionCode == null ? null : checkDivisionCode(args.divisionCode, 'divisionCode'),
    indicatorKey: args.indicatorKey ?? null,
    from: args.from == null ? null : checkMonth(args.from, 'from'),
    to: args.to == null ? null : checkMonth(args.to, 'to'),
    includeCorrected: args.includeCorrected,
  };
}
