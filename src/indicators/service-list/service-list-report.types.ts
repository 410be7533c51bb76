import { Field, Int, ObjectType } from 'type-graphql';
import { issuesOf, RowIssue } from '../row-issue.types.js';
import type { EditionOutcome } from './service-list.service.js';

@ObjectType({
  description:
    'Outcome of an import of a service list; an edition is stored as a whole or not at all. 清单导入报告',
})
export class ServiceListImportReport {
  constructor(
    private readonly outcome: EditionOutcome,
    private readonly isDryRun: boolean,
  ) {}

  @Field(() => Int, { description: 'Rows read. 读取' })
  get read(): number {
    return this.outcome.read;
  }

  @Field(() => Int, { description: 'Rows stored; 0 when any was rejected. 新增' })
  get inserted(): number {
    return this.outcome.inserted;
  }

  @Field(() => Int, { description: 'Rows of an edition already stored and the same. 未变' })
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

  @Field(() => [RowIssue], { description: 'Why rows cannot be taken, in their order. 问题' })
  get issues(): RowIssue[] {
    return issuesOf(this.outcome.refused);
  }
}
