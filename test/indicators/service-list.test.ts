import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProgram, type Program } from '../support/program.js';
import type { Json } from '../support/rooms.js';

const DOCUMENT = 'benxi-basic-care-plan';
const IMPORT = `mutation ($document: ID!, $version: Int!, $rows: [ServiceListItemInput!]!, $dryRun: Boolean = false) {
  importServiceList(documentKey: $document, version: $version, rows: $rows, dryRun: $dryRun) {
    read inserted unchanged rejected dryRun issues { row code field message messageEn } } }`;

let program: Program;
beforeAll(async () => {
  program = await openProgram();
  await program.rooms.indicators.prepare();
});
afterAll(() => program?.close());

const row = (number: number, changes: Record<string, unknown> = {}) => ({
  ...{ number, item: `服务${number}`, object: '老年人', leadBody: '民政局', ...changes },
});

async function imported(rows: readonly object[], version = 2, variables: Record<string, unknown> = {}) {
  const given = { document: DOCUMENT, version, rows, ...variables };
  return (await program.ask<Json>(IMPORT, given)).importServiceList;
}

async function list(args = ''): Promise<Json[]> {
  const fields = '{ version number item kind leadBody placeBound verified }';
  return (await program.ask<Json>(`{ serviceList${args} ${fields} }`, {}, 'public')).serviceList;
}

describe('an edition of a service list', () => {
  test('is stored as a whole or not at all', async () => {
    const bad = [
      row(1),
      row(1),
      row(3, { item: ' ' }),
      row(0),
      row(99),
      row(2, { standard: 'x'.repeat(501) }),
    ];
    const report = await imported(bad);
    expect(report).toMatchObject({ read: 6, inserted: 0, rejected: 5 });
    expect(report.issues.map((one: Json) => [one.row, one.code, one.field])).toEqual([
      [2, 'BAD_USER_INPUT', 'number'],
      [3, 'BAD_USER_INPUT', 'item'],
      [4, 'BAD_USER_INPUT', 'number'],
      [5, 'BAD_USER_INPUT', 'kind'],
      [6, 'BAD_USER_INPUT', 'standard'],
    ]);
    for (const { message } of report.issues) expect(message).toMatch(/[\u4e00-\u9fff]/);
    expect((await list())[0]).toMatchObject({ version: 1, item: null, verified: false });
  });

  test('takes kind and place of the edition before where a row has none; the old one stays', async () => {
    const rows = [row(8, { verified: true }), row(1), row(30, { kind: 'CARE', placeBound: true })];
    expect(await imported(rows, 2, { dryRun: true })).toMatchObject({ inserted: 3, dryRun: true });
    expect(await list('(version: 2)')).toEqual([]);
    expect(await imported(rows)).toMatchObject({ read: 3, inserted: 3, unchanged: 0, rejected: 0 });
    expect(await list()).toEqual([
      {
        version: 2,
        number: 1,
        item: '服务1',
        kind: 'MATERIAL_AID',
        leadBody: '民政局',
        placeBound: false,
        verified: false,
      },
      {
        version: 2,
        number: 8,
        item: '服务8',
        kind: 'CARE',
        leadBody: '民政局',
        placeBound: true,
        verified: true,
      },
      {
        version: 2,
        number: 30,
        item: '服务30',
        kind: 'CARE',
        leadBody: '民政局',
        placeBound: true,
        verified: false,
      },
    ]);
    expect(await list('(version: 1)')).toHaveLength(29);
    expect(await imported(rows)).toMatchObject({ inserted: 0, unchanged: 3 });
    await expect(imported([row(1)])).rejects.toThrow('stored with other rows; the next is 3');
  });

  test('survives a load of the shipped rows', async () => {
    await program.database.manager.query("UPDATE policy_load SET sha256 = repeat('0', 64)");
    await program.rooms.indicators.prepare();
    expect(await list('(version: 2)')).toHaveLength(3);
  });

  test.each([
    ['a version that is not the next', { version: 9 }, 'expected 3'],
    ['an unknown document', { document: 'nowhere' }, 'no policy document'],
    ['no rows', { rows: [] }, 'at least one'],
  ])('refuses %s', async (_, variables, message) => {
    await expect(imported([row(1)], 3, variables)).rejects.toThrow(message);
  });

  test('is for planners', async () => {
    const given = { document: DOCUMENT, version: 3, rows: [row(1)] };
    await expect(program.ask(IMPORT, given, 'public')).rejects.toThrow('planner');
  });
});
