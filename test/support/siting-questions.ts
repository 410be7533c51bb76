import fc from 'fast-check';
import type { SitingModel } from '../../src/kernel/siting/siting-model.js';
import { sitingGround, smallGround } from './siting-grounds.js';

export const sitingModels: SitingModel['model'][] = [
  ...(['MCLP', 'LSCP', 'COVERAGE_GOAL', 'P_MEDIAN', 'P_CENTER', 'LSCP_B', 'BACKUP'] as const),
  ...(['GRADUAL', 'CMCLP', 'POLICY', 'PHASED'] as const),
];

const limits = fc.oneof(
  fc.record({ p: fc.nat(4) }),
  fc.record({ budget: fc.nat(25) }),
  fc.record({ p: fc.nat(4), budget: fc.nat(25) }),
);

/** Questions of one model on small grounds. */
export function questionsOf(model: SitingModel['model']): fc.Arbitrary<SitingModel> {
  const sites = model === 'PHASED' ? 5 : 6;
  return fc
    .tuple(
      smallGround(sites),
      limits,
      limits,
      fc.integer({ min: 1, max: 9 }),
      fc.nat(20),
      fc.array(fc.nat(8), { minLength: 6, maxLength: 6 }),
    )
    .map(([drawn, limit, later, cutoff, share, numbers]): SitingModel => {
      const ground = sitingGround(drawn);
      const own = numbers.slice(0, drawn.travel.length);
      switch (model) {
        case 'LSCP':
        case 'LSCP_B':
          return { ...ground, model, cutoff };
        case 'COVERAGE_GOAL':
          return { ...ground, model, cutoff, goal: share / 20 };
        case 'P_MEDIAN':
        case 'P_CENTER':
          return { ...ground, ...limit, model };
        case 'GRADUAL':
          return { ...ground, ...limit, model, cutoff, farCutoff: cutoff + 4 };
        case 'BACKUP':
          return { ...ground, ...limit, model, cutoff, firstShare: share > 15 ? null : share / 15 };
        case 'CMCLP':
          return { ...ground, ...limit, model, cutoff, candidateCapacity: Float64Array.from(own) };
        case 'POLICY': {
          const units = [0, 1, 2].map((u) => own.flatMap((n, c) => (n % 3 === u ? [c] : [])));
          const unitOf = Int32Array.from(drawn.weights, (_, i) => (i % 3) - 1);
          const targets = [{ name: 'towns', units, share: (share % 4) / 3 }];
          const floor = share > 10 ? { unitOf, unitNames: ['A', 'B'], share: (share - 10) / 20 } : undefined;
          return { ...ground, ...limit, model, cutoff, targets, floor };
        }
        case 'PHASED': {
          const demandWeight = Float64Array.from(drawn.weights, (w, i) => (w + i) % 7);
          const even = own.flatMap((n, c) => (n % 2 === 0 ? [c] : []));
          const groups =
            numbers[0] > 4 ? [{ sites: even, p: numbers[1] % 3, budget: numbers[2] }] : undefined;
          const isFree = (drawn.roles?.[0] ?? 'FREE') === 'FREE';
          const settledFor = (year: number) =>
            numbers[3] > 5 && isFree && numbers[4] % 2 === year ? { fixed: [0] } : {};
          const phases = [
            { name: 'first', ...limit, ...settledFor(0) },
            { name: 'second', ...later, demandWeight, groups, ...settledFor(1) },
          ];
          const more = { fixedAheadYears: numbers[5] > 5 ? 1 : undefined };
          return { ...ground, ...more, model, cutoff, phases, discount: share > 10 ? 1 : 0.5 + share / 20 };
        }
        default:
          return { ...ground, ...limit, model: 'MCLP', cutoff };
      }
    });
}
