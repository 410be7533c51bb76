import { createHash } from 'node:crypto';
import type { CoverageView, GroundFacility } from '../coverage/index.js';
import type { SitingModel as KernelQuestion } from '../kernel/siting/siting-model.js';
import { canonicalJson } from '../platform/canonical-json.js';
import type { CandidatePlace } from './siting-places.js';
import type { SitingQuestion } from './siting-question.js';
import type { SitingScene } from './siting-scene.js';

/** A site of the problem: a candidate or an existing facility. */
export interface ProblemSite {
  readonly candidate: CandidatePlace | null;
  readonly facility: GroundFacility | null;
}

/** Lowest divisions sites stand in, by number in the tree, -1 = unknown. */
export async function divisionsOfSites(
  scene: SitingScene,
  sites: readonly ProblemSite[],
): Promise<readonly number[]> {
  const found = await scene.divisionsOf(sites.flatMap(({ candidate }) => candidate ?? []));
  let next = 0;
  return sites.map(({ candidate, facility }) => (candidate ? found[next++] : facility!.division));
}

/** Why a candidate of the pool is not in the problem. */
export type LeftOutReason = 'OFF_NETWORK' | 'WITHOUT_COST' | 'WITHOUT_CAPACITY' | 'OUT_OF_REACH';

/** A question turned into arrays, with the way back to places and people. */
export interface PosedSiting {
  readonly scene: SitingScene;
  readonly view: CoverageView;
  /** Number in the tree of the division whose people count. */
  readonly division: number;
  readonly asked: SitingQuestion;
  /** Candidates by id, then existing facilities by id; demand as `points`. */
  readonly question: KernelQuestion;
  readonly sites: readonly ProblemSite[];
  /** Demand points of the problem, as positions in the ground. */
  readonly points: Int32Array;
  readonly leftOut: ReadonlyMap<string, LeftOutReason>;
  /** Existing facilities whose capacity is not stated and so counts as 0. */
  readonly facilitiesWithoutCapacity: number;
  /** People existing facilities cover today. */
  readonly coveredBefore: number;
  /** SHA-256 of everything the solver is told and of the settings; equal hashes mean the same problem. */
  readonly dataHash: string;
}

/** The hash of a problem: settings but the time limit, ids, and every array, little-endian. */
export function hashOf(
  question: KernelQuestion,
  { timeLimitSeconds: _, ...settings }: SitingQuestion,
): string {
  const hash = createHash('sha256').update(canonicalJson(settings));
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      hash.update(`|${value.byteLength}|`);
      hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    } else if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) {
      hash.update(JSON.stringify(value));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
        hash.update(`|${key}|`);
        visit(part);
      }
    } else hash.update(JSON.stringify(value) ?? 'undefined');
  };
  visit(question);
  return hash.digest('hex');
}
