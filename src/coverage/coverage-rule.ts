import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CARE_SERVICES, CareService, type PredicateInForce } from '../facilities/index.js';
import { DEFAULT_SNAP_LIMIT_METERS } from '../kernel/network/index.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { AppliedPredicate, appliedPredicate } from './applied-predicate.js';
import { dataVintage } from './data-vintage.js';
import type { CoverageView } from './coverage-view.js';

@ObjectType({
  description:
    'The rule behind a coverage figure: two figures compare only under the same rule. 覆盖率计算口径',
})
export class CoverageRule {
  @Field(() => CareService, { description: 'Service asked for. 服务类别' })
  service!: CareService;

  @Field(() => [AppliedPredicate], {
    description:
      'What places at or under the division must offer, its own first; a place elsewhere is judged by the predicate of its own division. 所适用的认定条件',
  })
  predicates!: readonly AppliedPredicate[];

  @Field(() => String, {
    description: 'Which facilities count by the first predicate, in English. 设施认定条件（英文）',
  })
  predicate!: string;

  @Field(() => String, { description: 'The same in Chinese. 设施认定条件' })
  predicateZh!: string;

  @Field(() => String, {
    description:
      'How a facility belongs to a unit for presence, and whom it may serve for population. 归属关系',
  })
  relation!: string;

  @Field(() => Float, { description: 'Walking time in minutes. 步行时间（分钟）' })
  walkMinutes!: number;

  @Field(() => Float, { description: 'Walking speed in m/s. 步行速度（米/秒）' })
  speedMetersPerSecond!: number;

  @Field(() => Float, {
    description: 'Covered when the walk takes at most this many seconds. 时限（秒，含端点）',
  })
  cutoffSeconds!: number;

  @Field(() => Int, { description: 'Farthest a place may lie from a walkway, in metres. 接入距离上限（米）' })
  snapLimitMeters!: number;

  @Field(() => DateScalar, { description: 'Facilities count with their status of this date. 统计日期' })
  asOf!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Network snapshot walked on; null while there is none, when only presence is known. 路网版本',
  })
  snapshotId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Hash of the scenario’s changes the figure rests on; null for the register as it is. 情景标识',
  })
  scenarioKey!: string | null;

  @Field(() => String, { description: 'Sources of the data, with their editions. 数据来源与版本' })
  dataVintage!: string;

  @Field(() => Boolean, { description: 'True when any input is generated data. 是否含合成数据' })
  synthetic!: boolean;
}

const RELATION =
  'Presence: operating facilities located in the unit, assigned to it or shared with it. ' +
  'Population: the nearest operating facility on foot, also across the boundary. ' +
  'Each facility is judged by the predicate of the jurisdiction it stands in.';

/**
 * The rule of a view, in words and figures.
 * @param division by its number in the tree, for the predicates that hold there; -1 = everywhere
 */
export function ruleOf(view: CoverageView, division = -1): CoverageRule {
  const { ground, limit } = view;
  const { service, predicates } = view.presence;
  const applied = predicates.within(division);
  return {
    service,
    predicates: applied.map(appliedPredicate),
    ...wordsOf(applied[0]),
    relation: RELATION,
    walkMinutes: limit.walkMinutes,
    speedMetersPerSecond: limit.speedMetersPerSecond,
    cutoffSeconds: limit.cutoffSeconds,
    snapLimitMeters: DEFAULT_SNAP_LIMIT_METERS,
    asOf: ground.asOf,
    snapshotId: view.snapshotId,
    scenarioKey: ground.scenario?.key ?? null,
    dataVintage: dataVintage(ground.editions),
    synthetic: view.synthetic,
  };
}

function wordsOf(predicate: PredicateInForce) {
  const { service, kinds, anyCapability, allCapabilities, exceptMealModes, ...source } = predicate;
  const ways = (any: string, all: string, kind: string, join: string) =>
    [
      kinds.length > 0 ? `${kind}${kinds.join(', ')}` : '',
      anyCapability.length > 0 ? `${any}${anyCapability.join(', ')}` : '',
      allCapabilities.length > 0 ? `${all}${allCapabilities.join(', ')}` : '',
    ]
      .filter(Boolean)
      .join(join);
  const [basis, basisZh] = source.isAssumption
    ? ['assumed', '默认假设']
    : [`${source.document} ${source.clause}`, `${source.document} ${source.clause}`];
  const { term } = CARE_SERVICES[service];
  const modes = exceptMealModes.join(', ');
  const [but, butZh] =
    modes === '' ? ['', ''] : [`, but not of meal mode ${modes}`, `，助餐方式为 ${modes} 的不计`];
  return {
    predicate: `Operating, and ${ways('any capability of ', 'all capabilities of ', 'kind ', ', or ')}${but} (${basis})`,
    predicateZh: `${term}：运营中，且${ways('具备任一能力 ', '同时具备能力 ', '类型为 ', '，或')}${butZh}（${basisZh}）`,
  };
}
