import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DivisionLevel } from '../divisions/index.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { CoveredPeople } from './covered-people.js';
import { FacilityChangeKind } from './what-if-change.js';

export const OffNetworkReason = defineEnum(
  'OffNetworkReason',
  'Why nobody can walk to a place. 未接入路网的原因',
  {
    NOT_SNAPPED: 'No walkway lies near enough to it. 附近无可步行道路',
    NO_ENTRANCE: 'Its entrance point is not recorded. 未登记入口位置',
  },
);
export type OffNetworkReason = keyof typeof OffNetworkReason;

@ObjectType({ description: 'A change as it was understood: which facility, and where it is. 设施变动' })
export class WhatIfChange {
  readonly divisionCode!: string | null;

  @Field(() => Int, { description: 'Position in `changes`, from 0. 序号' })
  index!: number;

  @Field(() => FacilityChangeKind, { description: 'What is done. 变动类型' })
  kind!: FacilityChangeKind;

  @Field(() => ID, { nullable: true, description: 'The facility; null for a new one. 设施编号' })
  facilityId!: string | null;

  @Field(() => String, { nullable: true, description: 'Its name; of a new one as given. 名称' })
  name!: string | null;

  @Field(() => GeoJsonScalar, {
    nullable: true,
    description: 'Where it is to stand, or stood before it closes, a Point; null where unknown. 位置',
  })
  location!: Point | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Straight metres from there to its walkway, which count as walked; null where none is near. 接入距离（米）',
  })
  snapDistanceMeters!: number | null;

  @Field(() => GeoJsonScalar, {
    nullable: true,
    description: 'Where it meets its walkway, a Point; null where none is near. 接入点',
  })
  snappedPoint!: Point | null;

  @Field(() => OffNetworkReason, {
    nullable: true,
    description: 'Why nobody can walk there, though it counts for presence; null where one can. 未接入原因',
  })
  offNetworkReason!: OffNetworkReason | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Straight metres to the nearest walkway of a new place without one near. 最近道路距离（米）',
  })
  nearestWalkwayMeters!: number | null;
}

@ObjectType({ description: 'Presence of the service over the units of one level. 设施覆盖率变化' })
export class WhatIfPresence {
  @Field(() => DivisionLevel, { description: 'Level of the units. 单元层级' })
  level!: DivisionLevel;

  @Field(() => Int, { description: 'Units of the level. 单元总数' })
  denominator!: number;

  @Field(() => Int, { description: 'Units that count now. 现达标单元数' })
  numeratorBefore!: number;

  @Field(() => Int, { description: 'Units that count after the changes. 变动后达标单元数' })
  numeratorAfter!: number;

  @Field(() => Float, { nullable: true, description: 'Now, null without units. 现覆盖率' })
  ratioBefore!: number | null;

  @Field(() => Float, { nullable: true, description: 'After the changes, null without units. 变动后覆盖率' })
  ratioAfter!: number | null;
}

@ObjectType({
  description:
    'A division some people of which become or cease to be covered, or that gains or loses its facility. 受影响区划',
})
export class WhatIfDivision {
  @Field(() => ID, { description: 'Division, 12 digits. 区划代码' })
  code!: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => DivisionLevel, { description: 'Its level. 层级' })
  level!: DivisionLevel;

  @Field(() => CoveredPeople, { description: 'Population coverage now. 现覆盖情况' })
  before!: CoveredPeople;

  @Field(() => CoveredPeople, { description: 'Population coverage after the changes. 变动后覆盖情况' })
  after!: CoveredPeople;

  @Field(() => Boolean, { description: 'Whether it counts for presence now (METHODS E1). 现是否达标' })
  presentBefore!: boolean;

  @Field(() => Boolean, { description: 'Whether it counts after the changes. 变动后是否达标' })
  presentAfter!: boolean;
}

@ObjectType({
  description: 'The walk of a demand point to its nearest facility, within the cutoff. 步行去向',
})
export class WhatIfWalk {
  @Field(() => ID, { nullable: true, description: 'The facility; null for a new one. 设施编号' })
  facilityId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Position in `changes` of the change that put it there; null where none did. 变动序号',
  })
  changeIndex!: number | null;

  @Field(() => String, { nullable: true, description: 'Its name; of a new one as given. 名称' })
  name!: string | null;

  @Field(() => Float, { description: 'Walking time in seconds. 步行时间（秒）' })
  walkSeconds!: number;
}

@ObjectType({ description: 'A demand point whose nearest facility or walk changes. 受影响需求点' })
export class WhatIfPoint {
  readonly divisionCode!: string | null;

  @Field(() => ID, { description: 'Demand point. 需求点编号' })
  demandPointId!: string;

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => Float, { description: 'People of the age group. 人数' })
  people!: number;

  @Field(() => WhatIfWalk, { nullable: true, description: 'Now; null while not covered. 现步行去向' })
  before!: WhatIfWalk | null;

  @Field(() => WhatIfWalk, {
    nullable: true,
    description: 'After the changes; null when not covered. 变动后步行去向',
  })
  after!: WhatIfWalk | null;
}

export const WhatIfDivisionConnection = defineConnection(
  'WhatIfDivision',
  '受影响区划',
  () => WhatIfDivision,
);
export const WhatIfPointConnection = defineConnection('WhatIfPoint', '受影响需求点', () => WhatIfPoint);
