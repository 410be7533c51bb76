import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IMPORT_RULES, importCsv, openEstateTown, RULES } from '../support/estate-town.js';
import { A, B, COUNTY, D } from '../support/grid-town.js';
import type { Program } from '../support/program.js';
import type { Json } from '../support/rooms.js';

let program: Program;
beforeAll(async () => {
  program = await openEstateTown();
  await program.rooms.indicators.prepare();
});
afterAll(() => program?.close());

const audits = (action: string) =>
  program.database.manager.query<Json[]>(
    'SELECT actor, target, details FROM audit_entry WHERE action = $1 ORDER BY id',
    [action],
  );

async function totals(): Promise<Json> {
  const query = `{ estateAudit(divisionCode: "${COUNTY}", asOf: "2026-01-01", speedMetersPerSecond: 1) {
    totals { counted ruleMissing requiredSquareMeters { exact } } } }`;
  return (await program.ask<Json>(query)).estateAudit.totals;
}

describe('allocation rules', () => {
  const list = async (args: string) =>
    (
      await program.ask<Json>(`{ allocationRules${args} { id version superseded verified clause recordedBy
        squareMetersPerHundredHouseholds source { key } } }`)
    ).allocationRules;

  test('come with their marks; those of a province hold below it', async () => {
    const [rule] = await list('(divisionCode: "321302000000")');
    expect(rule).toMatchObject({
      ...{ id: 'sucheng-new', version: 1, verified: false, clause: '二(二)4', recordedBy: null },
      ...{ squareMetersPerHundredHouseholds: '20', source: { key: 'policy' } },
    });
    expect((await list('(divisionCode: "440300000000")')).map(({ id }: Json) => id)).toEqual([
      'guangdong-new',
      'guangdong-existing',
    ]);
    expect((await list('')).length).toBeGreaterThanOrEqual(15);
  });

  test('are entered in versions; a change is audited and seen by the next audit', async () => {
    const before = await totals();
    expect(before.requiredSquareMeters.exact).toBe('386.8');
    const changed = { ...RULES[0], squareMetersPerHundredHouseholds: '30.5' };
    const dry = await program.ask<Json>(IMPORT_RULES, { rows: [changed, RULES[1]], dryRun: true });
    expect(dry.importAllocationRules).toMatchObject({ inserted: 0, updated: 1, unchanged: 1, dryRun: true });
    expect(await totals()).toEqual(before);
    await program.ask(IMPORT_RULES, { rows: [changed] });
    // 1,934 households at 30.5 m² a hundred.
    expect((await totals()).requiredSquareMeters.exact).toBe('589.87');
    const [last] = (await audits('allocationRule.record')).slice(-1);
    expect(last).toMatchObject({ actor: 'test', target: 'grid-new/2' });
    expect(last.details.before.squareMetersPerHundredHouseholds).toBe('20');
    const versions = (await list(`(divisionCode: "${COUNTY}", includeSuperseded: true)`)).map(
      (rule: Json) => [rule.version, rule.superseded],
    );
    expect(versions).toEqual([
      [1, true],
      [2, false],
    ]);
    await program.ask(IMPORT_RULES, { rows: [RULES[0]] });
    expect(await totals()).toEqual(before);
  });

  test('rows that cannot be rules are told, the others stored', async () => {
    const own = { ...RULES[0], id: 'other', jurisdictionCode: D, estateClass: 'EXISTING' };
    const rows = [
      own,
      own,
      { ...own, id: 'Große' },
      { ...own, id: 'a', squareMetersPerHundredHouseholds: '-3' },
      { ...own, id: 'b', validTo: '2020-01-01' },
      { ...own, id: 'c', poolingAllowed: false },
      { ...own, id: 'd', poolingWalkMeters: 300 },
      { ...own, id: 'e', lowestFloor: 3, highestFloor: 1 },
    ];
    const { importAllocationRules: report } = await program.ask<Json>(IMPORT_RULES, { rows, dryRun: true });
    expect(report).toMatchObject({ read: 8, inserted: 1, rejected: 7 });
    expect(report.issues.map(({ row, code, field }: Json) => [row, code, field])).toEqual([
      [2, 'BAD_USER_INPUT', 'id'],
      [3, 'BAD_USER_INPUT', 'id'],
      [4, 'BAD_USER_INPUT', 'squareMetersPerHundredHouseholds'],
      [5, 'BAD_USER_INPUT', 'validTo'],
      [6, 'BAD_USER_INPUT', 'poolingWalkMeters'],
      [7, 'BAD_USER_INPUT', 'poolingWalkMeters'],
      [8, 'BAD_USER_INPUT', 'highestFloor'],
    ]);
    expect(report.warnings).toEqual([]);
    await expect(program.ask(IMPORT_RULES, { rows }, 'public')).rejects.toThrow('needs the role');
    await expect(program.ask(IMPORT_RULES, { rows: [] })).rejects.toThrow('at least one rule');
  });
});

describe('rules that hold at once', () => {
  test('are taken and told with each other, of the list or stored, where class, place and days meet', async () => {
    const rule = { ...RULES[0], id: 'sung', jurisdictionCode: A, validFrom: '2024-01-01', validTo: null };
    const rows = [
      rule,
      { ...rule, id: 'tang', validFrom: '2020-01-01', validTo: '2024-01-01' },
      { ...rule, id: 'yuan', estateClass: 'EXISTING' },
      { ...rule, id: 'ming', validFrom: '2020-01-01', validTo: '2023-12-31', jurisdictionCode: B },
    ];
    const { importAllocationRules: report } = await program.ask<Json>(IMPORT_RULES, { rows, dryRun: true });
    expect(report.warnings.map(({ row, code }: Json) => [row, code])).toEqual([
      [1, 'CONFLICT'],
      [2, 'CONFLICT'],
    ]);
    expect(report.warnings[0].message).toContain('规则 sung 与 tang 同时有效（2024-01-01 至 2024-01-01；');
    const again = { ...RULES[0], id: 'grid-again', validFrom: null, validTo: null };
    const stored = await program.ask<Json>(IMPORT_RULES, { rows: [again], dryRun: true });
    expect(stored.importAllocationRules.warnings).toMatchObject([
      { messageEn: expect.stringMatching(/^id: grid-again holds together with grid-new from .* to …;/) },
    ]);
    const later = await program.ask<Json>(IMPORT_RULES, {
      rows: [{ ...RULES[0], note: '更正' }],
      dryRun: true,
    });
    expect(later.importAllocationRules).toMatchObject({ updated: 1, warnings: [] });
  });
});

const RECORD = `mutation ($input: FindingStateInput!) { recordFindingState(input: $input) {
  findings { code about state occurs settledByDataOn lastEvent { id note document recordedBy asOf } events { state note } } } }`;

describe('what becomes of a finding', () => {
  const key = { estateId: 'E1', code: 'AREA_DEFICIT', about: '', asOf: '2026-01-01' };
  const record = async (input: Record<string, unknown>, role?: 'public') =>
    (await program.ask<Json>(RECORD, { input: { ...key, ...input } }, role)).recordFindingState.findings.find(
      ({ code }: Json) => code === (input.code ?? key.code),
    );

  test('is kept by who said it and when, with optimistic locking; nothing is overwritten', async () => {
    const explained = await record({ state: 'EXPLAINED', note: '二期补建', document: '方住建〔2025〕8号' });
    expect(explained).toMatchObject({
      ...{ state: 'EXPLAINED', occurs: true },
      lastEvent: { note: '二期补建', document: '方住建〔2025〕8号', recordedBy: 'test', asOf: '2026-01-01' },
    });
    const stale = record({ state: 'SETTLED', note: '已购置' });
    await expect(stale).rejects.toMatchObject({ errors: [{ originalError: { code: 'CONFLICT' } }] });
    const lastEventId = explained.lastEvent.id;
    const reopened = await record({ state: 'OPEN', note: '未见补建', lastEventId });
    expect(reopened.events).toEqual([
      { state: 'EXPLAINED', note: '二期补建' },
      { state: 'OPEN', note: '未见补建' },
    ]);
    const atOnce = await Promise.allSettled(
      ['甲', '乙'].map((note) => record({ state: 'EXPLAINED', note, lastEventId: reopened.lastEvent.id })),
    );
    expect(atOnce.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(
      (await audits('estateFinding.record')).map(({ target, details }) => [target, details.state]),
    ).toEqual([
      ['E1/AREA_DEFICIT/', 'EXPLAINED'],
      ['E1/AREA_DEFICIT/', 'OPEN'],
      ['E1/AREA_DEFICIT/', 'EXPLAINED'],
    ]);
    const change = program.database.manager.query(`UPDATE finding_event SET note = 'x'`);
    await expect(change).rejects.toThrow('only ever added');
    await expect(program.database.manager.query('TRUNCATE finding_event')).rejects.toThrow('only ever added');
  });

  test('can be said of a finding that only walkers so slow have', async () => {
    const far = {
      estateId: 'E3',
      code: 'POOL_TOO_FAR',
      about: 'P1 E3',
      state: 'EXPLAINED',
      note: '另有近路',
    };
    const stated = await record({ ...far, speedMetersPerSecond: 0.9 });
    expect(stated).toMatchObject({ occurs: true, state: 'EXPLAINED', lastEvent: { note: '另有近路' } });
    const quick = record({ ...far, about: 'P1 E2', speedMetersPerSecond: 1 });
    await expect(quick).rejects.toThrow('has no finding POOL_TOO_FAR');
    await expect(record({ ...far, speedMetersPerSecond: 9 })).rejects.toThrow('speedMetersPerSecond');
  });

  test('can be said of findings there are, by those who may', async () => {
    const state = { state: 'SETTLED', note: '无' };
    await expect(record({ ...state, code: 'POOL_TOO_FAR' })).rejects.toThrow('has no finding POOL_TOO_FAR');
    await expect(record({ ...state, estateId: 'E99' })).rejects.toThrow('There is no housing estate E99');
    await expect(record({ ...state, note: ' ' })).rejects.toThrow('note');
    await expect(record({ ...state, note: '身份证 11010519491231002X' })).rejects.toThrow('identity number');
    await expect(record(state, 'public')).rejects.toThrow('needs the role');
  });

  test('is settled by the data once they show it no more, with the audit’s date', async () => {
    await record({ code: 'HOUSEHOLDS_MISSING', estateId: 'E5', state: 'EXPLAINED', note: '待核' });
    await importCsv(
      program,
      'estates',
      `id,name,divisionCode,households,grantedOn,lon,lat
E5,零户苑,${A},120,2023-06-01,118.2711,33.95`,
    );
    const query = `{ estate(id: "E5") { audit(asOf: "2026-02-01") { counted
      findings { code state occurs settledByDataOn message lastEvent { state } } } }
      estateAudit(divisionCode: "${A}", asOf: "2026-02-01") {
        findingCounts { code findings settledByData }
        findings(states: [SETTLED]) { totalCount } } }`;
    const { estate, estateAudit } = await program.ask<Json>(query);
    expect(estate.audit.counted).toBe(true);
    expect(estate.audit.findings).toContainEqual({
      ...{ code: 'HOUSEHOLDS_MISSING', state: 'SETTLED', occurs: false, settledByDataOn: '2026-02-01' },
      ...{ message: '数据中已不再出现', lastEvent: { state: 'EXPLAINED' } },
    });
    expect(estateAudit.findings.totalCount).toBe(1);
    const earlier = query.replaceAll('2026-02-01', '2025-12-31');
    const before = await program.ask<Json>(earlier);
    expect(before.estateAudit.findings.totalCount).toBe(0);
    expect(estateAudit.findingCounts).toContainEqual({
      ...{ code: 'HOUSEHOLDS_MISSING', findings: 1, settledByData: 1 },
    });
  });
});
