import { Field, Int, ObjectType } from 'type-graphql';
import { issuesOf, RowIssue } from '../indicators/index.js';
import type { RulesOutcome } from './allocation-rules.service.js';

@ObjectType({ description: 'Outcome of entering allocation rules. 配建规则导入报告' })
export class AllocationRulesImportReport {
  constructor(
    private readonly outcome: RulesOutcome,
    private readonly isDryRun: boolean,
  ) {}

  @Field(() => Int, { description: 'Rows read. 读取' })
  get read(): number {
    return this.outcome.read;
  }

  @Field(() => Int, { description: 'Rules under a new id. 新增' })
  get inserted(): number {
    return this.outcome.inserted;
  }

  @Field(() => Int, { description: 'Next versions of known rules. 新版本' })
  get updated(): number {
    return this.outcome.updated;
  }

  @Field(() => Int, { description: 'Rules that say what is stored already. 未变' })
  get unchanged(): number {
    return this.outcome.unchanged;
  }

  @Field(() => Int, { description: 'Rows with an error. 拒绝' })
  get rejected(): number {
    return this.outcome.refused.size;
  }

  @Field(() => Boolean, { description: 'True when nothing was stored. 是否试运行' })
  get dryRun(): boolean {
    return this.isDryRun;
  }

  @Field(() => [RowIssue], { description: 'Why rows were not taken, in their order. 问题' })
  get issues(): RowIssue[] {
    return issuesOf(this.outcome.refused);
  }

  @Field(() => [RowIssue], {
    description:
      'Rules that hold together with others of their jurisdiction and class; taken all the same. 提醒',
  })
  get warnings(): RowIssue[] {
    return issuesOf(this.outcome.overlapping);
  }
}
