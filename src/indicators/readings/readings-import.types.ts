import { Field, Int, ObjectType } from 'type-graphql';
import { issuesOf, RowIssue } from '../row-issue.types.js';
import type { ReadingsOutcome } from './readings-import.service.js';

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

  @Field(() => [RowIssue], { description: 'Why rows were left out, in their order. 问题' })
  get issues(): RowIssue[] {
    return issuesOf(this.outcome.refused);
  }
}
