import { Field, Int, ObjectType } from 'type-graphql';
import { chineseText } from '../../platform/errors/chinese-text.js';
import type { PlanningError } from '../../platform/errors/planning-error.js';
import type { ReadingsOutcome } from './readings-import.service.js';

@ObjectType({ description: 'Why a row of readings was not taken. 未登记的行及原因' })
export class ReadingIssue {
  constructor(
    private readonly place: number,
    private readonly error: PlanningError,
  ) {}

  @Field(() => Int, { description: 'Row, counted from 1. 第几行' })
  get row(): number {
    return this.place + 1;
  }

  @Field(() => String, { description: 'Stable code: BAD_USER_INPUT, NOT_FOUND or CONFLICT. 问题代码' })
  get code(): string {
    return this.error.code;
  }

  @Field(() => String, { nullable: true, description: 'Field. 字段' })
  get field(): string | null {
    const { field } = this.error.details;
    return typeof field === 'string' ? field : null;
  }

  @Field(() => String, { description: 'What is wrong, in Chinese. 说明（中文）' })
  get message(): string {
    return chineseText(this.error) ?? this.error.message;
  }

  @Field(() => String, { description: 'The same in English. 说明（英文）' })
  get messageEn(): string {
    return this.error.message;
  }
}

@ObjectType({
  description:
    'Outcome of an import of readings: read = inserted + updated + unchanged + rejected. 读数导入报告',
})
export class ReadingsImportReport {
  constructor(
    private readonly outcome: ReadingsOutcome,
    private readonly isDryRun: boolean,
  ) {}

  @Field(() => Boolean, { description: 'True when nothing was stored. 是否试运行' })
  get dryRun(): boolean {
    return this.isDryRun;
  }

  @Field(() => Int, { description: 'Rows read. 读取' })
  get read(): number {
    return this.outcome.read;
  }

  @Field(() => Int, { description: 'First readings. 新增' })
  get inserted(): number {
    return this.outcome.inserted;
  }

  @Field(() => Int, { description: 'Readings that correct an earlier one. 更正' })
  get updated(): number {
    return this.outcome.updated;
  }

  @Field(() => Int, { description: 'Of the new and corrected ones, those of frozen months. 其中重述' })
  get restated(): number {
    return this.outcome.restated;
  }

  @Field(() => Int, { description: 'Rows already recorded and the same. 未变' })
  get unchanged(): number {
    return this.outcome.unchanged;
  }

  @Field(() => Int, { description: 'Rows left out because of an error. 拒绝' })
  get rejected(): number {
    return this.outcome.refused.size;
  }

  @Field(() => [ReadingIssue], { description: 'Why rows were left out, in their order. 问题' })
  get issues(): ReadingIssue[] {
    return [...this.outcome.refused].map(([place, error]) => new ReadingIssue(place, error));
  }
}
