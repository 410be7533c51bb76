import 'reflect-metadata';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';

/** A published, immutable snapshot of the walking network, without its content. */
@ObjectType({ description: 'The walking network in use. 步行路网' })
export class NetworkInfo {
  @Field(() => ID, { description: 'Number of the snapshot; results name it. 路网版本' })
  id!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was published. 发布时间' })
  publishedAt!: Date;

  @Field(() => String, { description: 'Checksum of its content. 校验和' })
  checksum!: string;

  @Field(() => Int, { description: 'Junctions and ends. 节点数' })
  nodeCount!: number;

  @Field(() => Int, { description: 'Stretches between them. 路段数' })
  edgeCount!: number;

  @Field(() => Int, { description: 'Points of their lines. 折点数' })
  vertexCount!: number;

  @Field(() => Int, { description: 'Parts that are not connected to each other. 连通分量数' })
  componentCount!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of nodes in the largest part, 0 to 1. 最大连通分量占比',
  })
  mainComponentShare!: number | null;

  @Field(() => Float, { description: 'Length of all stretches in metres. 总长度（米）' })
  lengthMeters!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Dead ends within 10 m of another walkway; null where not counted. 疑似断头路数',
  })
  looseEndCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Ways that go on outside the data; null where not counted. 伸出数据范围的道路数',
  })
  continuingWayCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Gates and entrances kept as nodes; null where not counted. 大门和出入口数',
  })
  gateCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Ways one may walk in one direction only; null where not counted. 单向步行道数',
  })
  oneWayCount!: number | null;

  @Field(() => Int, { nullable: true, description: 'Steps; null where not counted. 台阶数' })
  stepsCount!: number | null;

  @Field(() => Boolean, { description: 'True when any part was generated. 是否含合成数据' })
  synthetic!: boolean;

  @Field(() => [String], { description: 'Keys of the data sources. 数据来源' })
  sources!: string[];
}
