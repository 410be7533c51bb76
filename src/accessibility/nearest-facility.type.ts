import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'The facility of a service one can walk to soonest, and the one after it, among those this viewer may see. 最近设施',
})
export class NearestFacility {
  @Field(() => Float, {
    nullable: true,
    description:
      'Walking time to the nearest facility in seconds, both access legs counted; null without one. 步行时间（秒）',
  })
  walkSeconds!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Walking time to the runner-up in seconds; null without one. 次近设施步行时间（秒）',
  })
  runnerUpWalkSeconds!: number | null;

  @Field(() => Float, {
    description: 'Straight metres from the point to its walkway; they count as walked. 接入距离（米）',
  })
  snapDistanceMeters!: number;

  @Field(() => Int, {
    description:
      'Operating facilities of the service that could not be considered: no entrance point, or no walkway within 200 m of it. 未接入路网的设施数',
  })
  facilitiesWithoutWalkway!: number;

  @Field(() => Float, { description: 'Walking speed in m/s. 步行速度（米/秒）' })
  speedMetersPerSecond!: number;

  @Field(() => ID, { description: 'The network snapshot the times were walked on. 路网版本' })
  snapshotId!: string;

  @Field(() => Boolean, {
    description: 'True when the network or a facility named here is generated data. 是否为合成数据',
  })
  synthetic!: boolean;

  readonly facilityId!: string | null;
  readonly runnerUpId!: string | null;
}
