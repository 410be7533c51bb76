import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { Cohort } from '../demand/index.js';
import { FacilityKind, MealMode } from '../facilities/index.js';
import { type MealVehicle as Vehicle, VEHICLE_PROFILES } from '../kernel/meals/meal-vehicle.js';
import type { MealPriority } from '../kernel/meals/meal-ground.js';
import { badInput } from '../platform/errors/bad-input.js';
import { defineEnum } from '../platform/graphql/define-enum.js';

export const MealLayer = defineEnum('MealLayer', 'How people get a meal. 助餐层次', {
  DINE_IN: 'They walk to where it is served. 堂食',
  DELIVERY: 'It is brought to them. 送餐',
} satisfies Record<MealPriority, string>);
export type MealLayer = keyof typeof MealLayer;

export const MealVehicle = defineEnum('MealVehicle', 'What brings meals to homes. 送餐车辆', {
  E_BIKE: 'Electric bicycle: streets at full speed, slower where people walk, no steps. 电动自行车',
  VAN: 'Van: streets only; the last steps are walked. 厢式车',
} satisfies Record<Vehicle, string>);
export type MealVehicle = keyof typeof MealVehicle;

const DESCRIPTION =
  'What meals rest on. Every value is an assumption one may change, and is shown with the answer; no document fixes them. The 30 minutes were seen in one place (寇店镇, 洛阳) and are an example, not a norm.';

/** As it is asked for, and with nothing left open as it is answered. */
@ObjectType('MealSettings', { description: `${DESCRIPTION} 助餐参数` })
@InputType('MealSettingsInput', { description: `${DESCRIPTION} 助餐参数` })
export class MealSettings {
  @Field(() => Cohort, {
    nullable: true,
    description: 'Whose share needs delivery; the age group of the question if absent. 需送餐人群的年龄组',
  })
  deliveryCohort?: Cohort | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of these people who need meals brought, 0 to 1; if absent 0.1, or 1 with a deliveryCohort. 需送餐比例',
  })
  deliveryShare?: number | null;

  @Field(() => Float, {
    defaultValue: 1,
    description: 'Share of the others who eat out on a day, 0 to 1. 堂食就餐比例',
  })
  dineInShare!: number;

  @Field(() => Float, { defaultValue: 1, description: 'Meals a person has on a day. 每人每日餐数' })
  mealsPerPersonPerDay!: number;

  @Field(() => MealLayer, {
    defaultValue: MealLayer.DINE_IN,
    description:
      'Who is served first where capacity is short; how many are served in all is the same. 优先保障层次',
  })
  serveFirst!: MealLayer;

  @Field(() => MealVehicle, {
    defaultValue: MealVehicle.E_BIKE,
    description: 'Vehicle of couriers. 送餐车辆',
  })
  vehicle!: MealVehicle;

  @Field(() => Float, {
    nullable: true,
    description:
      'Its speed on an open street in m/s; if absent 4.2 by electric bicycle, 5.6 by van. 送餐车速（米/秒）',
  })
  vehicleSpeedMetersPerSecond?: number | null;

  @Field(() => Float, {
    defaultValue: 1.2,
    description: 'Speed of a courier on foot, from where the vehicle stops, in m/s. 送餐员步速（米/秒）',
  })
  courierWalkMetersPerSecond!: number;

  @Field(() => Float, {
    defaultValue: 30,
    description: 'Minutes from the order to the door at most; an example, not a norm. 送达时限（分钟）',
  })
  budgetMinutes!: number;

  @Field(() => Float, { defaultValue: 5, description: 'Of these for preparing. 备餐时间（分钟）' })
  prepMinutes!: number;

  @Field(() => Int, { defaultValue: 5, description: 'Stops of a trip; all of them count. 每趟停靠次数' })
  stopsPerTrip!: number;

  @Field(() => Float, { defaultValue: 1, description: 'Minutes at each stop. 每次停靠时间（分钟）' })
  stopMinutes!: number;

  @Field(() => Float, { defaultValue: 2, description: 'Minutes to hand over at the door. 交接时间（分钟）' })
  handoverMinutes!: number;

  @Field(() => Float, { defaultValue: 1, description: 'Meals handed out at a stop. 每次停靠份数' })
  mealsPerStop!: number;

  @Field(() => Float, { defaultValue: 20, description: 'Meals a vehicle holds. 每车载餐份数' })
  mealsPerTrip!: number;

  @Field(() => Float, {
    defaultValue: 10,
    description: 'Trips all couriers of one place make a day. 每处每日送餐趟数',
  })
  tripsPerDay!: number;

  @Field(() => Float, {
    defaultValue: 30,
    description: 'Minutes a van may ride from a central kitchen to a canteen. 中央厨房配送时限（分钟）',
  })
  transportMinutes!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Its speed on an open street in m/s; 5.6 if absent. 配送车速（米/秒）',
  })
  transportSpeedMetersPerSecond?: number | null;

  @Field(() => Float, {
    defaultValue: 100,
    description: 'Meals a day of a canteen that states none, and of a new one. 社区食堂默认日供餐数',
  })
  canteenMealsPerDay!: number;

  @Field(() => Float, {
    defaultValue: 50,
    description: 'Meals a day of a listed restaurant that states none. 挂牌商户默认日供餐数',
  })
  merchantMealsPerDay!: number;

  @Field(() => Float, {
    defaultValue: 500,
    description: 'Meals a day of a central kitchen that states none, and of a new one. 中央厨房默认日供餐数',
  })
  kitchenMealsPerDay!: number;

  @Field(() => MealMode, {
    defaultValue: MealMode.CANTEEN,
    description: 'What a place counts as that offers meals and does not say how. 未注明助餐方式时视为',
  })
  modeWhereUnknown!: MealMode;

  @Field(() => [FacilityKind], {
    defaultValue: [FacilityKind.INSTITUTION, FacilityKind.SUPPORT_INSTITUTION],
    description:
      'Kinds whose canteens cook for themselves, as homes do that open theirs to neighbours; other canteens hand out what central kitchens bring. 自有厨房的设施类型',
  })
  selfCookingKinds!: FacilityKind[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Central kitchens serve at their own counter and deliver as well. 中央厨房是否直接供餐',
  })
  kitchensServe!: boolean;
}

/** Settings with nothing left open. */
export type ResolvedMealSettings = Required<MealSettings> & {
  readonly deliveryShare: number;
  readonly vehicleSpeedMetersPerSecond: number;
  readonly transportSpeedMetersPerSecond: number;
};

const DEFAULTS: Omit<Required<MealSettings>, 'deliveryShare'> = {
  deliveryCohort: null,
  dineInShare: 1,
  mealsPerPersonPerDay: 1,
  serveFirst: 'DINE_IN',
  vehicle: 'E_BIKE',
  vehicleSpeedMetersPerSecond: null,
  courierWalkMetersPerSecond: 1.2,
  budgetMinutes: 30,
  prepMinutes: 5,
  stopsPerTrip: 5,
  stopMinutes: 1,
  handoverMinutes: 2,
  mealsPerStop: 1,
  mealsPerTrip: 20,
  tripsPerDay: 10,
  transportMinutes: 30,
  transportSpeedMetersPerSecond: null,
  canteenMealsPerDay: 100,
  merchantMealsPerDay: 50,
  kitchenMealsPerDay: 500,
  modeWhereUnknown: 'CANTEEN',
  selfCookingKinds: ['INSTITUTION', 'SUPPORT_INSTITUTION'],
  kitchensServe: false,
};

export const MEAL_SETTING_NAMES = [
  'deliveryShare',
  ...Object.keys(DEFAULTS),
] as readonly (keyof MealSettings)[];

export const DEFAULT_DELIVERY_SHARE = 0.1;

/** Least and most of each figure. */
const RANGES: Readonly<Partial<Record<keyof MealSettings, readonly [least: number, most: number]>>> = {
  deliveryShare: [0, 1],
  dineInShare: [0, 1],
  mealsPerPersonPerDay: [0.1, 5],
  vehicleSpeedMetersPerSecond: [0.5, 20],
  courierWalkMetersPerSecond: [0.3, 3],
  budgetMinutes: [1, 240],
  prepMinutes: [0, 240],
  stopsPerTrip: [1, 100],
  stopMinutes: [0, 60],
  handoverMinutes: [0, 60],
  mealsPerStop: [0.1, 100],
  mealsPerTrip: [1, 1000],
  tripsPerDay: [0, 1000],
  transportMinutes: [0, 240],
  transportSpeedMetersPerSecond: [0.5, 30],
  canteenMealsPerDay: [0, 100_000],
  merchantMealsPerDay: [0, 100_000],
  kitchenMealsPerDay: [0, 1_000_000],
};

/**
 * Fills in what is not said.
 * @throws PlanningError BAD_USER_INPUT that names the field, what was expected and what came.
 */
export function resolveMealSettings(asked: Partial<MealSettings> | null): ResolvedMealSettings {
  const said = Object.fromEntries(
    Object.entries(asked ?? {}).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<MealSettings>;
  const { deliveryCohort = null, vehicle = DEFAULTS.vehicle } = said;
  const settings = {
    ...DEFAULTS,
    deliveryShare: deliveryCohort === null ? DEFAULT_DELIVERY_SHARE : 1,
    ...said,
    vehicleSpeedMetersPerSecond:
      said.vehicleSpeedMetersPerSecond ?? VEHICLE_PROFILES[vehicle].speedMetersPerSecond,
    transportSpeedMetersPerSecond:
      said.transportSpeedMetersPerSecond ?? VEHICLE_PROFILES.VAN.speedMetersPerSecond,
  } as ResolvedMealSettings;
  for (const [field, [least, most]] of Object.entries(RANGES)) {
    const value = settings[field as keyof MealSettings] as number;
    if (value >= least && value <= most) continue;
    throw badInput(`${field} must be ${least}–${most}, got ${value}.`, { field, value, least, most });
  }
  if (!Number.isInteger(settings.stopsPerTrip))
    throw badInput(`stopsPerTrip must be a whole number, got ${settings.stopsPerTrip}.`, {
      field: 'stopsPerTrip',
    });
  return Object.assign(new MealSettings(), settings, {
    // In one order, so that equal settings are equal.
    selfCookingKinds: [...new Set(settings.selfCookingKinds)].sort(),
  });
}
