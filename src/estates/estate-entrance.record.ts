import 'reflect-metadata';
import type { Point } from 'geojson';
import { Field, Int, ObjectType } from 'type-graphql';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';

/** A gate or door where residents leave the estate. */
@ObjectType({ description: 'Where residents leave an estate on foot. 小区出入口' })
export class EstateEntrance {
  @Field(() => Int, { description: 'Number within the estate, from 1. 序号' })
  ordinal!: number;

  @Field(() => GeoJsonScalar, { description: 'Where it is. 位置' })
  location!: Point;
}
