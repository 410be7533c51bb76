import type { Position } from 'geojson';
import type { Request } from '../../../clients/typescript/src/request.js';
import {
  ServingFacilitiesDocument,
  type ServingFacilitiesQuery,
  type ServingFacilitiesQueryVariables,
} from '../api/generated.js';
import type { Bounds } from '../map/map-view.js';

/** Facilities told apart from the others; more than a map can show. */
const MOST = 20_000;

export interface Serving {
  readonly id: string;
  readonly at: Position;
}

/** The facilities with an entrance that count for a service, read page by page. */
export async function servingFacilities(
  request: Request,
  question: Omit<ServingFacilitiesQueryVariables, 'after'>,
  signal: AbortSignal,
): Promise<Serving[]> {
  const found: Serving[] = [];
  let after: string | null = null;
  do {
    const answer: ServingFacilitiesQuery = await request(
      ServingFacilitiesDocument,
      { ...question, after },
      { signal },
    );
    const { edges, pageInfo } = answer.facilities ?? { edges: [], pageInfo: null };
    for (const { node } of edges)
      if (node.entrance?.type === 'Point') found.push({ id: node.id, at: node.entrance.coordinates });
    after = pageInfo?.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  } while (after !== null && found.length < MOST);
  return found;
}

/** A box made larger on every side by a part of its size. */
export function widened([west, south, east, north]: Bounds, part: number): Bounds {
  const [x, y] = [(east - west) * part, (north - south) * part];
  return [
    Math.max(-180, west - x),
    Math.max(-90, south - y),
    Math.min(180, east + x),
    Math.min(90, north + y),
  ];
}

export function isWithin([lon, lat]: Position, [west, south, east, north]: Bounds): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}
