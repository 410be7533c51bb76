import { Field, Float, ObjectType } from 'type-graphql';
import { MealVehicle } from './meal-settings.js';

@ObjectType({ description: 'How a vehicle goes on one kind of walkway. 各类道路的通行' })
export class MealVehicleKind {
  @Field(() => String, { description: 'Kind of walkway. 道路类型' })
  kind!: string;

  @Field(() => Float, { description: 'Share of its full speed. 速度系数' })
  speedFactor!: number;
}

@ObjectType({ description: 'A vehicle that carries meals, and where it may go; assumptions. 送餐车辆口径' })
export class MealVehicleRule {
  @Field(() => MealVehicle, { description: 'The vehicle. 车辆' })
  vehicle!: MealVehicle;

  @Field(() => Float, { description: 'Its full speed in m/s. 车速（米/秒）' })
  speedMetersPerSecond!: number;

  @Field(() => [MealVehicleKind], {
    description: 'Kinds it may use; all others are closed to it. 可通行道路',
  })
  kinds!: MealVehicleKind[];
}
