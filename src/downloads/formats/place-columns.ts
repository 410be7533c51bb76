import type { Geometry } from 'geojson';
import type { DownloadTable } from '../download-table.js';
import { wellKnownText } from './well-known-text.js';

interface PlaceColumn {
  readonly name: string;
  readonly zh: string;
  readonly of: (geometry: Geometry | null) => number | string | null;
}

const coordinate = (at: 0 | 1) => (geometry: Geometry | null) =>
  geometry?.type === 'Point' ? geometry.coordinates[at] : null;

/** How a table without a column for shapes tells places: points as two numbers, lines and areas as WKT. */
export function placeColumns({ geometry, crs }: Pick<DownloadTable, 'geometry' | 'crs'>): PlaceColumn[] {
  if (geometry === null) return [];
  if (geometry === 'POINT') return pointColumns(crs.isProjected);
  return [{ name: 'geometry', zh: '几何（WKT）', of: (shape) => shape && wellKnownText(shape) }];
}

function pointColumns(isProjected: boolean): PlaceColumn[] {
  const [x, y] = isProjected
    ? ([
        ['easting', '横坐标'],
        ['northing', '纵坐标'],
      ] as const)
    : ([
        ['lon', '经度'],
        ['lat', '纬度'],
      ] as const);
  return [
    { name: x[0], zh: x[1], of: coordinate(0) },
    { name: y[0], zh: y[1], of: coordinate(1) },
  ];
}
