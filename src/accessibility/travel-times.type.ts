import { Field, Float, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Walking times from one origin. 某一起点的步行时间' })
export class TravelTimesRow {
  @Field(() => [Float], {
    nullable: 'items',
    description:
      'Seconds to each destination in the order given, both access legs counted; null where one cannot walk there (or not within walkMinutes). 步行时间（秒）',
  })
  walkSeconds!: (number | null)[];

  @Field(() => Float, {
    nullable: true,
    description:
      'Straight metres from the origin to its walkway; null when none is within 200 m. 接入距离（米）',
  })
  snapDistanceMeters!: number | null;
}

@ObjectType({ description: 'Walking times from every origin to every destination. 步行时间矩阵' })
export class TravelTimes {
  @Field(() => [TravelTimesRow], { description: 'One row an origin, in the order given. 各起点' })
  rows!: TravelTimesRow[];

  @Field(() => [Float], {
    nullable: 'items',
    description:
      'Straight metres from each destination to its walkway; null when none is within 200 m. 终点接入距离（米）',
  })
  destinationSnapDistanceMeters!: (number | null)[];

  @Field(() => Float, {
    nullable: true,
    description: 'Walking time looked at in minutes; null when unlimited. 步行时间上限（分钟）',
  })
  walkMinutes!: number | null;

  @Field(() => Float, { description: 'Walking speed in m/s. 步行速度（米/秒）' })
  speedMetersPerSecond!: number;

  @Field(() => ID, { description: 'The network snapshot the times were walked on. 路网版本' })
  snapshotId!: string;

  @Field(() => Boolean, { description: 'True when the network is generated data. 是否为合成数据' })
  synthetic!: boolean;
}
