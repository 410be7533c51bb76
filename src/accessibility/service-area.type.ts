import type { Point } from 'geojson';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import type { Circle, HeldNetwork } from './held-network.js';

/** What the drawn parts of a service area are made from, on the snapshot its figures come from. */
export interface ServiceAreaGround {
  readonly held: HeldNetwork;
  readonly circle: Circle & { readonly speedMetersPerSecond: number };
}

@ObjectType({
  description:
    'Everything from where one can walk to a place within a time: both access legs counted, walkways cut at the exact metre, the cutoff itself included (METHODS E4). Decide who is covered by walking time, never by this polygon. 步行服务圈',
})
export class ServiceArea {
  @Field(() => ID, { nullable: true, description: 'Facility it was asked for; null for a point. 设施编号' })
  facilityId!: string | null;

  @Field(() => Float, {
    description: 'Straight metres from the place to its walkway; they count as walked. 接入距离（米）',
  })
  snapDistanceMeters!: number;

  @Field(() => GeoJsonScalar, { description: 'Where the place meets its walkway, a Point. 接入点' })
  snappedPoint!: Point;

  @Field(() => ID, { description: 'The network snapshot the circle was walked on. 路网版本' })
  snapshotId!: string;

  @Field(() => Float, { description: 'Walking time in minutes. 步行时间（分钟）' })
  walkMinutes!: number;

  @Field(() => Float, { description: 'Walking speed in m/s. 步行速度（米/秒）' })
  speedMetersPerSecond!: number;

  @Field(() => Boolean, {
    description: 'True when the place or the network is generated data. 是否为合成数据',
  })
  synthetic!: boolean;

  readonly ground!: ServiceAreaGround;
}
