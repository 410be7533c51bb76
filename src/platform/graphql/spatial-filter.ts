import 'reflect-metadata';
import type { GeoJSON, Geometry } from 'geojson';
import { Field, Float, InputType } from 'type-graphql';
import { badInput } from '../errors/bad-input.js';
import { GeoJsonScalar } from './geo-json.scalar.js';
import { checkGeometry } from './geo-json.js';

export const LARGEST_DISTANCE_METERS = 50_000;
export const MOST_FILTER_POSITIONS = 10_000;

@InputType({ description: 'A place on the map in WGS 84 degrees. 坐标点' })
export class PointInput {
  @Field(() => Float, { description: 'Longitude, −180 to 180. 经度' })
  lon!: number;

  @Field(() => Float, { description: 'Latitude, −90 to 90. 纬度' })
  lat!: number;
}

@InputType({ description: 'Within a straight-line distance of a point. 距离筛选' })
export class WithinDistanceInput {
  @Field(() => PointInput, { description: 'Centre. 中心点' })
  point!: PointInput;

  @Field(() => Float, {
    description: `Metres on the ellipsoid, more than 0 and at most ${LARGEST_DISTANCE_METERS}. 米`,
  })
  meters!: number;
}

/** The spatial part of every list's filter; several at once must all hold. */
@InputType({ description: 'Where rows must lie; several conditions must all hold. 空间筛选' })
export class SpatialFilter {
  @Field(() => [Float], {
    nullable: true,
    description: 'Box [west, south, east, north] in degrees that rows must touch. 矩形范围',
  })
  bbox?: number[] | null;

  @Field(() => GeoJsonScalar, {
    nullable: true,
    description: `Geometry that rows must touch, at most ${MOST_FILTER_POSITIONS} positions. 相交图形`,
  })
  intersects?: GeoJSON | null;

  @Field(() => WithinDistanceInput, { nullable: true, description: 'Distance to a point. 距离' })
  dWithin?: WithinDistanceInput | null;
}

/** A spatial filter that has been checked. */
export interface SpatialConditions {
  readonly bbox: readonly [west: number, south: number, east: number, north: number] | null;
  readonly intersects: Geometry | null;
  readonly dWithin: { readonly lon: number; readonly lat: number; readonly meters: number } | null;
}

/** @throws PlanningError BAD_USER_INPUT that names the field and what it should have been. */
export function checkSpatialFilter(filter: SpatialFilter | null | undefined): SpatialConditions {
  return {
    bbox: filter?.bbox ? checkBox(filter.bbox) : null,
    intersects: filter?.intersects ? checkGeometry(filter.intersects, MOST_FILTER_POSITIONS) : null,
    dWithin: filter?.dWithin ? checkDistance(filter.dWithin) : null,
  };
}

/** @throws PlanningError BAD_USER_INPUT unless the point lies on Earth. */
export function checkPoint(point: PointInput, field = 'point'): PointInput {
  const { lon, lat } = point;
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return point;
  throw badInput(`${field}: expected longitude −180…180 and latitude −90…90, got lon ${lon}, lat ${lat}.`, {
    field,
  });
}

function checkBox(bbox: readonly number[]): SpatialConditions['bbox'] {
  const [west, south, east, north] = bbox;
  const fits =
    bbox.length === 4 &&
    bbox.every(Number.isFinite) &&
    west >= -180 &&
    east <= 180 &&
    south >= -90 &&
    north <= 90 &&
    west < east &&
    south < north;
  if (fits) return [west, south, east, north];
  throw badInput(
    `bbox: expected [west, south, east, north] in degrees with west < east and south < north, got [${bbox.join(', ')}].`,
    { field: 'bbox' },
  );
}

function checkDistance(filter: WithinDistanceInput): SpatialConditions['dWithin'] {
  const { lon, lat } = checkPoint(filter.point, 'dWithin.point');
  if (!(filter.meters > 0 && filter.meters <= LARGEST_DISTANCE_METERS)) {
    throw badInput(
      `dWithin.meters: expected more than 0 and at most ${LARGEST_DISTANCE_METERS}, got ${filter.meters}.`,
      { field: 'dWithin.meters', largest: LARGEST_DISTANCE_METERS },
    );
  }
  return { lon, lat, meters: filter.meters };
}
