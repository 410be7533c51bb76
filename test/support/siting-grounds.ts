import fc from 'fast-check';
import type { SiteRole, SitingGround } from '../../src/kernel/siting/siting-model.js';

export interface DrawnGround {
  readonly weights: readonly number[];
  /** Per candidate the travel cost to each demand point; null = out of reach. */
  readonly travel: readonly (readonly (number | null)[])[];
  readonly costs?: readonly number[];
  readonly roles?: readonly SiteRole[];
}

/** A ground from plain lists; ids are d0, d1 … and c00, c01 … */
export function sitingGround({ weights, travel, costs, roles }: DrawnGround): SitingGround {
  const pairs = travel.map((row) => row.flatMap((cost, i) => (cost === null ? [] : [{ i, cost }])));
  const offset = [0];
  for (const list of pairs) offset.push(offset[offset.length - 1] + list.length);
  return {
    demandIds: weights.map((_, i) => `d${i}`),
    demandWeight: Float64Array.from(weights),
    candidateIds: travel.map((_, c) => `c${String(c).padStart(2, '0')}`),
    candidateCost: costs && Float64Array.from(costs),
    roles,
    travel: {
      offset: Int32Array.from(offset),
      demand: Int32Array.from(pairs.flat(), ({ i }) => i),
      cost: Float64Array.from(pairs.flat(), ({ cost }) => cost),
    },
  };
}

/** Small random grounds with whole costs and weights, some pairs out of reach, roles of all kinds. */
export function smallGround(mostSites = 6): fc.Arbitrary<DrawnGround> {
  return fc
    .record({ points: fc.integer({ min: 1, max: 7 }), sites: fc.integer({ min: 1, max: mostSites }) })
    .chain(({ points, sites }) => {
      const list = <T>(of: fc.Arbitrary<T>, length: number) =>
        fc.array(of, { minLength: length, maxLength: length });
      const travel = fc.option(fc.integer({ min: 0, max: 12 }), { freq: 3 });
      const role: fc.Arbitrary<SiteRole> = fc.oneof(
        { weight: 8, arbitrary: fc.constant<SiteRole>('FREE') },
        {
          weight: 1,
          arbitrary: fc.constantFrom<SiteRole>('EXISTING', 'CLOSABLE', 'LOCKED_IN', 'LOCKED_OUT'),
        },
      );
      return fc.record({
        weights: list(fc.integer({ min: 0, max: 9 }), points),
        travel: list(list(travel, points), sites),
        costs: list(fc.integer({ min: 1, max: 9 }), sites),
        roles: list(role, sites),
      });
    });
}
