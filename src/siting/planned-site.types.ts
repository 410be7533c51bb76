import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CandidateKind } from '../facilities/index.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { BesidePlace } from './beside-places.js';

@ObjectType({ description: 'A site a plan proposes. 建议站点' })
export class ProposedSite {
  readonly divisionCode!: string | null;

  @Field(() => Int, { description: 'Order in which the sites contribute most, 1 first. 次序' })
  order!: number;

  @Field(() => ID, {
    description: 'Candidate: imported id, division code, estate#entrance, or node:number. 备选点编号',
  })
  candidateId!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;

  @Field(() => CandidateKind, {
    nullable: true,
    description: 'What an imported candidate is now; null for other places. 备选点类型',
  })
  kind!: CandidateKind | null;

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => Float, {
    description:
      'People it adds to the facilities that stay open and the sites before it; where facilities close, people they covered can be among them. All sites together less peopleLostByClosures is objectivePeople. 新增覆盖人数（含因关闭失去后重新覆盖的人）',
  })
  peopleNewlyCovered!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'By how much it improves the objective beyond what stands and the sites before it; null where that has no figure. 对目标值的贡献',
  })
  contribution!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Cost in the unit of the budget, null where unknown. 费用',
  })
  cost!: number | null;

  @Field(() => Int, { nullable: true, description: 'Year it opens, in phased plans. 建设年份' })
  year!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Year by which its place has to be fixed, in phased plans. 定点年份',
  })
  fixedByYear!: number | null;

  @Field(() => Boolean, { description: 'True where the question locked it in. 是否必选' })
  lockedIn!: boolean;

  @Field(() => [BesidePlace], {
    description: 'Health and culture sites within besideMeters (200 if none is given). 邻近的卫生、文体设施',
  })
  beside!: readonly BesidePlace[];
}

@ObjectType({ description: 'An existing facility a plan closes. 建议关闭的设施' })
export class ClosedFacility {
  @Field(() => ID, { description: 'Facility. 设施编号' })
  facilityId!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;

  @Field(() => GeoJsonScalar, { nullable: true, description: 'Where it is, a Point. 位置' })
  location!: Point | null;

  @Field(() => Float, {
    description:
      'People covered now whom nothing covers that stays open once it and those before it close, before any new site; of all closures together peopleLostByClosures. 因关闭失去覆盖的人数',
  })
  peopleLost!: number;
}
