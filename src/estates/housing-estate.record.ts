import 'reflect-metadata';
import type { MultiPolygon, Point } from 'geojson';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';

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

  @Field(() => Int, { description: 'Households. 户数' })
  @Column('int')
  households!: number;

  @Field(() => Int, { nullable: true, description: 'People it was planned for. 规划人口' })
  @Column('int', { name: 'planned_population', nullable: true })
  plannedPopulation!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'Date of delivery. 交付日期' })
  @Column('date', { name: 'delivered_on', nullable: true })
  deliveredOn!: string | null;

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

  @Column('text', { name: 'source_key' })
  sourceKey!: string;
}
