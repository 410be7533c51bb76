import type { SitingModel } from '../../src/kernel/siting/siting-model.js';
import { type BenchCity, portoAlegre, sampleRegion } from '../support/bench-cities.js';
import { type GroundSize, randomGround } from './random-ground.js';
import { sampleQuestion } from './sample-question.js';

/** A question with what is asked of its solve. */
export interface SitingCase {
  readonly name: string;
  readonly ask: () => SitingModel;
  readonly limitSeconds: number;
  readonly peerSeconds: number;
  /** Certified gaps (shares) by when, and seconds to the proof; NaN = not asked. */
  readonly gaps: readonly (readonly [gap: number, seconds: number])[];
  readonly proof: number;
  readonly firstPlan?: number;
}

const SMALL: GroundSize = { points: 5_000, candidates: 500 };
const LARGE: GroundSize = { points: 20_000, candidates: 1_000 };

/** Every question of the bench; those on Porto Alegre only where the shared data is at hand. */
export async function sitingCases(): Promise<SitingCase[]> {
  const region = sampleRegion();
  const porto = await portoAlegre();
  if (!porto) console.error('bench: siting on Porto Alegre is not measured: the shared data is not at hand.');
  return [
    ...[region, ...(porto ? [porto] : [])].flatMap(randomCases),
    {
      ...{ name: 'sample region, its whole question, p = 10', ask: () => sampleQuestion(region) },
      ...{ limitSeconds: 20, peerSeconds: 30, gaps: [], proof: 2, firstPlan: 0.1 },
    },
  ];
}

function randomCases(city: BenchCity): SitingCase[] {
  const ground = (size: GroundSize, reach: 'COVERS' | 'ALL' = 'COVERS') =>
    randomGround(city.name, city.network, size, reach);
  const named = (model: string, { points, candidates }: GroundSize, p?: number) =>
    `${city.name}, ${model} ${points.toLocaleString('en')} × ${candidates.toLocaleString('en')}` +
    (p ? `, p = ${p}` : '');
  const counts = [10, 20, 30];
  const mclp = (
    size: GroundSize,
    limit: Pick<SitingCase, 'limitSeconds' | 'peerSeconds' | 'gaps' | 'proof'>,
  ) =>
    counts.map((p): SitingCase => ({
      ...{ name: named('MCLP', size, p), ask: () => ({ ...ground(size), model: 'MCLP', p }) },
      ...limit,
    }));
  const median = (size: GroundSize, gap: number, seconds: number): SitingCase => ({
    ...{ name: named('p-median', size, 20), gaps: [[gap, seconds]], proof: NaN },
    ...{ limitSeconds: seconds + 1, peerSeconds: 0 },
    ask: () => ({ ...ground(size, 'ALL'), model: 'P_MEDIAN', p: 20 }),
  });
  return [
    ...mclp(SMALL, { limitSeconds: 20, peerSeconds: 30, gaps: [[0.004, 0.5]], proof: 4 }),
    ...mclp(LARGE, {
      ...{ limitSeconds: 21, peerSeconds: 20, proof: NaN },
      gaps: [
        [0.012, 3],
        [0.005, 20],
      ],
    }),
    {
      ...{ name: named('LSCP', LARGE), ask: () => ({ ...ground(LARGE), model: 'LSCP' }) },
      ...{ limitSeconds: 20, peerSeconds: 20, gaps: [], proof: 4 },
    },
    median(SMALL, 0.001, 4),
    median(LARGE, 0.002, 15),
  ];
}
