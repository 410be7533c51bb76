import type { CoverageView, GroundFacility } from '../coverage/index.js';
import { Turns } from '../platform/compute/in-turns.js';
import { boxAround } from '../platform/graphql/apply-spatial-filter.js';
import { DEFAULT_SNAP_LIMIT_METERS } from '../kernel/network/index.js';
import type { BesidePlace } from './beside-places.js';
import { placesBeside } from './beside-places.js';
import type { CandidatePool } from './candidate-pool.js';
import type { Box, Candidate } from './candidate-source.js';
import { DEFAULT_BESIDE_METERS, type SitingQuestion } from './siting-question.js';

/** A candidate with what lies beside it. */
export interface CandidatePlace extends Candidate {
  /** Health and culture sites near by, the nearest first. */
  readonly beside: readonly BesidePlace[];
}

/** The places a plan can be made of. */
export interface SitingPlaces {
  /** Demand points that count, as positions in the ground. */
  readonly points: Int32Array;
  /** By id. */
  readonly candidates: readonly CandidatePlace[];
  /** Operating facilities of the service, by id. */
  readonly existing: readonly GroundFacility[];
}

/** Reads what a question chooses from. */
export async function readPlaces(
  view: CoverageView,
  division: number,
  question: SitingQuestion,
  pool: CandidatePool,
): Promise<SitingPlaces> {
  const { candidateSources, candidateKinds, besideMeters, cohort } = question;
  const turns = new Turns();
  const points = Int32Array.from(view.demandWithin(division, cohort));
  const existing = view.field.serving.map((facility) => view.ground.facilities[facility]);
  const box = candidateBox(view, points);
  if (!box) return { points, existing, candidates: [] };
  await turns.pause();
  const candidates = await pool.read(candidateSources, candidateKinds, box, view.field.network);
  const meters = besideMeters ?? DEFAULT_BESIDE_METERS;
  await turns.pause();
  const near = await pool.readBeside(widened(box, meters));
  const beside = placesBeside(candidates, near, meters);
  await turns.pause();
  return { points, existing, candidates: candidates.map((place, at) => ({ ...place, beside: beside[at] })) };
}

/**
 * The box candidates can lie in: around the demand points, as wide as the walk. null without points.
 * One walks in a straight line at best, so nothing outside reaches a point inside.
 */
function candidateBox(view: CoverageView, points: Int32Array): Box | null {
  const { lon, lat } = view.ground.demand;
  if (points.length === 0) return null;
  const reachMeters = view.limit.limitCentimeters / 100 + DEFAULT_SNAP_LIMIT_METERS;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const point of points) {
    west = Math.min(west, lon[point]);
    east = Math.max(east, lon[point]);
    south = Math.min(south, lat[point]);
    north = Math.max(north, lat[point]);
  }
  return widened([west, south, east, north], reachMeters);
}

function widened([west, south, east, north]: Box, meters: number): Box {
  const low = boxAround(west, south, meters);
  const high = boxAround(east, north, meters);
  return [Math.min(low[0], high[0]), low[1], Math.max(low[2], high[2]), high[3]];
}
