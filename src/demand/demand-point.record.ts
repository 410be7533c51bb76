import 'reflect-metadata';
import type { Point } from 'geojson';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { DemandKind } from './demand-kind.js';

/** A place elderly people walk from; its weights are counts or estimates, never persons. */
@ObjectType({ description: 'A place elderly people walk from, with how many live there. 需求点' })
@Entity('demand_point')
export class DemandPoint {
  @Field(() => ID, { description: 'Identifier. 需求点编号' })
  @PrimaryColumn('text')
  id!: string;

  @Field(() => DemandKind, { description: 'What it stands for. 需求点类型' })
  @Column('text')
  kind!: DemandKind;

  @Field(() => ID, { nullable: true, description: 'Housing estate it belongs to. 所属小区' })
  @Column('text', { name: 'estate_id', nullable: true })
  estateId!: string | null;

  @Field(() => GeoJsonScalar, { description: 'Where people start walking. 位置' })
  @Column('geometry', { spatialFeatureType: 'Point', srid: 4326 })
  location!: Point;

  @Field(() => Float, { nullable: true, description: 'People of all ages; may be fractional. 总人口' })
  @Column('float8', { name: 'weight_all', nullable: true })
  population!: number | null;

  @Field(() => Float, { nullable: true, description: 'People aged 60 and over. 60岁及以上' })
  @Column('float8', { name: 'weight_60', nullable: true })
  elderly60!: number | null;

  @Field(() => Float, { nullable: true, description: 'People aged 65 and over. 65岁及以上' })
  @Column('float8', { name: 'weight_65', nullable: true })
  elderly65!: number | null;

  @Field(() => Float, { nullable: true, description: 'People aged 80 and over. 80岁及以上' })
  @Column('float8', { name: 'weight_80', nullable: true })
  elderly80!: number | null;

  @Column('char', { name: 'division_code', length: 12, nullable: true })
  divisionCode!: string | null;

  @Column('text', { name: 'source_key' })
  sourceKey!: string;
}
