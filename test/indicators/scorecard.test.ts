import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readingDraftOf } from '../../src/indicators/index.js';
import { countStatements } from '../support/count-statements.js';
import { openProgram, type Program } from '../support/program.js';
import type { Json } from '../support/rooms.js';
import { COUNTY, seedSmallCounty, TOWNSHIP } from '../support/small-county.js';

const CITY = '990100000000';

let program: Program;
beforeAll(async () => {
  program = await openProgram();
  await seedSmallCounty(program.database.manager);
  await program.rooms.indicators.prepare();
  const { manager } = program.database;
  await manager.query(`INSERT INTO policy_document (key, title, jurisdiction_code, issued_on, status, verified, source_key)
    VALUES ('plan', '行动方案', '${CITY}', '2024-01-01', 'IN_FORCE', true, 'survey')`);
  await manager.query(
    `INSERT INTO policy_clause (document_key, clause, summary, source_key) VALUES ('plan', '一', '', 'survey'), ('plan', '二', '', 'survey')`,
  );
  const target = (
    code: string,
    key: string,
    scope: string,
    value: number,
    direction = 'AT_LEAST',
    clause = '一',
  ) =>
    manager.query(
      `INSERT INTO target (jurisdiction_code, indicator_key, scope, direction, value, deadline, document_key, clause,
         recorded_by, source_key) VALUES ($1, $2, $3, $4, $5, '2025-12-31', 'plan', $6, 'test', 'survey')`,
      [code, key, scope, direction, value, clause],
    );
  await target(COUNTY, 'nursing-bed-share', 'WHOLE', 0.55);
  await target(COUNTY, 'rated-institution-share', 'WHOLE', 0.8);
  await target(COUNTY, 'institutions-extending-home-service', 'WHOLE', 0.05);
  await target(COUNTY, 'community-station-coverage', 'WHOLE', 0.8);
  await target(COUNTY, 'community-station-coverage', 'WHOLE', 1, 'AT_LEAST', '二');
  await target(COUNTY, 'community-facility-coverage-urban', 'WHOLE', 1);
  await target(COUNTY, 'fifteen-minute-elderly-share', 'WHOLE', 0.9);
  await target(COUNTY, 'family-bed-subsidy', 'WHOLE', 7000, 'EXACTLY');
  await target(CITY, 'town-service-center', 'WHOLE', 1);
  await target(CITY, 'home-visit-people', 'EACH_COUNTY', 100);
  await target(CITY, 'home-visit-people', 'WHOLE', 400);
  await target(CITY, 'community-station-coverage', 'EACH_TOWN', 0.7);
});
afterAll(() => program?.close());

interface Line {
  readonly target: {
    readonly indicator: { readonly key: string };
    readonly scope: string;
    readonly value: number;
  };
  readonly [field: string]: unknown;
}

const LINES = `lines { target { value scope clause { clause } indicator { key } rivals { value } } inherited measure basis
  numerator denominator value reason rule otherWays { rule numerator denominator } readingMonth
  reporting { divisions of } attainment met unitsShort status inConflict synthetic
  pace { status elapsed expected ahead reason } shortUnits { totalCount edges { node { divisionCode name value reason } } } }`;

async function linesOf(code: string, asOf: string): Promise<Line[]> {
  const { scorecard } = await program.ask<{ scorecard: { lines: Line[] } }>(
    `{ scorecard(divisionCode: "${code}", asOf: "${asOf}") { ${LINES} } }`,
    {},
    'public',
  );
  return scorecard.lines;
}

const pick = (lines: readonly Line[], key: string, scope = 'WHOLE') =>
  lines.find(({ target }) => target.indicator.key === key && target.scope === scope)!;

function record(code: string, key: string, month: string, value: number) {
  const draft = {
    jurisdictionCode: code,
    indicatorKey: key,
    month,
    value,
    document: '月报',
    restates: false,
  };
  return program.rooms.indicators.readings.record(readingDraftOf(draft), {
    actor: 'tester',
    role: 'planner',
  });
}

describe('computed figures', () => {
  test('nursing beds, ratings and services of the institutions that operate on the date', async () => {
    const before = await linesOf(COUNTY, '2024-12-15');
    expect(pick(before, 'nursing-bed-share')).toMatchObject({
      numerator: 70,
      denominator: 160,
      value: 0.4375,
      met: false,
    });
    expect(pick(before, 'rated-institution-share')).toMatchObject({
      numerator: 1,
      denominator: 2,
      unitsShort: 1,
    });
    // The home of 40 beds closes on 1 January.
    const after = await linesOf(COUNTY, '2025-01-01');
    expect(pick(after, 'nursing-bed-share')).toMatchObject({
      numerator: 70,
      denominator: 120,
      status: 'ACHIEVED',
    });
    expect(pick(after, 'rated-institution-share')).toMatchObject({ numerator: 1, denominator: 1, met: true });
    expect(pick(after, 'institutions-extending-home-service')).toMatchObject({
      numerator: 0,
      denominator: 1,
    });
  });

  test('units with a facility, the whole units short, and which are without', async () => {
    const line = pick(await linesOf(COUNTY, '2025-01-01'), 'community-station-coverage');
    expect(line).toMatchObject({ numerator: 6, denominator: 8, value: 0.75, unitsShort: 1, met: false });
    expect(line.attainment).toBeCloseTo(0.75 / 0.8, 12);
    expect(line.shortUnits).toEqual({
      totalCount: 2,
      edges: [
        { node: { divisionCode: '990101201201', name: '柿树村', value: null, reason: null } },
        { node: { divisionCode: '990101201202', name: '河西村', value: null, reason: null } },
      ],
    });
    expect(line.rule).toContain('2025-01-01');
    expect(line.synthetic).toBe(true);
  });

  test('says how urban was told from rural, and what the other ways give', async () => {
    const line = pick(await linesOf(COUNTY, '2025-01-01'), 'community-facility-coverage-urban');
    expect(line).toMatchObject({ numerator: 4, denominator: 4 });
    expect(line.rule).toContain('BY_UNIT_CODE');
    expect(line.otherWays).toEqual([{ rule: 'BY_PARENT', numerator: 3, denominator: 3 }]);
    const { scorecard } = await program.ask<Json>(
      `{ scorecard(divisionCode: "${COUNTY}", asOf: "2025-01-01", urbanRuralRule: BY_PARENT) { urbanRuralRule ${LINES} } }`,
    );
    expect(pick(scorecard.lines, 'community-facility-coverage-urban')).toMatchObject({
      numerator: 3,
      denominator: 3,
    });
  });

  test('without a network nobody is said to walk', async () => {
    const line = pick(await linesOf(COUNTY, '2025-01-01'), 'fifteen-minute-elderly-share');
    expect(line).toMatchObject({ value: null, reason: 'NO_NETWORK', status: 'UNKNOWN', unitsShort: null });
  });

  test('a division without institutions has no share, not 0', async () => {
    await program.database.manager.query(
      `INSERT INTO target (jurisdiction_code, indicator_key, value, deadline, document_key, clause, recorded_by, source_key)
       VALUES ('${TOWNSHIP}', 'rated-institution-share', 0.5, '2025-12-31', 'plan', '一', 'test', 'survey')`,
    );
    const line = pick(await linesOf(TOWNSHIP, '2025-02-01'), 'rated-institution-share');
    expect(line).toMatchObject({
      numerator: 0,
      denominator: 0,
      value: null,
      reason: 'NO_DENOMINATOR',
      met: null,
    });
  });
});

describe('targets', () => {
  test('of one subject in two clauses contradict each other; both are shown', async () => {
    const lines = (await linesOf(COUNTY, '2025-01-01')).filter(
      ({ target }) => target.indicator.key === 'community-station-coverage' && target.scope === 'WHOLE',
    );
    expect(lines.map(({ target, inConflict }) => [target.value, inConflict])).toEqual([
      [0.8, true],
      [1, true],
    ]);
  });

  test('the plan of Benxi contradicts itself, and its divisions need not be imported', async () => {
    const lines = await linesOf('210500000000', '2024-06-01');
    const line = pick(lines, 'service-complex-town');
    expect(line).toMatchObject({ inConflict: true, value: null, reason: 'NOT_IMPORTED', status: 'UNKNOWN' });
    expect((line.target as Json).rivals).toEqual([{ value: 0.5 }]);
    expect(pick(lines, 'comprehensive-coverage-subdistrict').target.value).toBe(0.7);
    expect(lines.some(({ target }) => target.indicator.key === 'people-trained')).toBe(true);
  });

  test('of each unit are held against every unit, and name those that fall short', async () => {
    const line = pick(await linesOf(CITY, '2025-01-01'), 'community-station-coverage', 'EACH_TOWN');
    expect(line).toMatchObject({ measure: 'UNITS_REACHING', numerator: 2, denominator: 3, unitsShort: 1 });
    expect((line.shortUnits as Json).edges.map(({ node }: Json) => node)).toEqual([
      { divisionCode: TOWNSHIP, name: '柿树乡', value: 0, reason: null },
    ]);
  });

  test('of a higher division hold below it when they speak of each unit, and only then', async () => {
    const county = await linesOf(COUNTY, '2025-01-01');
    expect(pick(county, 'home-visit-people', 'EACH_COUNTY')).toMatchObject({ inherited: true });
    expect(pick(county, 'home-visit-people')).toBeUndefined();
    expect(pick(county, 'town-service-center')).toBeUndefined();
    const township = await linesOf(TOWNSHIP, '2025-01-01');
    expect(township.map(({ target }) => target.scope)).toEqual(['EACH_TOWN', 'WHOLE']);
  });

  test('a version counts from its day on', async () => {
    await program.database.manager.query(
      `INSERT INTO target (jurisdiction_code, indicator_key, value, deadline, document_key, clause, version, valid_from,
         document, recorded_by, source_key)
       VALUES ('${COUNTY}', 'rated-institution-share', 0.9, '2025-12-31', 'plan', '一', 2, '2025-03-01', '任务分解', 'test', 'survey')`,
    );
    expect(pick(await linesOf(COUNTY, '2025-02-28'), 'rated-institution-share').target.value).toBe(0.8);
    expect(pick(await linesOf(COUNTY, '2025-03-01'), 'rated-institution-share').target.value).toBe(0.9);
  });
});

describe('reported figures', () => {
  test('the latest reading up to the date counts; a city adds up its counties, and says how many reported', async () => {
    await record(COUNTY, 'home-visit-people', '2024-03', 30);
    await record(COUNTY, 'home-visit-people', '2024-05', 120);
    const march = await linesOf(CITY, '2024-04-10');
    expect(pick(march, 'home-visit-people')).toMatchObject({
      value: 30,
      readingMonth: '2024-03',
      reporting: { divisions: 1, of: 1 },
      unitsShort: 370,
      basis: 'REPORTED',
    });
    expect(pick(march, 'home-visit-people', 'EACH_COUNTY')).toMatchObject({
      numerator: 0,
      denominator: 1,
      unitsShort: 1,
    });
    const may = await linesOf(CITY, '2024-05-31');
    expect(pick(may, 'home-visit-people', 'EACH_COUNTY')).toMatchObject({
      numerator: 1,
      value: 1,
      status: 'ACHIEVED',
    });
  });

  test('stands against a straight line from the day of the document', async () => {
    // 2024-07-01 is 182 of 730 days: the line asks for 400 · 182 / 730.
    const { pace, status } = pick(await linesOf(CITY, '2024-07-01'), 'home-visit-people') as Json;
    expect(pace.elapsed).toBeCloseTo(182 / 730, 12);
    expect(pace.expected).toBeCloseTo((400 * 182) / 730, 9);
    expect(pace.ahead).toBeCloseTo(120 - (400 * 182) / 730, 9);
    expect(status).toBe('ON_PACE');
    expect(pick(await linesOf(CITY, '2026-01-01'), 'home-visit-people').status).toBe('OVERDUE');
  });

  test('of what is counted per year, a target is held against the readings of its own year', async () => {
    const { manager } = program.database;
    for (const [value, deadline] of [
      [300, '2024-12-31'],
      [100, '2025-12-31'],
    ])
      await manager.query(
        `INSERT INTO target (jurisdiction_code, indicator_key, value, deadline, document_key, clause, recorded_by, source_key)
         VALUES ('${COUNTY}', 'home-retrofits', $1, $2, 'plan', '一', 'test', 'survey')`,
        [value, deadline],
      );
    await record(COUNTY, 'home-retrofits', '2024-11', 280);
    await record(COUNTY, 'home-retrofits', '2025-02', 60);
    const retrofits = async (asOf: string) =>
      (await linesOf(COUNTY, asOf)).filter(({ target }) => target.indicator.key === 'home-retrofits');
    expect(await retrofits('2024-12-15')).toMatchObject([
      { value: 280, readingMonth: '2024-11', unitsShort: 20, status: 'BEHIND' },
      { value: null, reason: 'NOT_DUE', status: 'UNKNOWN' },
    ]);
    const [last, now] = await retrofits('2025-03-31');
    expect(last).toMatchObject({ value: 280, readingMonth: '2024-11', status: 'OVERDUE' });
    // 89 of 364 days from New Year: the line asks for 24.45.
    expect(now).toMatchObject({ value: 60, readingMonth: '2025-02', status: 'ON_PACE' });
    expect((now.pace as Json).elapsed).toBeCloseTo(89 / 364, 12);
    expect((now.pace as Json).expected).toBeCloseTo((100 * 89) / 364, 9);
  });

  test('a rate of pay is met at its value only', async () => {
    await record(COUNTY, 'family-bed-subsidy', '2024-05', 7200);
    expect(pick(await linesOf(COUNTY, '2024-06-01'), 'family-bed-subsidy')).toMatchObject({
      met: false,
      status: 'UNKNOWN',
    });
    await record(COUNTY, 'family-bed-subsidy', '2024-06', 7000);
    expect(pick(await linesOf(COUNTY, '2024-06-30'), 'family-bed-subsidy')).toMatchObject({
      met: true,
      status: 'ACHIEVED',
    });
  });
});

test('trend: what stood at each month’s end, computed by the status of that day or reported for that month', async () => {
  const ask = (code: string, asOf: string) =>
    program.ask<Json>(`{ scorecard(divisionCode: "${code}", asOf: "${asOf}") { lines { target { value scope indicator { key } }
      trend(months: 4) { month numerator denominator value }
      recentPace { status latestMonth months gainedPerMonth neededPerMonth reason } } } }`);
  const { scorecard } = await ask(COUNTY, '2025-08-15');
  const line = pick(scorecard.lines, 'community-station-coverage') as Json;
  // f-05 begins on 1 July.
  expect(line.trend.map(({ month, numerator }: Json) => [month, numerator])).toEqual([
    ['2025-05', 6],
    ['2025-06', 6],
    ['2025-07', 7],
    ['2025-08', 7],
  ]);
  expect(line.recentPace).toMatchObject({ status: 'ACHIEVED', latestMonth: '2025-07-01', months: 3 });
  expect(line.recentPace.gainedPerMonth).toBeCloseTo(1 / 8 / 3, 12);

  const city = await ask(CITY, '2024-06-30');
  const trained = pick(city.scorecard.lines, 'home-visit-people') as Json;
  expect(trained.trend.map(({ value }: Json) => value)).toEqual([30, null, 120, null]);
  expect(trained.recentPace).toMatchObject({ latestMonth: '2024-05-01', months: 2, gainedPerMonth: 45 });
});

test('a rate that is overpaid is not achieved by its last three months either', async () => {
  const { scorecard } = await program.ask<Json>(`{ scorecard(divisionCode: "${COUNTY}", asOf: "2024-05-31") {
    lines { target { indicator { key } scope } status recentPace { status neededPerMonth } } } }`);
  expect(pick(scorecard.lines, 'family-bed-subsidy')).toMatchObject({
    status: 'UNKNOWN',
    recentPace: { status: 'UNKNOWN', neededPerMonth: null },
  });
});

test('parts: every town and community with its coverage, in one list', async () => {
  const { scorecard } = await program.ask<Json>(`{ scorecard(divisionCode: "${COUNTY}", asOf: "2025-01-01") {
    division { name } parts(levels: [SUBDISTRICT, TOWN, TOWNSHIP, COMMUNITY, VILLAGE], service: STATION, first: 100) {
      totalCount edges { node { divisionCode name coverage { rule { asOf } presence(level: VILLAGE) { numerator denominator } } } } } } }`);
  expect(scorecard.division.name).toBe('清溪区');
  expect(scorecard.parts.totalCount).toBe(11);
  const [street, community] = scorecard.parts.edges.map(({ node }: Json) => node);
  expect(street).toMatchObject({ name: '东风街道', coverage: { rule: { asOf: '2025-01-01' } } });
  expect(street.coverage.presence).toEqual([{ numerator: 1, denominator: 1 }]);
  expect(community.name).toBe('东风社区');
});

test('the dispatch has a row per county and a column per target, with change and place', async () => {
  const { dispatch } = await program.ask<Json>(`{ dispatch(jurisdictionCode: "${CITY}", month: "2024-05") {
    frozen { sha256 } columns { indicatorKey scope target }
    rows { divisionName cells { value change rank status readingMonth } } } }`);
  const at = (key: string, scope: string) =>
    dispatch.columns.findIndex((column: Json) => column.indicatorKey === key && column.scope === scope);
  expect(dispatch.frozen).toBeNull();
  expect(dispatch.rows.map(({ divisionName }: Json) => divisionName)).toEqual(['清溪区']);
  const { cells } = dispatch.rows[0];
  expect(cells[at('home-visit-people', 'EACH_COUNTY')]).toEqual({
    ...{ value: 120, change: 90, rank: null, status: 'ACHIEVED', readingMonth: '2024-05' },
  });
  // A county's amount cannot be held against what the whole city promised.
  expect(cells[at('home-visit-people', 'WHOLE')]).toMatchObject({ value: 120, status: null });
  expect(cells[at('town-service-center', 'WHOLE')]).toMatchObject({ value: 0, change: 0, rank: 1 });
});

test('a county that reports is dispatched though it is not imported, as zones beside the counties are', async () => {
  await record('990171000000', 'home-visit-people', '2024-05', 7);
  const { dispatch } = await program.ask<Json>(
    `{ dispatch(jurisdictionCode: "${CITY}", month: "2024-05") { columns { indicatorKey scope } rows { divisionCode divisionName cells { value } } } }`,
  );
  expect(dispatch.rows.map(({ divisionCode, divisionName }: Json) => [divisionCode, divisionName])).toEqual([
    [COUNTY, '清溪区'],
    ['990171000000', '990171000000'],
  ]);
  const at = dispatch.columns.findIndex(({ indicatorKey }: Json) => indicatorKey === 'home-visit-people');
  expect(dispatch.rows.map(({ cells }: Json) => cells[at].value)).toEqual([120, 7]);
});

test('statements do not grow with targets or units', async () => {
  const ask = (code: string) =>
    countStatements(program.database, () =>
      program.ask(`{ scorecard(divisionCode: "${code}", asOf: "2025-01-01") { ${LINES} } }`),
    );
  await ask(CITY);
  const small = (await ask(TOWNSHIP)).statements.length;
  const large = (await ask(CITY)).statements.length;
  expect(large).toBe(small);
  expect(large).toBeLessThanOrEqual(9);
});

test.each([
  ['divisionCode: "12"', '12 digits'],
  ['divisionCode: "990909000000"', 'no division'],
  [`divisionCode: "${COUNTY}", asOf: "2025-01-01", month: "2025-01"`, 'not both'],
  [`divisionCode: "${COUNTY}", month: "2025-13"`, 'expected a month as YYYY-MM, got "2025-13"'],
])('refuses %s', async (args, message) => {
  await expect(program.ask(`{ scorecard(${args}) { asOf } }`)).rejects.toThrow(message);
});
