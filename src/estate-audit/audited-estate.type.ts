import { Field, ID, ObjectType } from 'type-graphql';
import { EstateClass, type LedgerRoomRow, SyncStep } from '../estates/index.js';
import type { RoomProvision } from '../kernel/estates/room-provision.js';
import { SYNC_STEPS } from '../kernel/estates/estate-ledger.js';
import { isInBreach, isInDeficit } from '../kernel/estates/audit-totals.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { AllocationRule } from './allocation-rule.record.js';
import type { AuditedRow, AuditView } from './audit-view.js';
import { ExactNumber, exactNumber } from './exact-number.type.js';
import { ruleDate, ruleReason } from './rule-reason.js';

const NotCountedReason = defineEnum<RoomProvision['notCounted'][number]>(
  'RoomNotCountedReason',
  'Why a care room does not count. 用房不计入的原因',
  {
    NOT_ACCEPTED: 'Not accepted by the date. 未验收',
    NOT_HANDED_OVER: 'Not handed over by the date, or to nobody. 未移交',
    NOT_USED_FOR_CARE: 'Not used for care. 未用于养老服务',
    BELOW_MINIMUM_SITE: 'Smaller than a site must be. 小于每处最小面积',
  },
);

@ObjectType({ description: 'A care room as the audit counts it. 用房核查结果' })
export class AuditedRoom {
  constructor(
    private readonly room: LedgerRoomRow,
    private readonly provision: RoomProvision,
  ) {}

  @Field(() => ID, { description: 'Care room. 用房编号' })
  get roomId(): string {
    return this.room.id;
  }

  @Field(() => String, { description: 'Its name. 名称' })
  get name(): string {
    return this.room.name;
  }

  @Field(() => ExactNumber, { nullable: true, description: 'Floor area, m². 建筑面积' })
  get floorAreaSquareMeters(): ExactNumber | null {
    return exactNumber(this.room.floorAreaSquareMeters);
  }

  @Field(() => ExactNumber, {
    nullable: true,
    description: 'What of it counts, m²: all of it, or null for nothing. 计入面积',
  })
  get countedSquareMeters(): ExactNumber | null {
    return exactNumber(this.provision.countedSquareMeters);
  }

  @Field(() => [NotCountedReason], { description: 'Why it does not count. 不计入的原因' })
  get notCounted(): readonly string[] {
    return this.provision.notCounted;
  }
}

@ObjectType({ description: 'When housing and its care rooms reached a step. 四同步环节对照' })
export class AuditedStep {
  @Field(() => SyncStep, { description: 'Step. 环节' })
  step!: SyncStep;

  @Field(() => DateScalar, { nullable: true, description: 'Housing. 住宅日期' })
  housingOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The care rooms it owes. 养老用房日期' })
  roomsOn!: string | null;
}

/** What an estate owes, has and lacks on a date. */
@ObjectType({ description: 'What an estate owes, has and lacks on a date. 小区核查结果' })
export class AuditedEstate {
  constructor(
    readonly row: AuditedRow,
    readonly view: AuditView,
  ) {}

  @Field(() => ID, { description: 'Estate. 小区编号' })
  get estateId(): string {
    return this.row.estate.id;
  }

  @Field(() => DateScalar, { description: 'Date of the audit. 核查日期' })
  get asOf(): string {
    return this.view.ground.asOf;
  }

  @Field(() => EstateClass, {
    nullable: true,
    description: 'New or existing, by its dates or, where they cannot tell, by the register. 新建或既有',
  })
  get estateClass(): EstateClass | null {
    return this.row.audit.estateClass;
  }

  @Field(() => AllocationRule, { nullable: true, description: 'Rule that applies, null for none. 适用规则' })
  get rule(): AllocationRule | null {
    const { rule } = this.row.audit;
    return rule && (this.view.ground.rules.get(rule.id) ?? null);
  }

  @Field(() => DateScalar, { nullable: true, description: 'Day the rule was looked up by. 选用规则的日期' })
  get ruleDate(): string | null {
    return ruleDate(this.row, this.asOf);
  }

  @Field(() => String, { description: 'Why this rule, or why none, in Chinese. 选用规则的理由（中文）' })
  get ruleReason(): string {
    return ruleReason(this.row, this.view).zh;
  }

  @Field(() => String, { description: 'The same in English. 选用规则的理由（英文）' })
  get ruleReasonEn(): string {
    return ruleReason(this.row, this.view).en;
  }

  @Field(() => Boolean, {
    description: 'False: its data lack or contradict themselves, and it is in no sum. 是否计入汇总',
  })
  get counted(): boolean {
    return this.row.audit.isCounted;
  }

  @Field(() => Boolean, { description: 'Counts and lacks area. 是否面积不足' })
  get inDeficit(): boolean {
    return isInDeficit(this.row.audit);
  }

  @Field(() => Boolean, { description: 'Counts and breaks a rule. 是否违规' })
  get inBreach(): boolean {
    return isInBreach(this.row.audit);
  }

  @Field(() => ExactNumber, {
    nullable: true,
    description:
      'Area it owes, m²: rate ÷ 100 × households, at least one site; null without rule or households. 应配面积',
  })
  get requiredSquareMeters(): ExactNumber | null {
    return exactNumber(this.row.audit.requiredSquareMeters);
  }

  @Field(() => ExactNumber, { description: 'Area that counts in its own rooms, m². 已配面积' })
  get providedSquareMeters(): ExactNumber {
    return new ExactNumber(this.row.audit.providedSquareMeters);
  }

  @Field(() => ExactNumber, {
    description:
      'Area got from (above 0) or given to (below 0) the other members of its pool, m². 合建调入面积',
  })
  get pooledSquareMeters(): ExactNumber {
    return new ExactNumber(this.row.audit.pooledSquareMeters);
  }

  @Field(() => ExactNumber, { nullable: true, description: 'Area it lacks, m². 缺口面积' })
  get deficitSquareMeters(): ExactNumber | null {
    return exactNumber(this.row.audit.deficitSquareMeters);
  }

  @Field(() => ID, { nullable: true, description: 'Pool it shares rooms in. 合建组' })
  get poolId(): string | null {
    return this.row.audit.poolId;
  }

  @Field(() => SyncStep, {
    nullable: true,
    description:
      'Least step all it owes has reached; null: none, or nothing owed together with housing. 四同步进度',
  })
  get step(): SyncStep | null {
    return this.row.audit.step;
  }

  @Field(() => [AuditedStep], {
    description: 'The four steps of housing and rooms; empty where nothing is owed together. 四同步对照',
  })
  get steps(): AuditedStep[] {
    const { estate, audit } = this.row;
    const { roomSteps } = audit;
    if (roomSteps === null) return [];
    return SYNC_STEPS.map((step) => ({ step, housingOn: estate.steps[step], roomsOn: roomSteps[step] }));
  }

  @Field(() => [AuditedRoom], { description: 'Its care rooms and what of them counts. 养老用房' })
  get rooms(): AuditedRoom[] {
    const { estate, audit } = this.row;
    return estate.rooms.map((room, at) => new AuditedRoom(room, audit.rooms[at].provision));
  }
}
