import { Field, Int, ObjectType } from 'type-graphql';
import { DivisionLevel } from '../divisions/index.js';
import type { AuditTotals } from '../kernel/estates/audit-totals.js';
import type { LevelTotals } from './audit-view.js';
import { ExactNumber } from './exact-number.type.js';

@ObjectType({
  description:
    'Sums over estates; areas and households of those that count, exactly the sum of theirs. 小区核查汇总',
})
export class EstateAuditTotals {
  constructor(private readonly totals: AuditTotals) {}

  @Field(() => Int, { description: 'All estates: counted and kept apart. 小区总数' })
  get estates(): number {
    return this.totals.estates;
  }

  @Field(() => Int, { description: 'Estates that count. 计入汇总的小区' })
  get counted(): number {
    return this.totals.counted;
  }

  @Field(() => Int, {
    description: 'Estates whose data lack or contradict themselves; in no sum. 因数据问题不计入的小区',
  })
  get keptApart(): number {
    return this.totals.keptApart;
  }

  @Field(() => Int, { description: 'Counted estates that lack area. 面积不足的小区' })
  get inDeficit(): number {
    return this.totals.inDeficit;
  }

  @Field(() => Int, { description: 'Counted estates that break a rule. 违规的小区' })
  get inBreach(): number {
    return this.totals.inBreach;
  }

  @Field(() => Int, {
    description: 'Estates for which no rule can be named; a part of those kept apart. 无适用规则的小区',
  })
  get ruleMissing(): number {
    return this.totals.ruleMissing;
  }

  @Field(() => Int, { description: 'Households of counted estates. 计入小区的户数' })
  get households(): number {
    return this.totals.households;
  }

  @Field(() => ExactNumber, { description: 'Area owed, m². 应配面积' })
  get requiredSquareMeters(): ExactNumber {
    return new ExactNumber(this.totals.requiredSquareMeters);
  }

  @Field(() => ExactNumber, { description: 'Area that counts in the estates’ own rooms, m². 已配面积' })
  get providedSquareMeters(): ExactNumber {
    return new ExactNumber(this.totals.providedSquareMeters);
  }

  @Field(() => ExactNumber, {
    description:
      'Area got from pool members elsewhere less area given to them, m²; 0 where pools lie within. 合建净调入面积',
  })
  get pooledSquareMeters(): ExactNumber {
    return new ExactNumber(this.totals.pooledSquareMeters);
  }

  @Field(() => ExactNumber, { description: 'Area estates got from other pool members, m². 合建调入面积' })
  get receivedSquareMeters(): ExactNumber {
    return new ExactNumber(this.totals.receivedSquareMeters);
  }

  @Field(() => ExactNumber, {
    description:
      'The estates’ own deficits added up, m²; what one has too much helps another only in a pool. 缺口面积',
  })
  get deficitSquareMeters(): ExactNumber {
    return new ExactNumber(this.totals.deficitSquareMeters);
  }
}

@ObjectType({ description: 'Sums of a level: of its units, and of estates in none of them. 分层级汇总' })
export class EstateAuditLevel {
  constructor(private readonly of: LevelTotals) {}

  @Field(() => DivisionLevel, { description: 'Level. 层级' })
  get level(): DivisionLevel {
    return this.of.level;
  }

  @Field(() => Int, { description: 'Units of the level. 单元数' })
  get units(): number {
    return this.of.units.length;
  }

  @Field(() => EstateAuditTotals, { description: 'Estates in its units. 在该层级单元内的小区' })
  get within(): EstateAuditTotals {
    return new EstateAuditTotals(this.of.within);
  }

  @Field(() => EstateAuditTotals, {
    description: 'Estates in none; with `within` they make the division’s totals. 不在该层级单元内的小区',
  })
  get elsewhere(): EstateAuditTotals {
    return new EstateAuditTotals(this.of.elsewhere);
  }
}

@ObjectType({ description: 'A division with the sums of its estates. 区划及其汇总' })
export class EstateAuditPart {
  divisionCode!: string;

  @Field(() => EstateAuditTotals, { description: 'Sums. 汇总' })
  totals!: EstateAuditTotals;
}
