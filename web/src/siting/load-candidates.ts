import {
  CommunityCandidatesDocument,
  EntranceCandidatesDocument,
  ImportedCandidatesDocument,
} from '../api/generated.js';
import { request } from '../api/request.js';
import type { Bounds } from '../map/map-view.js';
import { allPages } from '../moving/all-pages.js';
import { pointOf } from '../moving/point-of.js';
import type { Source } from './siting-question.js';

/** A place a plan may choose. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly lon: number;
  readonly lat: number;
}

/** More than this many are not drawn or listed. */
const MOST_CANDIDATES = 4_000;
const METERS_PER_DEGREE = 111_320;

/**
 * The places of some sources in and around an area, as far as the server lists them: junctions of the network it does
 * not, so none of them come.
 */
export async function loadCandidates(
  sources: readonly Source[],
  divisionCode: string,
  around: Bounds,
  signal: AbortSignal,
): Promise<Candidate[]> {
  const readers: Partial<Record<Source, () => Promise<Candidate[]>>> = {
    IMPORTED: () => imported(around, signal),
    COMMUNITY_POINTS: () => communityPoints(divisionCode, signal),
    ESTATE_ENTRANCES: () => entrances(divisionCode, signal),
  };
  const lists = await Promise.all(sources.map(async (source) => (await readers[source]?.()) ?? []));
  return lists.flat().slice(0, MOST_CANDIDATES);
}

/** A box and the ground within so many metres of it. */
export function widened([west, south, east, north]: Bounds, meters: number): Bounds {
  const up = meters / METERS_PER_DEGREE;
  const aside = up / Math.cos((((south + north) / 2) * Math.PI) / 180);
  return [west - aside, south - up, east + aside, north + up];
}

async function imported(around: Bounds, signal: AbortSignal): Promise<Candidate[]> {
  const nodes = await allPages(
    async (after) =>
      (await request(ImportedCandidatesDocument, { bbox: [...around], after }, { signal })).candidateSites,
    MOST_CANDIDATES,
  );
  return nodes.map(({ id, name, kind, location }) => ({ id, name, kind, ...pointOf(location) }));
}

async function communityPoints(divisionCode: string, signal: AbortSignal): Promise<Candidate[]> {
  const nodes = await allPages(
    async (after) =>
      (await request(CommunityCandidatesDocument, { divisionCode, after }, { signal }))
        .administrativeDivisions,
    MOST_CANDIDATES,
  );
  return nodes.flatMap(({ code, name, representativePoint }) =>
    representativePoint ? [{ id: code, name, kind: null, ...pointOf(representativePoint) }] : [],
  );
}

async function entrances(divisionCode: string, signal: AbortSignal): Promise<Candidate[]> {
  const nodes = await allPages(
    async (after) => (await request(EntranceCandidatesDocument, { divisionCode, after }, { signal })).estates,
    MOST_CANDIDATES,
  );
  return nodes.flatMap((estate): Candidate[] => {
    const at = estate.entrances.length > 0 ? estate.entrances : [{ ordinal: 0, location: estate.location }];
    return at.map(({ ordinal, location }) => ({
      id: `${estate.id}#${ordinal}`,
      name: ordinal > 0 ? `${estate.name} 出入口${ordinal}` : estate.name,
      kind: null,
      ...pointOf(location),
    }));
  });
}
