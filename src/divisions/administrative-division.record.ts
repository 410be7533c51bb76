import 'reflect-metadata';
import type { MultiPolygon, Point } from 'geojson';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { DivisionLevel, type UrbanRuralClass } from './division-level.js';

/** A unit of the administrative tree, from province to community and village. */
@ObjectType({
  description: 'A unit of the administrative tree, from province down to community and village. 行政区划',
})
@Entity('administrative_division')
export class AdministrativeDivision {
  @Field(() => ID, { description: 'Statistical code, 12 digits. 统计用区划代码' })
  @PrimaryColumn('char', { length: 12 })
  code!: string;

  @Field(() => String, { description: 'Name. 名称' })
  @Column('text')
  name!: string;

  @Field(() => DivisionLevel, { description: 'Level. 行政层级' })
  @Column('text')
  level!: DivisionLevel;

  @Column('char', { name: 'parent_code', length: 12, nullable: true })
  parentCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Urban–rural class: 111 city core, 112 city fringe, 121 town centre, 122 town fringe, 123 special area, 210 township centre, 220 village. 城乡分类代码',
  })
  @Column('char', { name: 'urban_rural_class', length: 3, nullable: true })
  urbanRuralClass!: UrbanRuralClass | null;

  @Field(() => String, { nullable: true, description: 'Edition of the code list. 区划版本' })
  @Column('text', { nullable: true })
  vintage!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day it is in force; null: from the beginning. 生效日期',
  })
  @Column('date', { name: 'valid_from', nullable: true })
  validFrom!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day it ceases to be in force; null: open. 失效日期',
  })
  @Column('date', { name: 'valid_to', nullable: true })
  validTo!: string | null;

  /** Large: read by the boundary loader only. */
  @Column('geometry', { spatialFeatureType: 'MultiPolygon', srid: 4326, nullable: true, select: false })
  boundary?: MultiPolygon | null;

  @Field(() => GeoJsonScalar, { nullable: true, description: 'A point that stands for the division. 代表点' })
  @Column('geometry', {
    name: 'representative_point',
    spatialFeatureType: 'Point',
    srid: 4326,
    nullable: true,
  })
  representativePoint!: Point | null;

  @Column('text', { name: 'source_key' })
  sourceKey!: string;
}
