import type { GeoJSON } from 'geojson';
import { ArgsType, Field, Float, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import type { ImportIssueSeverity } from './import-issue.js';
import { NetworkReportRecord } from './network-report.record.js';

export const ImportDataset = defineEnum(
  'ImportDataset',
  'Datasets that features can be imported into. 导入数据集',
  {
    divisions: 'Administrative divisions. 行政区划',
    facilities: 'Places of care. 养老服务设施',
    estates: 'Housing estates. 住宅小区',
    land: 'Residential land. 居住用地',
    demand: 'Demand points. 需求点',
    candidates: 'Candidate sites. 候选点',
    careRooms: 'Care rooms of estates. 配套养老服务用房',
    evidence: 'Evidence of the steps of estates and care rooms. 凭证',
    pools: 'Estates that share care rooms. 合建',
    careLand: 'Land for care. 养老服务用地',
    communityPremises: 'Community premises. 社区用房',
    availablePremises: 'Premises that could be had for care. 可用房源',
    network: 'Walkways: lines that replace all the source had. 步行路网',
  },
);
export type ImportDataset = keyof typeof ImportDataset;

@InputType({ description: 'Where imported rows come from. 数据来源' })
export class ImportSourceInput {
  @Field(() => ID, {
    description: 'Short name: lower-case letters, digits, dots, dashes, underscores. 来源标识',
  })
  key!: string;

  @Field(() => String, { nullable: true, description: 'Title for people. 来源名称' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'Credit the licence asks for. 署名' })
  attribution?: string | null;

  @Field(() => String, { nullable: true, description: 'Licence. 许可' })
  licence?: string | null;

  @Field(() => String, { nullable: true, description: 'Date or edition the data describes. 数据版本' })
  vintage?: string | null;
}

@ArgsType()
export class ImportFeaturesArguments {
  @Field(() => ImportDataset, { description: 'What the features are. 数据集' })
  dataset!: ImportDataset;

  @Field(() => GeoJsonScalar, { description: 'A FeatureCollection. 要素集合' })
  features!: GeoJSON;

  @Field(() => String, {
    defaultValue: 'wgs84',
    description: 'Coordinate system: wgs84, cgcs2000, gcj02, bd09 or EPSG:n. 坐标系',
  })
  crs!: string;

  @Field(() => ImportSourceInput, { description: 'Where they come from. 数据来源' })
  source!: ImportSourceInput;

  @Field(() => Boolean, { defaultValue: false, description: 'Check everything, store nothing. 试运行' })
  dryRun!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Network: join lines of one level wherever they cross. 相交处连通',
  })
  nodeCrossings!: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'Network: join an end that meets nothing to a vertex within so many metres, at most 5. 端点衔接距离',
  })
  joinMeters?: number | null;
}

@ObjectType('ImportIssue', { description: 'One finding about an import. 导入问题' })
export class ImportIssueRecord {
  @Field(() => String, { description: 'Stable code. 问题代码' })
  code!: string;

  @Field(() => String, { description: 'error (row rejected), warning or info. 严重程度' })
  severity!: ImportIssueSeverity;

  @Field(() => Int, {
    nullable: true,
    description: 'Feature, counted from 1; null for the whole. 第几个要素',
  })
  row!: number | null;

  @Field(() => String, { nullable: true, description: 'Field. 字段' })
  field!: string | null;

  @Field(() => String, { nullable: true, description: 'Offending value. 值' })
  value!: string | null;

  @Field(() => String, { description: 'What is wrong and what to do, in Chinese. 说明（中文）' })
  message!: string;

  @Field(() => String, { description: 'The same in English. 说明（英文）' })
  messageEn!: string;
}

@ObjectType('ImportReport', {
  description: 'Outcome of an import: read = inserted + updated + unchanged + rejected. 导入报告',
})
export class ImportReportRecord {
  @Field(() => String, { description: 'Dataset. 数据集' })
  dataset!: string;

  @Field(() => String, { description: 'Key of the source. 来源标识' })
  source!: string;

  @Field(() => Int, { description: 'Rows read. 读取' })
  read!: number;

  @Field(() => Int, { description: 'Rows that are new. 新增' })
  inserted!: number;

  @Field(() => Int, { description: 'Rows that changed. 更新' })
  updated!: number;

  @Field(() => Int, { description: 'Rows already stored and the same. 未变' })
  unchanged!: number;

  @Field(() => Int, { description: 'Rows left out because of an error. 拒绝' })
  rejected!: number;

  @Field(() => Int, { description: 'Walkways removed because the new file lacks them. 删除' })
  deleted!: number;

  @Field(() => Boolean, { description: 'True when nothing was stored. 是否试运行' })
  dryRun!: boolean;

  @Field(() => [ImportIssueRecord], { description: 'Findings in the order of the rows. 问题' })
  issues!: readonly ImportIssueRecord[];

  @Field(() => Int, { description: 'Findings beyond those listed. 未列出的问题数' })
  issuesOmitted!: number;

  @Field(() => NetworkReportRecord, {
    nullable: true,
    description: 'The walking network after the import; null for other datasets. 步行路网',
  })
  network?: NetworkReportRecord | null;

  @Field(() => String, { description: 'Coordinate system the input was read in. 坐标系' })
  crs!: string;

  @Field(() => Float, { description: 'Time it took. 用时（秒）' })
  seconds!: number;
}

@ObjectType('ImportRun', { description: 'An import that was done, by whom and with what outcome. 导入记录' })
export class ImportRunRecord {
  @Field(() => ID, { description: 'Running number. 编号' })
  id!: string;

  @Field(() => GraphQLISODateTime, { description: 'When. 时间' })
  at!: Date;

  @Field(() => String, { description: 'Key or token that imported. 操作者' })
  actor!: string;

  @Field(() => String, { description: 'File name. 文件名' })
  fileName!: string;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the file. 校验和' })
  checksum!: string | null;

  @Field(() => ImportReportRecord, { description: 'What was reported, with at most 1000 findings. 报告' })
  report!: ImportReportRecord;
}
