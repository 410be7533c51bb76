import 'reflect-metadata';
import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { NeedsRole } from '../platform/graphql/needs-role.js';
import { FacilityKind, MealMode, ServiceCapability } from './vocabulary.js';

/** A place of care. Fields marked with a role are not even read for other viewers. */
@ObjectType({ description: 'A place of elderly care. 养老服务设施' })
@Entity('facility')
export class Facility {
  @Field(() => ID, { description: 'Identifier. 设施编号' })
  @PrimaryColumn('text')
  id!: string;

  @Field(() => String, { description: 'Name. 名称' })
  @Column('text')
  name!: string;

  @Field(() => FacilityKind, { description: 'Kind. 设施类型' })
  @Column('text')
  kind!: FacilityKind;

  @Field(() => [ServiceCapability], { description: 'What it can do. 服务能力' })
  @Column('text', { array: true })
  capabilities!: ServiceCapability[];

  @Field(() => MealMode, { nullable: true, description: 'How it gets its meals. 助餐方式' })
  @Column('text', { name: 'meal_mode', nullable: true })
  mealMode!: MealMode | null;

  @NeedsRole('planner', 'resources')
  @Field(() => Int, { nullable: true, description: 'Beds; planner, resources. 床位数' })
  @Column('int', { nullable: true })
  beds?: number | null;

  @NeedsRole('planner', 'resources')
  @Field(() => Int, {
    nullable: true,
    description: 'Nursing beds among them; planner, resources. 护理型床位数',
  })
  @Column('int', { name: 'nursing_beds', nullable: true })
  nursingBeds?: number | null;

  @NeedsRole('planner', 'resources')
  @Field(() => Float, { nullable: true, description: 'Floor area; planner, resources. 建筑面积（平方米）' })
  @Column('float8', { name: 'floor_area_square_meters', nullable: true })
  floorAreaSquareMeters?: number | null;

  @NeedsRole('planner', 'resources')
  @Field(() => Int, {
    nullable: true,
    description: 'Meals it can serve a day; planner, resources. 日供餐能力',
  })
  @Column('int', { name: 'meals_per_day', nullable: true })
  mealsPerDay?: number | null;

  @NeedsRole('planner', 'resources')
  @Field(() => Int, { nullable: true, description: 'Rating, 1 to 5; planner, resources. 等级评定' })
  @Column('smallint', { nullable: true })
  rating?: number | null;

  @NeedsRole('planner', 'resources')
  @Field(() => String, { nullable: true, description: 'Operator; planner, resources. 运营单位' })
  @Column('text', { nullable: true })
  operator?: string | null;

  @Field(() => String, { nullable: true, description: 'Address. 地址' })
  @Column('text', { nullable: true })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'Public contact. 联系方式' })
  @Column('text', { nullable: true })
  contact!: string | null;

  @NeedsRole('planner', 'resources')
  @Field(() => Boolean, {
    nullable: true,
    description: 'On the published list; planner, resources. 是否公示',
  })
  @Column('boolean')
  published?: boolean;

  @Field(() => GeoJsonScalar, { nullable: true, description: 'Point of its entrance. 出入口位置' })
  @Column('geometry', { spatialFeatureType: 'Point', srid: 4326, nullable: true })
  entrance!: Point | null;

  @Column('char', { name: 'division_code', length: 12, nullable: true })
  divisionCode!: string | null;

  @NeedsRole('planner', 'resources')
  @Field(() => String, {
    nullable: true,
    description: 'DECLARED in the import or found by LOCATION; planner, resources. 所在区划的来源',
  })
  @Column('text', { name: 'division_from', nullable: true })
  divisionFrom?: 'DECLARED' | 'LOCATION' | null;

  @Column('text', { name: 'source_key' })
  sourceKey!: string;
}
