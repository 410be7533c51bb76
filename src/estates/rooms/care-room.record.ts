import 'reflect-metadata';
import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GeoJsonScalar } from '../../platform/graphql/geo-json.scalar.js';
import { numericColumn } from '../numeric-column.js';
import { CareRoomUse } from '../vocabulary.js';

/** Space for elderly care that belongs to one or more housing estates. */
@ObjectType({ description: 'Space for elderly care that an estate comes with. 配套养老服务用房' })
@Entity('care_room')
export class CareRoom {
  @Field(() => ID, { description: 'Identifier. 用房编号' })
  @PrimaryColumn('text')
  id!: string;

  @Field(() => String, { description: 'Name. 名称' })
  @Column('text')
  name!: string;

  @Field(() => Float, { nullable: true, description: 'Floor area in m². 建筑面积' })
  @Column('numeric', { name: 'floor_area_square_meters', nullable: true, transformer: numericColumn })
  floorAreaSquareMeters!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Floor area in m² of the building it is part of. 所在楼栋建筑面积',
  })
  @Column('numeric', { name: 'building_area_square_meters', nullable: true, transformer: numericColumn })
  buildingAreaSquareMeters!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Floor; 1 = ground floor, below 1 = basement. 所在楼层',
  })
  @Column('smallint', { nullable: true })
  floor!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Has an entrance of its own. 是否有独立出入口' })
  @Column('boolean', { name: 'own_entrance', nullable: true })
  ownEntrance!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Has a lift or a ramp. 是否有电梯或坡道' })
  @Column('boolean', { name: 'lift_or_ramp', nullable: true })
  liftOrRamp!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Registered as property. 是否办理产权登记' })
  @Column('boolean', { name: 'is_registered', nullable: true })
  isRegistered!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Number of the registration. 产权登记号' })
  @Column('text', { name: 'registration_number', nullable: true })
  registrationNumber!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Street or township it was handed to. 移交街道（乡镇）代码',
  })
  @Column('char', { name: 'handed_over_code', length: 12, nullable: true })
  handedOverCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Office it was handed to. 接收单位' })
  @Column('text', { name: 'handed_over_to', nullable: true })
  handedOverTo!: string | null;

  @Field(() => CareRoomUse, { nullable: true, description: 'What it is used for. 用途' })
  @Column('text', { nullable: true })
  use!: CareRoomUse | null;

  @Field(() => GeoJsonScalar, { nullable: true, description: 'Where it is. 位置' })
  @Column('geometry', { spatialFeatureType: 'Point', srid: 4326, nullable: true })
  location!: Point | null;

  @Field(() => Int, { description: 'Rises with every change; name it when recording evidence. 版本号' })
  @Column('int')
  version!: number;

  @Column('text', { name: 'source_key' })
  sourceKey!: string;
}
