import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestFacilities, WalkSearch } from '../../../src/kernel/accessibility/index.js';
import {
  CoverageWhatIf,
  WhatIfIndex,
  type WhatIfGround,
} from '../../../src/kernel/coverage/coverage-what-if.js';
import { finish } from '../../../src/kernel/finish.js';
import { populationCoverageByDivision } from '../../../src/kernel/coverage/population.js';
import {
  buildWalkNetwork,
  EdgeIndex,
  splitWays,
  type Snap,
  type WalkNetwork,
} from '../../../src/kernel/network/index.js';
import { readOsmWalkways } from '../../../src/imports/index.js';
import { randomNumbers, randomPoints, randomTown } from '../../support/random-town.js';
import { sharedData } from '../../support/shared-data.js';

/** Everything a what-if says, computed from nothing. */
function recomputed(ground: WhatIfGround, facilities: readonly (Snap | null)[], limit: number) {
  const { network, demand, weight, pointDivision, parent } = ground;
  const { nearest, costCentimeters } = nearestFacilities(
    network,
    new WalkSearch(network),
    facilities,
    demand,
    limit,
  );
  const snapped = Uint8Array.from(demand, (snap) => (snap ? 1 : 0));
  const reach = { weight, costCentimeters, snapped, limitCentimeters: limit };
  return { nearest, costCentimeters, ...populationCoverageByDivision(reach, pointDivision, parent) };
}

function said(whatIf: CoverageWhatIf, divisions: number) {
  return {
    nearest: whatIf.nearest,
    costCentimeters: whatIf.costCentimeters,
    divisions: Array.from({ length: divisions }, (_, division) => whatIf.coverageOf(division)),
    elsewhere: whatIf.elsewhere,
  };
}

/** A tree of divisions in no particular order, points in any of them or in none, and weights that do not add exactly. */
function groundOf(
  network: WalkNetwork,
  demand: (Snap | null)[],
  divisions: number,
  seed: number,
): WhatIfGround {
  const random = randomNumbers(seed);
  const shuffled = Array.from({ length: divisions }, (_, d) => d).sort(() => random() - 0.5);
  const parent = new Int32Array(divisions).fill(-1);
  for (let k = 1; k < divisions; k++)
    if (random() < 0.95) parent[shuffled[k]] = shuffled[Math.floor(random() * Math.min(k, 12))];
  return {
    network,
    demand,
    weight: Float64Array.from(demand, () => (random() < 0.1 ? 0 : random() * 10 ** Math.floor(random() * 7))),
    pointDivision: Int32Array.from(demand, () => (random() < 0.05 ? -1 : Math.floor(random() * divisions))),
    parent,
  };
}

interface Step {
  readonly kind: 'open' | 'close' | 'move';
  readonly which: number;
  readonly where: number;
}

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('open', 'close', 'move'),
    which: fc.nat(),
    where: fc.nat(),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Takes one step and returns what it reported, and what the engine must have noticed. */
function take(whatIf: CoverageWhatIf, step: Step, places: readonly Snap[]) {
  const which = step.which % Math.max(1, whatIf.facilities.length);
  const place = places[step.where % places.length];
  if (step.kind === 'open' || whatIf.facilities.length === 0) return whatIf.open(place);
  return step.kind === 'close' ? whatIf.close(which) : whatIf.move(which, place);
}

describe('CoverageWhatIf', () => {
  it('equals the full recomputation after every step of a random sequence, and reports just what changed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(0, 8_000, 30_000, 72_000, Infinity),
        steps,
        (seed, limit, sequence) => {
          const ways = randomTown(seed, { side: 6, oneWayShare: seed % 2 === 0 ? 0.25 : 0 });
          const network = buildWalkNetwork(splitWays(ways).segments);
          const index = new EdgeIndex(network);
          const snap = ([lon, lat]: [number, number]): Snap | null => index.snap(lon, lat, 60);
          const sites = randomPoints(seed, 14, 350).map(snap);
          const places = sites.filter((site) => site !== null);
          if (places.length < 3) return;
          // Demand at facilities makes the distance nought, and places on one edge.
          const demand = [...randomPoints(seed + 1, 60, 380).map(snap), places[0], null, places[1]];
          const ground = groundOf(network, demand, 9, seed);
          const whatIf = new CoverageWhatIf(
            new WhatIfIndex(ground),
            [...sites.slice(0, 5), places[0]],
            limit,
          );
          const bounded = Math.min(limit, 2 ** 30);
          let before = recomputed(ground, whatIf.facilities, bounded);
          expect(said(whatIf, 9)).toEqual(before);
          for (const step of sequence) {
            const change = take(whatIf, step, places);
            const after = recomputed(ground, whatIf.facilities, bounded);
            expect(said(whatIf, 9)).toEqual(after);
            const moved = [...demand.keys()].filter(
              (point) =>
                before.nearest[point] !== after.nearest[point] ||
                before.costCentimeters[point] !== after.costCentimeters[point],
            );
            expect([...change.points].sort((a, b) => a - b)).toEqual(moved);
            before.divisions.forEach((coverage, division) => {
              if (coverage.coveredCount !== after.divisions[division].coveredCount)
                expect([...change.divisions]).toContain(division);
              if (!change.divisions.includes(division)) expect(coverage).toEqual(after.divisions[division]);
            });
            before = {
              ...after,
              nearest: after.nearest.slice(),
              costCentimeters: after.costCentimeters.slice(),
            };
          }
        },
      ),
      { seed: 61, numRuns: 150 },
    );
  });

  it('takes many changes at once as it takes them one by one, and back again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(8_000, 40_000, Infinity),
        fc.uniqueArray(fc.record({ facility: fc.nat(11), where: fc.option(fc.nat()) }), {
          minLength: 1,
          maxLength: 8,
          selector: ({ facility }) => facility,
        }),
        (seed, limit, drawn) => {
          const network = buildWalkNetwork(splitWays(randomTown(seed, { side: 6 })).segments);
          const index = new EdgeIndex(network);
          const snap = ([lon, lat]: [number, number]): Snap | null => index.snap(lon, lat, 60);
          const sites = randomPoints(seed, 14, 350).map(snap);
          const places = sites.filter((site) => site !== null);
          if (places.length < 3) return;
          const demand = [...randomPoints(seed + 1, 60, 380).map(snap), places[0], places[1]];
          const ground = new WhatIfIndex(groundOf(network, demand, 9, seed));
          const first = sites.slice(0, 6);
          const one = finish(CoverageWhatIf.inSteps(ground, first, limit));
          const many = new CoverageWhatIf(ground, first, limit);
          const before = structuredClone(said(many, 9));
          expect(said(one, 9)).toEqual(before);
          // Numbers beyond the known facilities open new ones, in rising order.
          const changes = drawn
            .sort((a, b) => a.facility - b.facility)
            .map(({ facility, where }, at) => ({
              facility: Math.min(
                facility,
                first.length + drawn.slice(0, at).filter((d) => d.facility >= first.length).length,
              ),
              place: where === null ? null : places[where % places.length],
            }));
          for (const { facility, place } of changes) {
            if (facility === one.facilities.length) one.put([{ facility, place }]);
            else one.move(facility, place);
          }
          const { points } = many.put(changes);
          expect(said(many, 9)).toEqual(said(one, 9));
          expect(many.facilities).toEqual(one.facilities);
          expect([...points].sort((a, b) => a - b)).toEqual(
            [...demand.keys()].filter(
              (point) =>
                before.nearest[point] !== many.nearest[point] ||
                before.costCentimeters[point] !== many.costCentimeters[point],
            ),
          );
          many.put(changes.map(({ facility }) => ({ facility, place: first[facility] ?? null })));
          expect(said(many, 9)).toEqual(before);
        },
      ),
      { seed: 62, numRuns: 100 },
    );
  });

  it('comes back to where it was when every step is undone', () => {
    const network = buildWalkNetwork(splitWays(randomTown(5, { oneWayShare: 0.2 })).segments);
    const index = new EdgeIndex(network);
    const demand = randomPoints(6, 80).map(([lon, lat]) => index.snap(lon, lat));
    const places = demand.filter((snap) => snap !== null);
    const ground = new WhatIfIndex(groundOf(network, demand, 7, 8));
    const whatIf = new CoverageWhatIf(ground, places.slice(0, 6), 40_000);
    const before = structuredClone(said(whatIf, 7));
    const { facility } = whatIf.open(places[9]);
    whatIf.move(2, places[20]);
    whatIf.close(0);
    expect(said(whatIf, 7)).not.toEqual(before);
    whatIf.close(facility);
    whatIf.move(2, places[2]);
    whatIf.move(0, places[0]);
    expect(said(whatIf, 7)).toEqual(before);
    expect(whatIf.close(facility)).toEqual({ points: new Int32Array(0), divisions: new Int32Array(0) });
  });

  it('refuses a facility it does not know', () => {
    const network = buildWalkNetwork(splitWays(randomTown(5)).segments);
    const whatIf = new CoverageWhatIf(new WhatIfIndex(groundOf(network, [null], 1, 1)), [], 100);
    expect(() => whatIf.close(0)).toThrow('facility 0 of 0');
    expect(() => whatIf.open({ edge: -1, offsetMeters: 0, accessMeters: 0, lon: 0, lat: 0 })).toThrow('edge');
    expect(() => whatIf.put([{ facility: 1, place: null }])).toThrow('facility 1 of 0');
    expect(whatIf.facilities).toEqual([]);
    const closed = { facility: 0, place: null };
    expect(() => whatIf.put([closed, closed])).toThrow('once');
  });
});

const portoAlegre = sharedData('osm/porto-alegre.osm.pbf');

describe.skipIf(!portoAlegre)('CoverageWhatIf on Porto Alegre (needs the shared data)', () => {
  it('equals the full recomputation over a long day of planning with 500 facilities', async () => {
    const { ways } = await readOsmWalkways(portoAlegre!);
    const network = buildWalkNetwork(splitWays(ways).segments);
    const index = new EdgeIndex(network);
    const random = randomNumbers(77);
    const somewhere = (): Snap | null => {
      const node = Math.floor(random() * network.nodeCount);
      const spread = (): number => (random() - 0.5) * 2e-3;
      return index.snap(network.nodeLon[node] + spread(), network.nodeLat[node] + spread());
    };
    const demand = Array.from({ length: 20_000 }, somewhere);
    const places = Array.from({ length: 900 }, somewhere).filter((snap) => snap !== null);
    const ground = groundOf(network, demand, 230, 5);
    for (const limit of [57_600, 90_000, Infinity]) {
      const whatIf = new CoverageWhatIf(new WhatIfIndex(ground), places.slice(0, 500), limit);
      for (let step = 0; step < 60; step++) {
        const kind = (['open', 'close', 'move'] as const)[step % 3];
        take(whatIf, { kind, which: Math.floor(random() * 1e6), where: Math.floor(random() * 1e6) }, places);
        if (step % 10 !== 9) continue;
        const expected = recomputed(ground, whatIf.facilities, Math.min(limit, 2 ** 30));
        expect(said(whatIf, 230)).toEqual(expected);
      }
    }
  });
});
