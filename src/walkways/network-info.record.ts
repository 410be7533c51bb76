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

  @Field(() => Boolean, { description: 'True when any part was generated. 是否含合成数据' })
  synthetic!: boolean;

  @Field(() => [String], { description: 'Keys of the data sources. 数据来源' })
  sources!: string[];
}
