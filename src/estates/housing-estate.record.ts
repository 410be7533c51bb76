import 'reflect-metadata';
import type { MultiPolygon, Point } from 'geojson';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { EstateClass } from './vocabulary.js';

/** A residential compound with households and entrances. */
@ObjectType({ description: 'A residential compound with households and entrances. 住宅小区' })
@Entity('housing_estate')
export class HousingEstate {
  @Field(() => ID, { description: 'Identifier. 小区编号' })
  @PrimaryColumn('text')
  id!: string;

  @Field(() => String, { description: 'Name. 名称' })
  @Column('text')
  name!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Households; null or 0 where nobody has said how many. 户数',
  })
  @Column('int', { nullable: true })
  households!: number | null;

  @Field(() => Int, { nullable: true, description: 'People it was planned for. 规划人口' })
  @Column('int', { name: 'planned_population', nullable: true })
  plannedPopulation!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'Date of the land grant. 土地出让日期' })
  @Column('date', { name: 'granted_on', nullable: true })
  grantedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Date its plan was approved. 规划许可日期' })
  @Column('date', { name: 'planned_on', nullable: true })
  plannedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Date it was built. 建成日期' })
  @Column('date', { name: 'built_on', nullable: true })
  builtOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Date it was accepted. 竣工验收日期' })
  @Column('date', { name: 'accepted_on', nullable: true })
  acceptedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Date of delivery. 交付日期' })
  @Column('date', { name: 'delivered_on', nullable: true })
  deliveredOn!: string | null;

  @Field(() => EstateClass, {
    nullable: true,
    description: 'New or existing as the register says; null leaves it to the dates. 登记类别',
  })
  @Column('text', { name: 'declared_class', nullable: true })
  declaredClass!: EstateClass | null;

  @Field(() => String, { nullable: true, description: 'Phase of the development. 分期' })
  @Column('text', { nullable: true })
  phase!: string | null;

  @Field(() => String, { nullable: true, description: 'Who develops it. 开发单位' })
  @Column('text', { nullable: true })
  developer!: string | null;

  @Field(() => String, { nullable: true, description: 'Who answers for its care rooms. 责任单位' })
  @Column('text', { name: 'responsible_body', nullable: true })
  responsibleBody!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True when one walks in through gates only. 是否封闭管理',
  })
  @Column('boolean', { nullable: true })
  gated!: boolean | null;

  /** Large: read by the boundary loader only. */
  @Column('geometry', { spatialFeatureType: 'MultiPolygon', srid: 4326, nullable: true, select: false })
  boundary?: MultiPolygon | null;

  @Field(() => GeoJsonScalar, { description: 'A point that stands for the estate. 位置' })
  @Column('geometry', { spatialFeatureType: 'Point', srid: 4326 })
  location!: Point;

  @Column('char', { name: 'division_code', length: 12, nullable: true })
  divisionCode!: string | null;

  @Field(() => Int, { description: 'Rises with every change; name it when recording evidence. 版本号' })
  @Column('int')
  version!: number;

  @Column('text', { name: 'source_key' })
  sourceKey!: string;
}
