import 'reflect-metadata';
import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { CandidateKind } from './vocabulary.js';

/** A place where a facility could go. */
@ObjectType({ description: 'A place where a facility could go. 备选点' })
@Entity('candidate_site')
export class CandidateSite {
  @Field(() => ID, { description: 'Identifier. 备选点编号' })
  @PrimaryColumn('text')
  id!: string;

  @Field(() => String, { description: 'Name. 名称' })
  @Column('text')
  name!: string;

  @Field(() => CandidateKind, { description: 'What it is now. 备选点类型' })
  @Column('text')
  kind!: CandidateKind;

  @Field(() => Float, { nullable: true, description: 'Cost of opening, in the unit of the budget. 建设费用' })
  @Column('float8', { nullable: true })
  cost!: number | null;

  @Field(() => Int, { nullable: true, description: 'People it could serve. 服务能力（人）' })
  @Column('int', { nullable: true })
  capacity!: number | null;

  @Field(() => Float, { nullable: true, description: 'Floor area. 建筑面积（平方米）' })
  @Column('float8', { name: 'floor_area_square_meters', nullable: true })
  floorAreaSquareMeters!: number | null;

  @Field(() => GeoJsonScalar, { description: 'Where it is. 位置' })
  @Column('geometry', { spatialFeatureType: 'Point', srid: 4326 })
  location!: Point;

  @Column('char', { name: 'division_code', length: 12, nullable: true })
  divisionCode!: string | null;

  @Column('text', { name: 'source_key' })
  sourceKey!: string;
}
