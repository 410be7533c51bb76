import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { MclpProblem } from '../../../src/kernel/siting/mclp-problem.js';
import { solveMclp } from '../../../src/kernel/siting/solve-mclp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import { sharedData } from '../../support/shared-data.js';

const solver = new HighsSolver();
afterAll(() => solver.close());

async function optimum(problem: MclpProblem) {
  const outcome = await solveMclp(problem, solver, { timeLimitSeconds: 30 });
  if (outcome.status !== 'planned') throw new Error(`not planned: ${outcome.status}`);
  expect(outcome.plan.isOptimal).toBe(true);
  return outcome.plan;
}

/** Every candidate within `limit` of a demand point covers it (inclusive). */
function problemOf(
  demand: { id: string; weight: number }[],
  candidateIds: string[],
  distance: (candidate: number, point: number) => number,
  limit: number,
  p: number,
): MclpProblem {
  const lists = candidateIds.map((_, c) =>
    demand.flatMap((_point, i) => (distance(c, i) <= limit ? [i] : [])),
  );
  const offset = [0];
  for (const list of lists) offset.push(offset[offset.length - 1] + list.length);
  return {
    demandIds: demand.map((point) => point.id),
    demandWeight: Float64Array.from(demand, (point) => point.weight),
    alreadyCovered: new Uint8Array(demand.length),
    candidateIds,
    covers: { offset: Int32Array.from(offset), demand: Int32Array.from(lists.flat()) },
    p,
  };
}

function csvRows(file: string): string[][] {
  const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
  return lines.map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')));
}

const sjc = sharedData('location/sjc-mclp/optima.csv');

describe.skipIf(!sjc)('São José dos Campos (needs the shared data: location/sjc-mclp)', () => {
  const instance = (name: string) => {
    const numbers = (file: string) =>
      readFileSync(sharedData(`location/sjc-mclp/${file}`)!, 'utf8')
        .trim()
        .split(/\s+/)
        .map(Number);
    const [, ...coordinates] = numbers(`${name}.txt`);
    const demand = numbers(`demand-${name}.dat`).map((weight, i) => ({ id: `${i}`, weight }));
    const distance = (a: number, b: number) =>
      Math.hypot(coordinates[2 * a] - coordinates[2 * b], coordinates[2 * a + 1] - coordinates[2 * b + 1]);
    return { demand, distance };
  };

  it.each(sjc ? csvRows(sjc) : [])(
    '%s with demand %i, S = %i m, p = %i covers %i',
    async (name, _total, s, p, best) => {
      const { demand, distance } = instance(name);
      const ids = demand.map((point) => point.id);
      const plan = await optimum(problemOf(demand, ids, distance, Number(s), Number(p)));
      expect(plan.objective).toBe(Number(best));
      expect(plan.sites.length).toBeLessThanOrEqual(Number(p));
    },
  );
});

const spopt = sharedData('location/spopt-sf/expected.json');

describe.skipIf(!spopt)('San Francisco (needs the shared data: location/spopt-sf)', () => {
  it('finds the optimum proved by enumeration, the same stores', async () => {
    const { MCLP: expected, total_weight: total } = JSON.parse(readFileSync(spopt!, 'utf8'));
    const people = csvRows(sharedData('location/spopt-sf/SF_demand_205_centroid_uniform_weight.csv')!);
    const demand = people
      .map((row) => ({ id: row[3], weight: Number(row[6]) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const meters = new Map<string, number>();
    const stores = new Set<string>();
    for (const [distance, store, tract] of csvRows(
      sharedData('location/spopt-sf/SF_network_distance_candidateStore_16_censusTract_205_new.csv')!,
    )) {
      stores.add(store);
      meters.set(`${store} ${tract}`, Number(distance));
    }
    const ids = [...stores].sort();
    const distance = (store: number, point: number) => meters.get(`${ids[store]} ${demand[point].id}`)!;
    expect(demand).toHaveLength(205);
    expect(demand.reduce((sum, point) => sum + point.weight, 0)).toBe(total);
    const plan = await optimum(problemOf(demand, ids, distance, expected.S, expected.p));
    expect(plan.objective).toBe(expected.covered_weight);
    expect(plan.sites.map((site) => site.candidateId).sort()).toEqual(expected.sites);
  });
});
