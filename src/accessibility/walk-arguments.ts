import { ArgsType, Field, Float } from 'type-graphql';
import {
  DEFAULT_SPEED_METERS_PER_SECOND,
  DEFAULT_WALK_MINUTES,
  walkLimit,
  type WalkLimit,
} from './walk-limit.js';

/** `walkMinutes` and `speedMetersPerSecond`, as every walking question takes them. */
@ArgsType()
export class WalkArguments {
  @Field(() => Float, {
    defaultValue: DEFAULT_WALK_MINUTES,
    description: 'Walking time in minutes, 1 to 120. 步行时间（分钟）',
  })
  walkMinutes!: number;

  @Field(() => Float, {
    defaultValue: DEFAULT_SPEED_METERS_PER_SECOND,
    description: 'Walking speed in m/s, 0.1 to 3; older people walk about 0.64 to 1.0. 步行速度（米/秒）',
  })
  speedMetersPerSecond!: number;
}

/** @throws PlanningError BAD_USER_INPUT for minutes or speed out of range. */
export function limitOf({ walkMinutes, speedMetersPerSecond }: WalkArguments): WalkLimit {
  return walkLimit(walkMinutes, speedMetersPerSecond);
}
