import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/platform/access/viewer.js';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
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
  writeTown,
} from '../support/grid-town.js';
import { countStatements } from '../support/count-statements.js';
import { openProgram, type Program } from '../support/program.js';
import type { Json } from '../support/rooms.js';
import { writeBoundaries } from '../support/town-readings.js';

const place = (east: number, north: number) => {
  const [lon, lat] = gridPlace(east, north);
  return { lon, lat };
};
const open = (east: number, north: number, more: object = {}) => ({
  ...{ kind: 'OPEN', name: '新站', facilityKind: 'COMMUNITY_STATION', at: place(east, north) },
  ...more,
});
const QUESTION = 'service: STATION, walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01"';
const CREATE = 'mutation ($input: ScenarioInput!) { createScenario(input: $input) { id version key } }';
const UPDATE =
  'mutation ($id: ID!, $version: Int!, $input: ScenarioInput!) { updateScenario(id: $id, version: $version, input: $input) { id version note changes { index kind facilityId beds from } } }';
const DELETE = 'mutation ($id: ID!, $version: Int!) { deleteScenario(id: $id, version: $version) }';

describe('scenarios of a town', () => {
  let program: Program;
  const ask = (query: string, variables: Record<string, unknown> = {}, role: Role = 'planner') =>
    program.ask<Json>(query, variables, role);
  /** What a refused request says: its code with the details. */
  const refusal = async (query: string, variables: Record<string, unknown> = {}, role: Role = 'planner') => {
    const error = await ask(query, variables, role).then(
      () => null,
      (thrown: AggregateError) => thrown.errors[0].originalError as Error,
    );
    if (!(error instanceof PlanningError)) throw error ?? new Error('expected a refusal');
    return { code: error.code, message: error.message, ...error.details };
  };
  const audited = async (): Promise<Json[]> =>
    program.database.manager.query(
      `SELECT action, target, details FROM audit_entry WHERE action LIKE 'scenario.%' ORDER BY id`,
    );

  beforeAll(async () => {
    program = await openProgram();
    await writeTown(program.database.manager, gridTown);
    await publishNetwork(program.database.manager, gridNetwork());
    await writeBoundaries(program.database.manager, {
      [A]: [-0.5, -0.5, 2, 2],
      [B]: [2, -0.5, 4.5, 2],
      [C]: [-0.5, 2, 2, 4.5],
      [D]: [2, 2, 4.5, 4.5],
    });
  }, 120_000);
  afterAll(() => program?.close());

  it('are saved, changed by who has read the latest version, listed and deleted, all of it audited', async () => {
    const input = { name: '甲案', changes: [open(1, 1, { beds: 4 }), { kind: 'CLOSE', facilityId: 'F1' }] };
    const { createScenario } = await ask(CREATE, { input });
    const { id } = createScenario;
    expect(createScenario).toMatchObject({ version: 1, key: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(await refusal(CREATE, { input })).toMatchObject({ code: 'CONFLICT', reason: 'NAME_TAKEN' });
    const changes = [{ kind: 'RESIZE', facilityId: 'F1', beds: 9, from: '2026-01-01' }];
    const update = { id, version: 1, input: { ...input, note: '第二稿', changes } };
    expect((await ask(UPDATE, update)).updateScenario).toEqual({
      ...{ id, version: 2, note: '第二稿' },
      changes: [{ index: 0, kind: 'RESIZE', facilityId: 'F1', beds: 9, from: '2026-01-01' }],
    });
    expect(await refusal(UPDATE, update)).toMatchObject({ reason: 'STALE_VERSION', expected: 1, actual: 2 });
    expect(await refusal(DELETE, { id, version: 1 })).toMatchObject({ code: 'CONFLICT' });
    await ask(CREATE, { input: { ...input, name: '乙案' } });
    const first = await ask(
      '{ scenarios(first: 1) { totalCount edges { node { name } } pageInfo { endCursor } } }',
    );
    expect(first.scenarios).toMatchObject({ totalCount: 2, edges: [{ node: { name: '甲案' } }] });
    const rest = await ask(
      'query ($after: String) { scenarios(after: $after) { edges { node { name } } } }',
      {
        after: first.scenarios.pageInfo.endCursor,
      },
    );
    expect(rest.scenarios.edges).toEqual([{ node: { name: '乙案' } }]);
    expect((await ask(DELETE, { id, version: 2 })).deleteScenario).toBe(true);
    expect(await refusal(`{ scenario(id: "${id}") { name } }`)).toMatchObject({ code: 'NOT_FOUND', id });
    expect(await refusal('{ scenario(id: "x") { name } }')).toMatchObject({ code: 'NOT_FOUND' });
    const rows = await audited();
    expect(rows.map(({ action }) => action)).toEqual([
      ...['scenario.create', 'scenario.update', 'scenario.create', 'scenario.delete'],
    ]);
    expect(rows[1]).toMatchObject({ target: id, details: { version: 2, note: '第二稿' } });
  });

  it.each(['public', 'resources'] as const)('are not for the role %s, however named', async (role) => {
    const code = role === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    const asked = [
      '{ scenarios { totalCount } }',
      '{ scenario(id: "1") { name } }',
      `{ coverage(divisionCode: "${COUNTY}", ${QUESTION}, scenarioId: "1") { rule { asOf } } }`,
      `{ coverage(divisionCode: "${COUNTY}", ${QUESTION}, changes: []) { rule { asOf } } }`,
      `{ administrativeDivision(code: "${COUNTY}") { coverage(${QUESTION}, scenarioId: "1") { rule { asOf } } } }`,
      `{ scorecard(divisionCode: "${COUNTY}", changes: []) { asOf } }`,
      `{ fragility(divisionCode: "${COUNTY}", ${QUESTION}, changes: []) { cohort } }`,
      `{ compareCoverage(divisionCode: "${COUNTY}", service: STATION, reading: POPULATION, before: {},
         after: { scenarioChanges: [] }) { undefinedReason } }`,
      `mutation { createScenario(input: { name: "x", changes: [] }) { id } }`,
      `mutation { deleteScenario(id: "1", version: 1) }`,
    ];
    for (const query of asked) expect(await refusal(query, {}, role)).toMatchObject({ code });
  });

  it.each([
    [
      'a facility that does not exist',
      [open(1, 1), { kind: 'CLOSE', facilityId: 'F9' }],
      'NOT_FOUND',
      { change: 1 },
    ],
    [
      'one that does not operate',
      [{ kind: 'CLOSE', facilityId: 'F4' }],
      'FAILED_PRECONDITION',
      { reason: 'NOT_OPERATING' },
    ],
    [
      'a second closing',
      [{ kind: 'CLOSE', facilityId: 'F1' }, open(1, 1), { kind: 'CLOSE', facilityId: 'F1' }],
      'FAILED_PRECONDITION',
      { reason: 'ALREADY_CLOSED', change: 2 },
    ],
    [
      'a place outside the network',
      [open(1, 1), open(9000, 1)],
      'BAD_USER_INPUT',
      { reason: 'OUTSIDE_NETWORK', change: 1 },
    ],
    [
      'a division that does not exist',
      [open(1, 1, { assignedTo: ['110000000000'] })],
      'NOT_FOUND',
      { change: 0 },
    ],
    [
      'what fits today and not on the day it begins',
      [open(1, 1, { id: 'x', from: '2030-01-01' }), { kind: 'CLOSE', facilityId: 'F2', from: '2031-01-01' }],
      'FAILED_PRECONDITION',
      { reason: 'NOT_OPERATING', change: 1 },
    ],
  ])('refuse %s, saved or not, and store nothing', async (_what, changes, code, details) => {
    const entries = (await audited()).length;
    expect(await refusal(CREATE, { input: { name: '不行', changes } })).toMatchObject({ code, ...details });
    const query = `query ($changes: [ScenarioChangeInput!]) {
      coverage(divisionCode: "${COUNTY}", service: STATION, asOf: "2035-01-01", changes: $changes) { rule { asOf } } }`;
    expect(await refusal(query, { changes })).toMatchObject({ code, ...details });
    expect((await audited()).length).toBe(entries);
    expect((await ask('{ scenarios { edges { node { name } } } }')).scenarios.edges).not.toContainEqual({
      node: { name: '不行' },
    });
  });

  it('a place no walkway is near serves nobody on foot, but its unit', async () => {
    const { coverage } = await ask(
      `query ($changes: [ScenarioChangeInput!]) { coverage(divisionCode: "${C}", ${QUESTION}, changes: $changes) {
         presence(level: COMMUNITY) { numerator } population { coveredPeople } } }`,
      { changes: [open(1, 7, { assignedTo: [C] })] },
    );
    expect(coverage).toEqual({ presence: [{ numerator: 1 }], population: { coveredPeople: 0 } });
  });

  it('what a scenario opens is shown as such, and no facility of the register has its id', async () => {
    const { explainCoverage } = await ask(
      `query ($changes: [ScenarioChangeInput!]) { explainCoverage(divisionCode: "${D}", ${QUESTION}, changes: $changes,
         reading: PRESENCE, part: NUMERATOR, level: COMMUNITY) { edges { node { reason facility { id }
         scenarioFacility { id name kind changeIndex location capabilities } } } } }`,
      { changes: [{ kind: 'CLOSE', facilityId: 'F1' }, open(4, 3, { capabilities: ['MEAL'] })] },
    );
    const { lon, lat } = place(4, 3);
    expect(explainCoverage.edges).toEqual([
      {
        node: {
          ...{ reason: 'LOCATED_IN', facility: null },
          scenarioFacility: {
            ...{ id: 'scenario:1', name: '新站', kind: 'COMMUNITY_STATION', changeIndex: 1 },
            ...{ capabilities: ['MEAL'], location: { type: 'Point', coordinates: [lon, lat] } },
          },
        },
      },
    ]);
  });

  it('two compare: what one opens and the other closes adds up exactly', async () => {
    const { createScenario } = await ask(CREATE, {
      input: { name: '对比', changes: [open(4, 4, { id: 'x' }), { kind: 'CLOSE', facilityId: 'F1' }] },
    });
    const { compareCoverage } = await ask(
      `query ($id: ID, $changes: [ScenarioChangeInput!]) { compareCoverage(divisionCode: "${COUNTY}", service: STATION,
         reading: POPULATION, level: COMMUNITY,
         before: { asOf: "2025-01-01", walkMinutes: 5, speedMetersPerSecond: 1, scenarioId: $id }
         after: { asOf: "2025-01-01", walkMinutes: 5, speedMetersPerSecond: 1, scenarioChanges: $changes }) {
         before { numerator rule { scenarioKey } } after { numerator rule { scenarioKey } } difference { numerator denominator }
         parts { step share { numerator denominator } facilities { edges { node { facilityId effect scenarioFacility { name } } } } } } }`,
      { id: createScenario.id, changes: [open(0, 4, { id: 'x', name: '另一处' })] },
    );
    // Before: x stands at d4 (40) and F1 is closed. After: x stands elsewhere, near d5 (8), and F1 serves d1, d3, d7.
    expect([compareCoverage.before.numerator, compareCoverage.after.numerator]).toEqual([45, 26.5]);
    expect(compareCoverage.before.rule).not.toEqual(compareCoverage.after.rule);
    const [built, closed, denominator, rule] = compareCoverage.parts;
    const told = (part: Json) => part.facilities.edges.map(({ node }: Json) => node);
    expect(told(built)).toEqual([
      { facilityId: 'F1', effect: 'BUILT', scenarioFacility: null },
      { facilityId: 'x', effect: 'BUILT', scenarioFacility: { name: '另一处' } },
    ]);
    expect(told(closed)).toEqual([{ facilityId: 'x', effect: 'CLOSED', scenarioFacility: { name: '新站' } }]);
    const value = ({ share }: Json) => Number(share.numerator) / Number(share.denominator);
    expect(value(built) + value(closed)).toBeCloseTo((26.5 - 45) / 93.5, 12);
    expect([value(denominator), value(rule)]).toEqual([0, 0]);
  });

  it('one that only gives a facility the service tells it as beginning to count', async () => {
    const compare = (side: string) =>
      ask(
        `query ($changes: [ScenarioChangeInput!]) { compareCoverage(divisionCode: "${COUNTY}", service: BATH,
           reading: PRESENCE, level: COMMUNITY, before: { asOf: "2025-01-01" ${side === 'before' ? 'scenarioChanges: $changes' : ''} }
           after: { asOf: "2025-01-01" ${side === 'after' ? 'scenarioChanges: $changes' : ''} }) {
           difference { value } parts { step facilities { edges { node { facilityId effect } } } } } }`,
        { changes: [{ kind: 'RESIZE', facilityId: 'F3', capabilities: ['MEAL', 'BATH'] }] },
      );
    const told = ({ compareCoverage: { difference, parts } }: Json) => [
      difference.value,
      ...parts.flatMap(({ step, facilities: { edges } }: Json) =>
        edges.map(({ node }: Json) => [step, node.effect]),
      ),
    ];
    expect(told(await compare('after'))).toEqual([0.25, ['BUILT', 'BEGINS_TO_COUNT']]);
    expect(told(await compare('before'))).toEqual([-0.25, ['CLOSED', 'CEASES_TO_COUNT']]);
  });

  it('a plan takes what a scenario opens and closes as what is there', async () => {
    const covered = async (changes: object[]) => {
      const { coverage, proposeSites } = await ask(
        `query ($changes: [ScenarioChangeInput!]) {
           coverage(divisionCode: "${COUNTY}", ${QUESTION}, changes: $changes) { population { coveredPeople } }
           proposeSites(divisionCode: "${COUNTY}", ${QUESTION}, changes: $changes, count: 1, candidateSource: NETWORK_NODES) {
             ... on SitingPlan { objectivePeople coverageBefore { coveredPeople } rule { scenarioKey } } } }`,
        { changes },
      );
      expect(proposeSites.coverageBefore).toEqual(coverage.population);
      return proposeSites;
    };
    const register = await covered([]);
    const served = await covered([open(4, 4)]);
    expect(register).toMatchObject({ objectivePeople: 48, rule: { scenarioKey: null } });
    expect(served.objectivePeople).toBeLessThan(48);
    expect(served.rule.scenarioKey).not.toBeNull();
  });

  it('a plan that runs as a job takes its scenario along, as it is when it is asked for', async () => {
    const { startSiting } = await ask(
      `mutation ($changes: [ScenarioChangeInput!]) { startSiting(divisionCode: "${COUNTY}", ${QUESTION}, changes: $changes,
         count: 1, candidateSource: NETWORK_NODES) { id } }`,
      { changes: [open(4, 4)] },
    );
    const [{ question }] = await program.database.manager.query('SELECT question FROM job WHERE id = $1', [
      startSiting.id,
    ]);
    expect(JSON.stringify(question)).toMatch(/"scenario":\{"key":"[0-9a-f]{32}","changes":\[\{"kind":"OPEN"/);
  });

  it('beds a scenario gives are what access shares out: all of them, and no more', async () => {
    const { accessibility } = await ask(
      `query ($changes: [ScenarioChangeInput!]) { accessibility(divisionCode: "${COUNTY}", ${QUESTION}, changes: $changes,
         capacity: BEDS) { total { accessTimesPeople } } }`,
      { changes: [{ kind: 'RESIZE', facilityId: 'F1', beds: 30 }, open(0, 0, { beds: 12 })] },
    );
    expect(accessibility.total.accessTimesPeople).toBeCloseTo(42, 9);
  });

  it('a capacitated plan shares out the beds a scenario gives', async () => {
    const served = async (changes: object[]) => {
      const { proposeSites } = await ask(
        `query ($changes: [ScenarioChangeInput!]) { proposeSites(divisionCode: "${COUNTY}", ${QUESTION}, changes: $changes,
           model: CMCLP, count: 1, capacityField: BEDS, newSiteCapacity: 4, candidateSource: NETWORK_NODES) {
           ... on SitingPlan { objective } } }`,
        { changes },
      );
      return proposeSites.objective;
    };
    expect(await served([])).toBe(4);
    expect(await served([{ kind: 'RESIZE', facilityId: 'F1', beds: 7 }])).toBe(11);
  });

  it('nursing beds stay among the beds the register and the changes before say', async () => {
    const { manager } = program.database;
    await manager.query(`UPDATE facility SET beds = 30, nursing_beds = 20 WHERE id = 'F1'`);
    const resize = (more: object) => ({ kind: 'RESIZE', facilityId: 'F1', ...more });
    const input = (...changes: object[]) => ({ input: { name: '床位', changes } });
    expect(await refusal(CREATE, input(resize({ beds: 19 })))).toMatchObject({
      ...{ code: 'FAILED_PRECONDITION', reason: 'NURSING_BEDS_BEYOND_BEDS', change: 0 },
      ...{ id: 'F1', beds: 19, nursingBeds: 20 },
    });
    expect(
      await refusal(
        `query ($changes: [ScenarioChangeInput!]) { coverage(divisionCode: "${COUNTY}", ${QUESTION}, changes: $changes) { rule { asOf } } }`,
        { changes: [resize({ nursingBeds: 25 }), resize({ beds: 24 })] },
      ),
    ).toMatchObject({ reason: 'NURSING_BEDS_BEYOND_BEDS', change: 1 });
    expect((await ask(CREATE, input(resize({ beds: 19, nursingBeds: 10 })))).createScenario.version).toBe(1);
    await manager.query(`UPDATE facility SET beds = NULL, nursing_beds = NULL WHERE id = 'F1'`);
  });

  it('what is asked without one costs no statement for them; with a saved one a single one more', async () => {
    const { createScenario } = await ask(CREATE, { input: { name: '计数', changes: [open(1, 1)] } });
    const parts =
      'children(first: 50) { edges { node { code coverage(SIDE) { population { coveredPeople } } } } }';
    const query = (side: string) =>
      `{ administrativeDivision(code: "${COUNTY}") { ${parts.replace('SIDE', `${QUESTION} ${side}`)} } }`;
    const saved = query(`, scenarioId: "${createScenario.id}"`);
    for (const each of [query(''), saved]) await ask(each);
    const counted = async (each: string) =>
      (await countStatements(program.database, () => ask(each))).statements.length;
    expect(await counted(saved)).toBe((await counted(query(''))) + 1);
  });
});
