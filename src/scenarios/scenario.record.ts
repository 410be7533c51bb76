import 'reflect-metadata';
import type { Point } from 'geojson';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { FacilityKind, ServiceCapability } from '../facilities/index.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import type { OpenedFacility, RegisterFacility } from './apply-changes.js';
import { scenarioOf } from './applied-scenario.js';
import type { ChangedCapacities, ScenarioChange } from './scenario-change.js';
import { ScenarioChangeKind } from './scenario.inputs.js';

@ObjectType({ description: 'One change of a scenario, as it was understood. 情景变动' })
export class ScenarioStep implements Partial<ChangedCapacities> {
  @Field(() => Int, { description: 'Position among the changes, from 0. 序号' })
  index!: number;

  @Field(() => ScenarioChangeKind, { description: 'What is done. 变动类型' })
  kind!: ScenarioChangeKind;

  @Field(() => ID, { description: 'The facility; of a new one what answers call it. 设施编号' })
  facilityId!: string;

  @Field(() => String, { nullable: true, description: 'Name of a new facility. 名称' })
  name!: string | null;

  @Field(() => FacilityKind, { nullable: true, description: 'Kind of a new facility. 设施类型' })
  facilityKind!: FacilityKind | null;

  @Field(() => [ServiceCapability], {
    nullable: true,
    description: 'What it offers from then on; null where that stays. 服务能力',
  })
  capabilities!: readonly ServiceCapability[] | null;

  @Field(() => GeoJsonScalar, { nullable: true, description: 'Place of a new facility, a Point. 位置' })
  location!: Point | null;

  @Field(() => Int, { nullable: true, description: 'Beds; null where that stays. 床位数' })
  beds!: number | null;

  @Field(() => Int, { nullable: true, description: 'Nursing beds likewise. 护理型床位数' })
  nursingBeds!: number | null;

  @Field(() => Int, { nullable: true, description: 'Meals a day likewise. 日供餐能力' })
  mealsPerDay!: number | null;

  @Field(() => Float, { nullable: true, description: 'Floor area likewise. 建筑面积（平方米）' })
  floorAreaSquareMeters!: number | null;

  @Field(() => [ID], { description: 'Divisions a new facility is assigned to. 服务区划代码' })
  assignedTo!: readonly string[];

  @Field(() => DateScalar, { nullable: true, description: 'First day; null: on every date. 起始日期' })
  from!: string | null;
}

/** Ordered changes on top of the register, saved under a name. Planners share them. */
@ObjectType({
  description:
    'Ordered changes OPEN, CLOSE and RESIZE on top of the real register, which they never touch. 规划情景',
})
export class Scenario {
  /** As stored. */
  readonly saved!: readonly ScenarioChange[];

  @Field(() => ID, { description: 'Identifier. 情景编号' })
  id!: string;

  @Field(() => String, { description: 'Name, unique. 名称' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for. 说明' })
  note!: string | null;

  @Field(() => Int, { description: 'Counts its updates; an update names the one it rests on. 版本' })
  version!: number;

  @Field(() => String, { description: 'Who created it. 创建者' })
  createdBy!: string;

  @Field(() => GraphQLISODateTime, { description: 'When. 创建时间' })
  createdAt!: Date;

  @Field(() => String, { description: 'Who changed it last. 最近修改者' })
  updatedBy!: string;

  @Field(() => GraphQLISODateTime, { description: 'When. 最近修改时间' })
  updatedAt!: Date;

  @Field(() => ID, {
    description: 'Hash of the changes; answers under them carry it. Empty without changes. 情景标识',
  })
  get key(): string {
    return scenarioOf(this.saved).key;
  }

  @Field(() => [ScenarioStep], { description: 'The changes, in their order. 变动列表' })
  get changes(): ScenarioStep[] {
    return this.saved.map(stepOf);
  }
}

@ObjectType({ description: 'A facility that a scenario opens; the register does not have it. 情景新开设施' })
export class ScenarioFacility {
  @Field(() => ID, { description: 'What the scenario calls it. 设施编号' })
  id!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;

  @Field(() => FacilityKind, { description: 'Kind. 设施类型' })
  kind!: FacilityKind;

  @Field(() => [ServiceCapability], { description: 'What it offers. 服务能力' })
  capabilities!: readonly ServiceCapability[];

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => Int, { description: 'Position of the change that opens it. 变动序号' })
  changeIndex!: number;
}

/** What the scenario opens there; null for a facility of the register, or none. */
export function scenarioFacility(
  facility: (RegisterFacility & { readonly openedBy?: number }) | null | undefined,
): ScenarioFacility | null {
  if (facility?.openedBy === undefined) return null;
  const { id, name, kind, capabilities, lon, lat, openedBy } = facility as OpenedFacility;
  const location = { type: 'Point' as const, coordinates: [lon, lat] };
  return Object.assign(new ScenarioFacility(), {
    ...{ id, name, kind, capabilities, location },
    changeIndex: openedBy,
  });
}

function stepOf(change: ScenarioChange, index: number): ScenarioStep {
  const said = {
    ...{ index, name: null, facilityKind: null, capabilities: null, location: null, assignedTo: [] },
    ...{ beds: null, nursingBeds: null, mealsPerDay: null, floorAreaSquareMeters: null },
  };
  if (change.kind !== 'OPEN') return Object.assign(new ScenarioStep(), { ...said, ...change });
  const { id, at, ...opened } = change;
  const location = { type: 'Point' as const, coordinates: [at.lon, at.lat] };
  return Object.assign(new ScenarioStep(), { ...said, ...opened, facilityId: id, location });
}
