import { Field, ID, ObjectType } from 'type-graphql';
import { SyncStep } from '../estates/index.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { AllocationRule } from './allocation-rule.record.js';
import type { AuditedRow, AuditView } from './audit-view.js';
import { type CitedEvidence, evidenceCited, roomOf } from './finding-evidence.js';
import { FindingEvent } from './finding-event.record.js';
import type { StatedFinding } from './finding-states.js';
import { findingText, NO_LONGER_FOUND } from './finding-texts.js';
import { FindingCode, FindingSeverity, FindingState, severityOf } from './finding-words.js';

@ObjectType({ description: 'A figure or date a finding rests on. 依据数据' })
export class EstateFindingFact {
  @Field(() => String, { description: 'What it is. 名称' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its value, areas exact; null: not known. 数值' })
  value!: string | null;
}

/** One finding about an estate as of a date, and what has become of it. */
@ObjectType({
  description: 'A finding about an estate: its rule, what it rests on, and what has become of it. 核查问题',
})
export class EstateFinding {
  constructor(
    readonly row: AuditedRow,
    readonly stated: StatedFinding,
    private readonly view: AuditView,
  ) {}

  @Field(() => FindingCode, { description: 'What was found. 问题代码' })
  get code(): FindingCode {
    return this.stated.code;
  }

  @Field(() => FindingSeverity, { description: 'How grave. 严重程度' })
  get severity(): FindingSeverity {
    return severityOf(this.stated.code);
  }

  @Field(() => String, {
    description:
      'What it is about within the estate: a room, a step, a pool; empty: the estate. With the code it stays the same from audit to audit. 所指对象',
  })
  get about(): string {
    return this.stated.about;
  }

  @Field(() => ID, { nullable: true, description: 'Care room it is about, if any. 相关用房' })
  get roomId(): string | null {
    return roomOf(this.row.estate, this.stated)?.id ?? null;
  }

  @Field(() => SyncStep, { nullable: true, description: 'Step it is about, if any. 相关环节' })
  get step(): SyncStep | null {
    return SyncStep[this.stated.about as SyncStep] ?? null;
  }

  @Field(() => [AllocationRule], { description: 'Rules it rests on, with their clauses. 依据规则' })
  get rules(): AllocationRule[] {
    const ids = this.stated.finding?.ruleIds ?? [];
    return ids.flatMap((id) => this.view.ground.rules.get(id) ?? []);
  }

  @Field(() => [EstateFindingFact], { description: 'Figures and dates it rests on. 依据数据' })
  get facts(): EstateFindingFact[] {
    return Object.entries(this.stated.finding?.facts ?? {}).map(([name, value]) => ({
      name,
      value: value === null ? null : String(value),
    }));
  }

  @Field(() => String, { description: 'The finding in Chinese. 说明（中文）' })
  get message(): string {
    return this.text.zh;
  }

  @Field(() => String, { description: 'The same in English. 说明（英文）' })
  get messageEn(): string {
    return this.text.en;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Who answers for it, where the register says. 责任单位',
  })
  get responsibleBody(): string | null {
    return this.row.estate.responsibleBody;
  }

  @Field(() => FindingState, {
    description: 'By the last thing said of it; SETTLED when the data no longer show it. 状态',
  })
  get state(): FindingState {
    return this.stated.state;
  }

  @Field(() => Boolean, {
    description: 'False: the data of this date do not show it, and that settles it. 数据中是否仍出现',
  })
  get occurs(): boolean {
    return this.stated.finding !== null;
  }

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Date of the audit that no longer shows it. 数据表明已整改的核查日期',
  })
  get settledByDataOn(): string | null {
    return this.occurs ? null : this.view.ground.asOf;
  }

  @Field(() => FindingEvent, {
    nullable: true,
    description: 'What was said of it last; name its id when recording the next. 最近一次处理记录',
  })
  get lastEvent(): FindingEvent | null {
    return this.stated.lastEvent;
  }

  get evidenceCited(): CitedEvidence[] {
    return evidenceCited(this.row, this.stated, this.view);
  }

  private get text() {
    const { finding } = this.stated;
    return finding ? findingText(finding) : NO_LONGER_FOUND;
  }
}
