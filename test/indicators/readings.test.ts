import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkMonth, readingDraftOf } from '../../src/indicators/index.js';
import type { PlanningError } from '../../src/platform/errors/planning-error.js';
import type { Role } from '../../src/platform/access/viewer.js';
import { countStatements } from '../support/count-statements.js';
import { openProgram, type Program } from '../support/program.js';
import type { Json } from '../support/rooms.js';

const COUNTY = '210502000000';
const PLANNER = { actor: 'tester', role: 'planner' } as const;

let program: Program;
beforeAll(async () => {
  program = await openProgram();
  await program.rooms.indicators.prepare();
});
afterAll(() => program?.close());

const trained = {
  jurisdictionCode: COUNTY,
  indicatorKey: 'people-trained',
  month: '2023-05',
  value: 120,
  document: '培训台账2023-5',
  restates: false,
};

function record(changes: Record<string, unknown> = {}, role: Role = 'planner') {
  const draft = readingDraftOf({ ...trained, ...changes } as never);
  return program.rooms.indicators.readings.record(draft, { actor: 'tester', role });
}

async function refusal(changes: Record<string, unknown>, role: Role = 'planner'): Promise<PlanningError> {
  const before = await stored();
  const error = await (async () => record(changes, role))().then(
    () => null,
    (thrown: PlanningError) => thrown,
  );
  expect(error, JSON.stringify(changes)).not.toBeNull();
  expect(await stored()).toBe(before);
  return error!;
}

async function stored(): Promise<number> {
  const [{ count }] = await program.database.manager.query('SELECT count(*)::int AS count FROM reading');
  return count as number;
}

describe('recording', () => {
  test('keeps counts, value, document and who; a correction names what it corrects', async () => {
    const first = await record();
    expect(first).toMatchObject({
      value: 120,
      numerator: null,
      corrects: null,
      corrected: false,
      recordedBy: 'tester',
    });
    const second = await record({ value: 118, reason: '两人重复登记' });
    expect(second).toMatchObject({ value: 118, corrects: first.id, reason: '两人重复登记' });

    const list = `query ($all: Boolean!) { readings(divisionCode: "210500000000", includeCorrected: $all) {
      totalCount edges { node { month value corrected corrects indicator { key nameZh } } } } }`;
    const now = await program.ask<Json>(list, { all: false }, 'public');
    expect(now.readings.totalCount).toBe(1);
    expect(now.readings.edges[0].node).toMatchObject({ month: '2023-05', value: 118, corrected: false });
    const all = await program.ask<Json>(list, { all: true }, 'public');
    expect(all.readings.edges.map(({ node }: Json) => [node.value, node.corrected])).toEqual([
      [120, true],
      [118, false],
    ]);
    const [audit] = await program.database.manager.query(
      "SELECT actor, details FROM audit_entry WHERE action = 'reading.record' ORDER BY id DESC LIMIT 1",
    );
    expect(audit).toMatchObject({ actor: 'tester', details: { value: 118, reason: '两人重复登记' } });
  });

  test('what is recorded already is left alone', async () => {
    const before = await stored();
    expect((await record({ value: 118 })).value).toBe(118);
    expect(await stored()).toBe(before);
  });

  test('a denominator of 0 leaves no value, and says why', async () => {
    const reading = await record({
      indicatorKey: 'monthly-visit-rate',
      value: null,
      numerator: 0,
      denominator: 0,
    });
    expect(reading).toMatchObject({
      value: null,
      noValueReason: 'NO_DENOMINATOR',
      numerator: 0,
      denominator: 0,
    });
  });

  test('rows are never changed or removed', async () => {
    const { manager } = program.database;
    await expect(manager.query('UPDATE reading SET value = 1')).rejects.toThrow('only ever added');
    await expect(manager.query('DELETE FROM reading')).rejects.toThrow('only ever added');
  });
});

describe('refuses, and stores nothing', () => {
  test.each([
    ['a negative count', { value: -1 }, 'BAD_USER_INPUT', 'value'],
    ['half a person', { value: 1.5 }, 'BAD_USER_INPUT', 'value'],
    ['no figure', { value: null }, 'BAD_USER_INPUT', 'value'],
    ['an unknown indicator', { indicatorKey: 'no-such' }, 'NOT_FOUND', 'indicatorKey'],
    [
      'a computed indicator',
      { indicatorKey: 'nursing-bed-share', value: 0.5 },
      'BAD_USER_INPUT',
      'indicatorKey',
    ],
    ['a month to come', { month: '2199-01' }, 'BAD_USER_INPUT', 'month'],
    ['no month', { month: 'spring' }, 'BAD_USER_INPUT', 'month'],
    ['a bad code', { jurisdictionCode: '2105' }, 'BAD_USER_INPUT', 'jurisdictionCode'],
    ['no document', { document: ' ' }, 'BAD_USER_INPUT', 'document'],
    ['a second figure without a reason', { value: 130 }, 'CONFLICT', 'reason'],
    ['a share above 1', { indicatorKey: 'assessment-rate-80', value: 1.2 }, 'BAD_USER_INPUT', 'value'],
    [
      'more counted than there are',
      { indicatorKey: 'assessment-rate-80', value: null, numerator: 5, denominator: 4 },
      'BAD_USER_INPUT',
      'numerator',
    ],
    [
      'half a share',
      { indicatorKey: 'assessment-rate-80', value: null, numerator: 5 },
      'BAD_USER_INPUT',
      'numerator',
    ],
    ['something half done', { indicatorKey: 'work-plan-issued', value: 0.5 }, 'BAD_USER_INPUT', 'value'],
  ])('%s', async (_, changes, code, field) => {
    const error = await refusal(changes);
    expect(error.code).toBe(code);
    expect(error.details.field).toBe(field);
  });

  test('anybody but a planner', async () => {
    expect((await refusal({ month: '2023-06' }, 'public')).code).toBe('UNAUTHENTICATED');
    expect((await refusal({ month: '2023-06' }, 'resources')).code).toBe('FORBIDDEN');
  });
});

describe('importReadings', () => {
  const IMPORT = `mutation ($rows: [ReadingInput!]!, $dryRun: Boolean!) { importReadings(rows: $rows, dryRun: $dryRun) {
    read inserted updated restated unchanged rejected dryRun issues { row code field message messageEn } } }`;
  const row = (changes: Record<string, unknown>) => ({
    ...{
      jurisdictionCode: COUNTY,
      indicatorKey: 'home-retrofits',
      month: '2023-09',
      document: '月报',
      ...changes,
    },
  });
  const rows = [
    row({ value: 30 }),
    row({ indicatorKey: '特殊困难老年人月探访率', numerator: 0, denominator: 0 }),
    row({ value: -1, month: '2023-10' }),
    row({ value: 30 }),
    row({ value: 3, month: 'spring' }),
    row({ indicatorKey: 'no-such', value: 3 }),
    row({ indicatorKey: 'nursing-bed-share', value: 0.5 }),
    row({ value: 5, month: '2023-11', document: '张某 11010519491231002X' }),
  ];

  test('tells row by row why it was not taken, and stores nothing on a dry run', async () => {
    const before = await stored();
    const dry = await program.ask<Json>(IMPORT, { rows, dryRun: true });
    expect(dry.importReadings).toMatchObject({ read: 8, inserted: 2, rejected: 6, dryRun: true });
    expect(await stored()).toBe(before);
    const { importReadings } = await program.ask<Json>(IMPORT, { rows, dryRun: false });
    expect(importReadings).toMatchObject({ read: 8, inserted: 2, updated: 0, unchanged: 0, rejected: 6 });
    expect(await stored()).toBe(before + 2);
    expect(importReadings.issues.map(({ row: at, code, field }: Json) => [at, code, field])).toEqual([
      [3, 'BAD_USER_INPUT', 'value'],
      [4, 'CONFLICT', null],
      [5, 'BAD_USER_INPUT', 'month'],
      [6, 'NOT_FOUND', 'indicatorKey'],
      [7, 'BAD_USER_INPUT', 'indicatorKey'],
      [8, 'BAD_USER_INPUT', 'document'],
    ]);
    for (const { message, messageEn } of importReadings.issues) {
      expect(message).toMatch(/[\u4e00-\u9fff]/);
      expect(messageEn).toMatch(/^[^\u4e00-\u9fff]+$/);
    }
  });

  test('corrects with a reason, leaves what is the same', async () => {
    const again = [row({ value: 31, reason: '漏计' }), rows[1]];
    const { importReadings } = await program.ask<Json>(IMPORT, { rows: again, dryRun: false });
    expect(importReadings).toMatchObject({ read: 2, inserted: 0, updated: 1, unchanged: 1, rejected: 0 });
  });

  test('is for planners, and not for nothing', async () => {
    await expect(program.ask(IMPORT, { rows, dryRun: true }, 'public')).rejects.toThrow('planner');
    await expect(program.ask(IMPORT, { rows: [], dryRun: true })).rejects.toThrow('at least one');
  });
});

describe('a frozen month', () => {
  const at = (month: string) =>
    program.rooms.indicators.frozenMonths.find('210500000000', checkMonth(month, 'month'));

  test('takes no reading but a restatement, and its content stays byte for byte', async () => {
    const { months, frozenMonths } = program.rooms.indicators;
    await record({ month: '2023-07', value: 300 });
    const frozen = await months.freeze('210500000000', '2023-07-01', PLANNER);
    const content = await months.contentOf(frozen);
    expect(
      JSON.parse(content).scorecard.lines.find((line: Json) => line.indicatorKey === 'people-trained'),
    ).toMatchObject({ value: 300, readingMonth: '2023-07', reporting: { divisions: 1, of: 1 } });

    const error = await refusal({ month: '2023-07', value: 280, reason: '重复' });
    expect([error.code, error.details.field]).toEqual(['CONFLICT', 'month']);
    expect((await refusal({ month: '2023-07', value: 280, restates: true })).details.field).toBe('reason');

    const restated = await record({
      month: '2023-07',
      value: 280,
      reason: '重复统计20人',
      document: '更正函',
      restates: true,
    });
    expect(await months.contentOf((await at('2023-07'))!)).toBe(content);
    expect((await at('2023-07'))!.sha256).toBe(frozen.sha256);
    const answer = await program.ask<Json>(
      `{ frozenMonth(jurisdictionCode: "210500000000", month: "2023-07") { month frozenBy sha256 content
         restatements { indicatorKey divisionCode valueBefore valueAfter reason document recordedBy readingId } } }`,
      {},
      'public',
    );
    expect(answer.frozenMonth.content).toBe(content);
    expect(answer.frozenMonth.restatements).toEqual([
      {
        indicatorKey: 'people-trained',
        divisionCode: COUNTY,
        valueBefore: 300,
        valueAfter: 280,
        reason: '重复统计20人',
        document: '更正函',
        recordedBy: 'tester',
        readingId: restated.id,
      },
    ]);
    expect((await frozenMonths.list(null)).map(({ month }) => month)).toEqual(['2023-07-01']);
    // The scorecard of the month tells the figure of today.
    const { scorecard } = await program.ask<Json>(
      '{ scorecard(divisionCode: "210500000000", month: "2023-07") { lines { value target { indicator { key } } } } }',
    );
    expect(scorecard.lines.find((line: Json) => line.target.indicator.key === 'people-trained').value).toBe(
      280,
    );
  });

  test('shows the reading of an earlier month: correcting that one restates it, unless a later one stands between', async () => {
    const { months } = program.rooms.indicators;
    const trainees = { jurisdictionCode: '210302000000', indicatorKey: 'training-bases', value: 1 };
    await record({ ...trainees, month: '2022-03' });
    await months.freeze('210300000000', '2022-05-01', PLANNER);

    const error = await refusal({ ...trainees, month: '2022-03', value: 2, reason: '漏报' });
    expect([error.code, error.details.field]).toEqual(['CONFLICT', 'month']);
    expect(error.message).toContain('2022-05 of 210300000000 is frozen and rests on the reading of 2022-03');
    expect((await refusal({ ...trainees, month: '2022-04', reason: '补报' })).code).toBe('CONFLICT');
    await record({ ...trainees, month: '2022-03', value: 2, reason: '漏报', restates: true });
    const { frozenMonth } = await program.ask<Json>(
      `{ frozenMonth(jurisdictionCode: "210300000000", month: "2022-05") { restatements { valueBefore valueAfter } } }`,
    );
    expect(frozenMonth.restatements).toEqual([{ valueBefore: 1, valueAfter: 2 }]);

    // June is later than what is frozen, and May has a reading of its own from now on.
    await record({ ...trainees, month: '2022-06', value: 2 });
    await record({ ...trainees, month: '2022-05', value: 2, reason: '补报', restates: true });
    await record({ ...trainees, month: '2022-03', value: 3, reason: '再次核实' });
    // Another year's frozen month does not show what is counted per year.
    await record({ month: '2021-11', value: 5 });
  });

  test('restatements of many months are read at once', async () => {
    const { months } = program.rooms.indicators;
    for (const month of ['2022-06-01', '2022-07-01']) await months.freeze('210300000000', month, PLANNER);
    const ask = '{ frozenMonths { restatements { id } } }';
    const { statements } = await countStatements(program.database, () => program.ask(ask));
    expect(statements).toHaveLength(2);
  });

  test('freezes once, only when it is over, and only for a planner', async () => {
    const { months } = program.rooms.indicators;
    const code = async (month: string, role: Role = 'planner') =>
      months.freeze('210500000000', month, { actor: 'tester', role }).then(
        () => 'DONE',
        ({ code: said }: PlanningError) => said,
      );
    expect(await code('2023-07-01')).toBe('CONFLICT');
    expect(await code('2199-01-01')).toBe('BAD_USER_INPUT');
    expect(await code('2023-08-01', 'public')).toBe('UNAUTHENTICATED');
    const { manager } = program.database;
    await expect(manager.query("UPDATE month_freeze SET content = '{}'")).rejects.toThrow('only ever added');
    await expect(manager.query('DELETE FROM restatement')).rejects.toThrow('only ever added');
  });

  test('is dispatched to everybody; before it is frozen to planners only', async () => {
    const ask = (month: string, role: Role) =>
      program.ask<Json>(
        `{ dispatch(jurisdictionCode: "210500000000", month: "${month}") { month frozen { sha256 } columns { indicatorKey } rows { divisionName } } }`,
        {},
        role,
      );
    const published = await ask('2023-07', 'public');
    expect(published.dispatch.frozen).not.toBeNull();
    expect(published.dispatch.columns.map(({ indicatorKey }: Json) => indicatorKey)).toContain(
      'people-trained',
    );
    expect((await ask('2023-08', 'planner')).dispatch.frozen).toBeNull();
    await expect(ask('2023-08', 'public')).rejects.toThrow('planner');
  });

  test('counts for the months dispatched', async () => {
    const line = async (asOf: string) => {
      const { scorecard } = await program.ask<Json>(
        `{ scorecard(divisionCode: "210500000000", asOf: "${asOf}") { lines { numerator denominator value reason target { indicator { key } } } } }`,
      );
      return scorecard.lines.find(({ target }: Json) => target.indicator.key === 'months-dispatched');
    };
    expect(await line('2023-03-31')).toMatchObject({ value: null, reason: 'NOT_DUE' });
    // April to August: five months were due, July is frozen.
    expect(await line('2023-08-20')).toMatchObject({ numerator: 1, denominator: 5, value: 0.2 });
    expect(await line('2024-08-20')).toMatchObject({ numerator: 1, denominator: 9 });
  });
});
