import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askEverything, toldAlike, type Under } from '../support/everything-asked.js';
import {
  A,
  B,
  C,
  COUNTY,
  D,
  gridNetwork,
  gridPlace,
  gridTown,
  publishNetwork,
  STREET,
  TOWN,
  type TownFacility,
  writeTown,
} from '../support/grid-town.js';
import { openProgram, type Program } from '../support/program.js';
import { randomNumbers } from '../support/random-town.js';
import type { Json } from '../support/rooms.js';
import { temporaryFile } from '../support/temporary-file.js';
import { writeBoundaries, writeEstates, writeLand } from '../support/town-readings.js';

const SIZE = 9;
const HALF = SIZE / 2 - 0.5;
const random = randomNumbers(5);
const somewhere = (): [number, number] => [random() * (SIZE - 1), random() * (SIZE - 1)];
const communityAt = ([east, north]: readonly [number, number]) =>
  [A, B, C, D][(north > HALF ? 2 : 0) + (east > HALF ? 1 : 0)];
const place = (at: readonly [number, number]) => {
  const [lon, lat] = gridPlace(...at);
  return { lon, lat };
};

const facilities: TownFacility[] = Array.from({ length: 10 }, (_, k) => {
  const at = somewhere();
  return {
    ...{ id: `f${k}`, at, division: communityAt(at), assigned: k === 4 ? [C] : [] },
    kind: k % 5 === 3 ? 'MEAL_POINT' : 'COMMUNITY_STATION',
    statuses: [['2020-01-01', k === 8 ? 'PLANNED' : 'OPERATING']],
  };
});
const demand = Array.from({ length: 60 }, (_, k) => {
  const at = k === 7 ? ([30, 30] as const) : somewhere();
  return { id: `d${k}`, at, elderly60: Math.round(random() * 500) / 7, division: communityAt(at) };
});
const estates = Array.from({ length: 12 }, (_, k) => {
  const at = somewhere();
  return { id: `e${k}`, households: 10 + k, at, division: communityAt(at) };
});

/** Nothing of a scenario may show in what is asked without one. */
describe('the laws of scenarios', () => {
  let program: Program;
  let baseline: Json;
  const ask = (under: Under = {}, options = {}) => askEverything(program, COUNTY, under, options);
  const open = (at: readonly [number, number], more: object = {}) => ({
    ...{ kind: 'OPEN', name: '新站', facilityKind: 'COMMUNITY_STATION', at: place(at) },
    ...more,
  });
  const close = (facilityId: string) => ({ kind: 'CLOSE', facilityId });
  const save = async (changes: readonly object[]): Promise<string> => {
    const { createScenario } = await program.ask<Json>(
      'mutation ($input: ScenarioInput!) { createScenario(input: $input) { id } }',
      { input: { name: `情景 ${random()}`, changes } },
    );
    return createScenario.id;
  };

  beforeAll(async () => {
    program = await openProgram();
    const { manager } = program.database;
    await writeTown(manager, { divisions: gridTown.divisions, facilities, demand });
    await publishNetwork(manager, gridNetwork(SIZE));
    await writeEstates(manager, estates);
    const [south, north] = [
      [-0.5, HALF],
      [HALF, SIZE],
    ];
    await writeBoundaries(manager, {
      [A]: [-0.5, south[0], HALF, south[1]],
      [B]: [HALF, south[0], SIZE, south[1]],
      [C]: [-0.5, north[0], HALF, north[1]],
      [D]: [HALF, north[0], SIZE, north[1]],
      [TOWN]: [-0.5, south[0], SIZE, south[1]],
      [STREET]: [-0.5, north[0], SIZE, north[1]],
      [COUNTY]: [-0.5, -0.5, SIZE, SIZE],
    });
    await writeLand(manager, { l1: [1, 1, 3, 3], l2: [5, 5, 8, 8] });
    baseline = await ask();
  }, 120_000);
  afterAll(() => program?.close());

  it('an empty one equals the register byte for byte, saved or not', async () => {
    const bytes = JSON.stringify(baseline);
    expect(JSON.stringify(await ask({ changes: [] }))).toBe(bytes);
    expect(JSON.stringify(await ask({ scenarioId: await save([]) }))).toBe(bytes);
    expect(baseline.coverage.rule.scenarioKey).toBeNull();
    expect(baseline.coverage.population.coveredPeople).toBeGreaterThan(0);
  });

  it('one that opens and closes the same is the register', async () => {
    const changes = [open([1, 1], { id: 'x', beds: 4 }), open([7, 7]), close('scenario:1'), close('x')];
    const told = await ask({ changes });
    expect(told.coverage.rule.scenarioKey).toMatch(/^[0-9a-f]{32}$/);
    expect(toldAlike(told)).toEqual(toldAlike(baseline));
  });

  it('opening never lowers any coverage, closing never raises it', async () => {
    const levels = ({ coverage }: Json) =>
      [
        ...coverage.presence.map(({ numerator }: Json) => numerator),
        coverage.population.coveredPeople,
        coverage.households.coveredHouseholds,
        coverage.area.coveredSquareMeters,
      ] as number[];
    const changes: object[] = [];
    let before = levels(baseline);
    for (let round = 0; round < 4; round++) {
      changes.push(open(somewhere()));
      const after = levels(await ask({ changes }));
      after.forEach((value, at) => expect(value).toBeGreaterThanOrEqual(before[at]));
      before = after;
    }
    for (const id of ['f0', 'f1', 'f2']) {
      changes.push(close(id));
      const after = levels(await ask({ changes }));
      after.forEach((value, at) => expect(value).toBeLessThanOrEqual(before[at]));
      before = after;
    }
    expect(await ask()).toEqual(baseline);
  });

  it('saved and unsaved are the same, and unsaved ones come on top of saved ones', async () => {
    const [first, second] = [open([1, 7]), close('f0')];
    const together = await ask({ changes: [first, second] });
    expect(await ask({ scenarioId: await save([first, second]) })).toEqual(together);
    expect(await ask({ scenarioId: await save([first]), changes: [second] })).toEqual(together);
    expect(together).not.toEqual(await ask({ changes: [first] }));
  });

  it('the order tells where it should: the last word on a facility counts, other changes go either way', async () => {
    const meals = { kind: 'RESIZE', facilityId: 'f0', capabilities: ['MEAL'] };
    const none = { kind: 'RESIZE', facilityId: 'f0', capabilities: ['BATH'] };
    const asked = { service: 'MEAL' };
    const on = await ask({ changes: [none, meals] }, asked);
    expect(toldAlike(await ask({ changes: [meals] }, asked))).toEqual(toldAlike(on));
    expect(on.coverage.population).not.toEqual(
      (await ask({ changes: [meals, none] }, asked)).coverage.population,
    );
    const [one, other] = [open([1, 1], { id: 'x' }), close('f1')];
    const told = (changes: object[]) => ask({ changes }).then(toldAlike);
    const strip = (answer: Json) => JSON.parse(JSON.stringify(answer).replace(/"changeIndex":\d+,?/g, ''));
    expect(strip(await told([one, other]))).toEqual(strip(await told([other, one])));
  });

  it.each([
    ['STATION', 'COMMUNITY_STATION', ''],
    ['MEAL', 'COMMUNITY_STATION', 'MEAL;BATH'],
  ])('opening one equals importing it for real, asked for %s', async (service, kind, capabilities) => {
    const at = somewhere();
    const [id, asked] = [`real-${service}`, { service }];
    const { lon, lat } = place(at);
    const projected = await ask(
      {
        changes: [
          open(at, {
            ...{ id, name: '真站', facilityKind: kind, beds: 12, assignedTo: [B] },
            capabilities: capabilities === '' ? [] : capabilities.split(';'),
          }),
        ],
      },
      asked,
    );
    const rows = `id,name,kind,capabilities,beds,assignedTo,lon,lat\n${id},真站,${kind},${capabilities},12,${B},${lon},${lat}\n`;
    const report = await program.importFile('facilities', temporaryFile('one.csv', rows));
    expect(report).toMatchObject({ inserted: 1 });
    const { coverage: projectedCoverage, ...projectedRest } = toldAlike(projected);
    const { coverage, ...rest } = toldAlike(await ask({}, asked));
    expect({ ...projectedCoverage, rule: null }).toEqual({ ...coverage, rule: null });
    expect(projectedRest).toEqual(rest);
    expect(toldAlike(await ask({ changes: [close(id)] }, asked)).coverage.population.coveredPeople).toBe(
      toldAlike(await ask({ changes: [close(id), open([30, 30.5], { id: 'far' })] }, asked)).coverage
        .population.coveredPeople,
    );
  });

  it('what-if answers OPEN and CLOSE as the scenario computed anew', async () => {
    const WHAT_IF = `query ($changes: [FacilityChangeInput!]!, $scenarioId: ID) {
      whatIf(divisionCode: "${COUNTY}", service: STATION, walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01",
        changes: $changes, scenarioId: $scenarioId) {
        coverageBefore { coveredPeople totalPeople } coverageAfter { coveredPeople totalPeople }
        presence { level numeratorAfter denominator } } }`;
    for (let round = 0; round < 6; round++) {
      const [at, id] = [somewhere(), `f${[0, 1, 2, 5, 6, 7][round]}`];
      const changes = random() < 0.5 ? [open(at), close(id)] : [close(id), open(at)];
      const { coverage } = await ask({ changes });
      const { coveredPeople, totalPeople } = coverage.population;
      const tried = changes.map(({ kind, ...change }: Json) =>
        kind === 'OPEN' ? { kind, at: change.at } : { kind, ...change },
      );
      const { whatIf } = await program.ask<Json>(WHAT_IF, { changes: tried });
      expect(whatIf.coverageAfter.coveredPeople).toBeCloseTo(coveredPeople, 9);
      expect(whatIf.coverageAfter.totalPeople).toBeCloseTo(totalPeople, 9);
      expect(whatIf.presence.map(({ level, numeratorAfter }: Json) => [level, numeratorAfter])).toEqual(
        coverage.presence.map(({ level, numerator }: Json) => [level, numerator]),
      );
      // On top of a saved scenario a what-if begins where that ends.
      const scenarioId = await save([changes[0]]);
      const { whatIf: onTop } = await program.ask<Json>(WHAT_IF, { changes: [tried[1]], scenarioId });
      expect(onTop.coverageAfter).toEqual(whatIf.coverageAfter);
    }
  });
});
