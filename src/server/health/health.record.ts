import { Field, Float, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'State of the database. 数据库状态' })
export class DatabaseHealth {
  @Field(() => String, { description: '`embedded` or `server`. 类型' })
  kind!: string;

  @Field(() => Boolean, { description: 'True when it answered in time. 是否可用' })
  reachable!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Migrations still to run; null when it did not answer. 待执行迁移数',
  })
  pendingMigrations!: number | null;
}

@ObjectType({ description: 'The network snapshot walking times are computed on. 步行路网快照' })
export class NetworkSnapshotHealth {
  @Field(() => GraphQLISODateTime, { description: 'When it was published. 发布时间' })
  publishedAt!: Date;

  @Field(() => Float, { description: 'Seconds since then. 距今秒数' })
  ageSeconds!: number;

  @Field(() => Boolean, { description: 'True when any of its streets are made up. 是否含合成数据' })
  synthetic!: boolean;
}

@ObjectType({ description: 'Whether the program can answer. 运行状况' })
export class Health {
  @Field(() => Boolean, { description: 'True when the database answers and is migrated. 是否就绪' })
  ready!: boolean;

  @Field(() => Float, { description: 'Seconds since the program started. 运行秒数' })
  uptimeSeconds!: number;

  @Field(() => DatabaseHealth, { description: 'State of the database. 数据库状态' })
  database!: DatabaseHealth;

  @Field(() => NetworkSnapshotHealth, {
    nullable: true,
    description: 'Latest network snapshot; null before a network is imported. 最新路网快照',
  })
  networkSnapshot!: NetworkSnapshotHealth | null;
}
