import type { MultiPolygon, Point, Polygon, Position } from 'geojson';
import type { SourceRecord } from '../../src/imports/source-record.js';

export const text = (value: unknown): string => value as string;
export const number = (value: unknown): number => value as number;
export const lonLat = (record: SourceRecord): Position => (record.geometry as Point).coordinates;
export const ringsOf = (record: SourceRecord): Position[][] => {
  const geometry = record.geometry as Polygon | MultiPolygon;
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
};
export const ringArea = (ring: readonly Position[]): number => {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    twice += (ring[i - 1][0] - 118) * (ring[i][1] - 34) - (ring[i][0] - 118) * (ring[i - 1][1] - 34);
  }
  return twice / 2;
};
