import { Field, Float, ObjectType } from 'type-graphql';
import { defineConnection } from '../platform/graphql/connection.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { AuditedEstate } from './audited-estate.type.js';
import { EstateAuditLevel, EstateAuditPart, EstateAuditTotals } from './audit-totals.type.js';
import type { AuditView } from './audit-view.js';
import { EstateFinding } from './estate-finding.type.js';
import { CareLandFigure, CommunityPremisesFigure } from './land.types.js';

/** The audit of a division's estates on a date. */
@ObjectType({ description: 'The audit of a division’s estates on a date. 住宅小区配建核查' })
export class EstateAudit {
  constructor(
    readonly view: AuditView,
    /** Number in the view's tree; null: all estates. */
    readonly division: number | null,
  ) {}

  get divisionCode(): string | null {
    return this.division === null ? null : this.view.ground.tree.nodes[this.division].code;
  }

  @Field(() => DateScalar, { description: 'Date. 核查日期' })
  get asOf(): string {
    return this.view.ground.asOf;
  }

  @Field(() => Float, { description: 'Walking speed for limits in minutes, m/s. 步行速度' })
  get speedMetersPerSecond(): number {
    return this.view.ground.speedMetersPerSecond;
  }

  @Field(() => Boolean, { description: 'True when any record is generated. 是否含合成数据' })
  get synthetic(): boolean {
    return this.view.ground.synthetic;
  }

  @Field(() => [String], { description: 'Sources of the estates, with edition. 数据来源' })
  get sources(): readonly string[] {
    return this.view.ground.editions;
  }

  @Field(() => EstateAuditTotals, { description: 'Sums of the division. 汇总' })
  get totals(): EstateAuditTotals {
    return new EstateAuditTotals(this.view.totalsOf(this.division));
  }

  @Field(() => [EstateAuditLevel], {
    description: 'Sums of every level below; each with its `elsewhere` makes `totals`. 分层级汇总',
  })
  get levels(): EstateAuditLevel[] {
    return this.view.levelsOf(this.division).map((level) => new EstateAuditLevel(level));
  }
}

export const AuditedEstateConnection = defineConnection('AuditedEstate', '核查小区', () => AuditedEstate);
export const EstateAuditPartConnection = defineConnection(
  'EstateAuditPart',
  '区划汇总',
  () => EstateAuditPart,
);
export const EstateFindingConnection = defineConnection('EstateFinding', '核查问题', () => EstateFinding);
export const CareLandFigureConnection = defineConnection(
  'CareLandFigure',
  '人均养老服务设施用地',
  () => CareLandFigure,
);
export const CommunityPremisesFigureConnection = defineConnection(
  'CommunityPremisesFigure',
  '社区用房占比',
  () => CommunityPremisesFigure,
);
