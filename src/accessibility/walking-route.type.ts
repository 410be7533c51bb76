import type { LineString } from 'geojson';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';

@ObjectType({ description: 'The quickest walk from one point to another. 步行路线' })
export class WalkingRoute {
  @Field(() => Float, {
    description:
      'Walking time in seconds, both access legs counted; stairs take longer than their length. 步行时间（秒）',
  })
  walkSeconds!: number;

  @Field(() => Float, { description: 'Length in metres, both access legs included. 路线长度（米）' })
  lengthMeters!: number;

  @Field(() => GeoJsonScalar, {
    description:
      'The way from point to point, a LineString; its first and last stretch are the straight access legs. 路线',
  })
  line!: LineString;

  @Field(() => Float, {
    description: 'Straight metres from the start to its walkway. 起点接入距离（米）',
  })
  fromSnapDistanceMeters!: number;

  @Field(() => Float, {
    description: 'Straight metres from the destination’s walkway to it. 终点接入距离（米）',
  })
  toSnapDistanceMeters!: number;

  @Field(() => Float, { description: 'Walking speed in m/s. 步行速度（米/秒）' })
  speedMetersPerSecond!: number;

  @Field(() => ID, { description: 'The network snapshot the route was walked on. 路网版本' })
  snapshotId!: string;

  @Field(() => Boolean, { description: 'True when the network is generated data. 是否为合成数据' })
  synthetic!: boolean;
}
