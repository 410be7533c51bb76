import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { ignoredWayWords } from './ignored-way-words.js';
import type { NetworkReport } from './import-report.js';

@ObjectType({ description: 'A part of the network one cannot reach from its largest part. 孤立路段' })
export class NetworkIsland {
  @Field(() => Float, { description: 'Length of its walkways in metres. 长度（米）' })
  lengthMeters!: number;

  @Field(() => Int, { description: 'Its junctions and ends. 节点数' })
  nodeCount!: number;

  @Field(() => Float, { description: 'Longitude of a place on it. 经度' })
  lon!: number;

  @Field(() => Float, { description: 'Latitude of a place on it. 纬度' })
  lat!: number;
}

@ObjectType({
  description:
    'A dead end that stops just short of another walkway; perhaps a missing connection. 疑似断头路',
})
export class LooseEnd {
  @Field(() => Float, { description: 'Longitude of the end. 经度' })
  lon!: number;

  @Field(() => Float, { description: 'Latitude of the end. 纬度' })
  lat!: number;

  @Field(() => Float, { description: 'Metres to the walkway it seems to miss, below 10. 距离（米）' })
  gapMeters!: number;

  @Field(() => String, { description: "Key of that walkway's source. 来源标识" })
  source!: string;

  @Field(() => ID, { description: "That walkway's number in its source. 道路编号" })
  wayId!: number;
}

@ObjectType({ description: 'What was found in a network of all sources. 路网检查结果' })
export class NetworkSurveyRecord {
  @Field(() => Int, { description: 'Parts apart from the largest. 孤立路段数' })
  islandCount!: number;

  @Field(() => [NetworkIsland], { description: 'The longest of them, at most 100. 孤立路段' })
  islands!: NetworkIsland[];

  @Field(() => Int, { description: 'Dead ends that look like missing connections. 疑似断头路数' })
  looseEndCount!: number;

  @Field(() => [LooseEnd], { description: 'The nearest of them, at most 100. 疑似断头路' })
  looseEnds!: LooseEnd[];

  @Field(() => Int, { description: 'Dead ends of any sort. 端点数' })
  deadEndCount!: number;

  @Field(() => Int, { description: 'Ways that go on outside the data. 伸出数据范围的道路数' })
  continuingWayCount!: number;

  @Field(() => Int, { description: 'Gates and entrances kept as nodes. 大门和出入口数' })
  gateCount!: number;

  @Field(() => Int, { description: 'Locked gates and walls that cut ways. 不可通行的门墙数' })
  closedGateCount!: number;

  @Field(() => Int, { description: 'Ways walkers may use in one direction only. 单向步行道数' })
  oneWayCount!: number;

  @Field(() => Int, { description: 'Steps. 台阶数' })
  stepsCount!: number;

  @Field(() => Int, { description: 'Places where several sources were joined. 多来源衔接处' })
  joinedPlaceCount!: number;

  @Field(() => Float, { description: 'Metres two sources draw side by side. 来源重叠长度（米）' })
  overlapMeters!: number;
}

@ObjectType({ description: 'Ways, or parts of ways, left out for one reason. 未采用的道路' })
export class IgnoredWays {
  @Field(() => String, { description: 'Stable code. 原因代码' })
  reason!: string;

  @Field(() => String, { description: 'The reason in Chinese. 原因' })
  text!: string;

  @Field(() => String, { description: 'The reason in English. 原因（英文）' })
  textEn!: string;

  @Field(() => Int, { description: 'How many. 数量' })
  count!: number;
}

@ObjectType({ description: 'What joining lines that share no vertex did. 相交处理' })
export class NodingReportRecord {
  @Field(() => Int, { description: 'New nodes where lines crossed. 新增交点' })
  crossingCount!: number;

  @Field(() => Int, { description: 'Vertices that lay on another line. 落在线上的折点' })
  touchCount!: number;

  @Field(() => Int, { description: 'Loose ends joined to a vertex near by. 衔接的端点' })
  joinedEndCount!: number;
}

@ObjectType('NetworkReport', { description: 'The walking network after an import. 导入后的步行路网' })
export class NetworkReportRecord {
  @Field(() => ID, { description: 'Number of the snapshot. 路网版本' })
  snapshotId!: string;

  @Field(() => Boolean, { description: 'False when nothing changed. 是否新版本' })
  isNew!: boolean;

  @Field(() => Int, { description: 'Junctions and ends. 节点数' })
  nodeCount!: number;

  @Field(() => Int, { description: 'Stretches between them. 路段数' })
  edgeCount!: number;

  @Field(() => Int, { description: 'Points of their lines. 折点数' })
  vertexCount!: number;

  @Field(() => Float, { description: 'Length in metres. 总长度（米）' })
  lengthMeters!: number;

  @Field(() => Int, { description: 'Parts that are not connected to each other. 连通分量数' })
  componentCount!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of vertices in the largest part, 0 to 1. 最大连通分量占比',
  })
  mainComponentShare!: number | null;

  @Field(() => NetworkSurveyRecord, {
    nullable: true,
    description: 'What was found in it; null for a snapshot from before surveys were kept. 检查结果',
  })
  survey?: NetworkSurveyRecord | null;

  @Field(() => NodingReportRecord, {
    nullable: true,
    description: 'Null where joining crossings or ends was not asked for. 相交处理',
  })
  noding?: NodingReportRecord | null;

  readonly ignored!: NetworkReport['ignored'];

  @Field(() => [IgnoredWays], { name: 'ignored', description: 'What was left out and why. 未采用的道路' })
  listIgnored(): IgnoredWays[] {
    return Object.entries(this.ignored).map(([reason, count]) => {
      const { zh: text, en: textEn } = ignoredWayWords(reason);
      return { reason, text, textEn, count };
    });
  }
}
