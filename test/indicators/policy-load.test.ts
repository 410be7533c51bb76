import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHIPPED_POLICY } from '../../src/indicators/read-policy-file.js';
import { openProgram, type Program } from '../support/program.js';

const TABLES = ['policy_document', 'policy_clause', 'indicator', 'target', 'service_list_item'];
const folder = mkdtempSync(path.join(tmpdir(), 'policy-'));
const changed = pathToFileURL(`${folder}/`);

let program: Program;
beforeAll(async () => {
  program = await openProgram();
  cpSync(fileURLToPath(SHIPPED_POLICY), folder, { recursive: true });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await program?.close();
});

const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  program.database.manager.query(sql, values);

async function everything(): Promise<string> {
  const parts = await Promise.all(
    [...TABLES, 'audit_entry', 'policy_load', 'data_source'].map((table) =>
      query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`),
    ),
  );
  return JSON.stringify(parts);
}

function edit(file: string, from: string, to: string): void {
  const name = path.join(folder, file);
  const text = readFileSync(name, 'utf8');
  expect(text).toContain(from);
  writeFileSync(name, text.replace(from, to));
}

const audits = (action: string) =>
  query<{
    target: string;
    details: { before: Record<string, unknown>; after: Record<string, unknown> | null };
  }>('SELECT target, details FROM audit_entry WHERE action = $1 ORDER BY id', [action]);

describe('loading the shipped rows', () => {
  test('the first load stores every row, a second changes nothing at all', async () => {
    const { inserted, updated, removed } = await program.rooms.indicators.prepare();
    const [{ rows }] = await query<{ rows: number }>('SELECT sum(row_count)::int AS rows FROM policy_load');
    expect([inserted, updated, removed]).toEqual([rows, 0, 0]);
    const before = await everything();
    expect(await program.rooms.indicators.prepare()).toEqual({ inserted: 0, updated: 0, removed: 0 });
    expect(await everything()).toBe(before);
  });

  test('loads that overlap store the rows once', async () => {
    await query(`UPDATE policy_load SET sha256 = repeat('0', 64)`);
    const reports = await Promise.all([1, 2, 3].map(() => program.rooms.indicators.prepare()));
    expect(reports).toEqual(reports.map(() => ({ inserted: 0, updated: 0, removed: 0 })));
    expect(await query(`SELECT FROM target WHERE source_key = 'policy'`)).toHaveLength(
      (await query(`SELECT FROM target`)).length,
    );
  });

  test('a changed row is an update with audit; entries of users stay as they are', async () => {
    const draft = {
      jurisdictionCode: '210500000000',
      indicatorKey: 'home-retrofits',
      value: 380,
      deadline: '2023-12-31',
      documentKey: 'benxi-2023-work-plan',
      clause: '二(六)',
      scope: 'WHOLE',
      direction: 'AT_LEAST',
      version: null,
      validFrom: '2023-06-01',
      document: '2023 年度重点任务分解',
      note: null,
    } as const;
    const own = await program.rooms.indicators.targets.record(draft, { actor: 'planner-1', role: 'planner' });
    edit('targets.csv', 'home-retrofits,WHOLE,AT_LEAST,400', 'home-retrofits,WHOLE,AT_LEAST,450');
    expect(await program.rooms.indicators.prepare(changed)).toEqual({ inserted: 0, updated: 1, removed: 0 });

    const [entry] = await audits('policy.update');
    expect(entry.target).toContain('target/210500000000/home-retrofits');
    expect([entry.details.before.value, entry.details.after!.value]).toEqual([400, 450]);
    const rows = await query(
      `SELECT id::text AS id, value::int AS value, version, recorded_by FROM target
       WHERE indicator_key = 'home-retrofits' ORDER BY version`,
    );
    expect(rows).toMatchObject([
      { value: 450, version: 1, recorded_by: 'policy' },
      { id: own.id, value: 380, version: 2, recorded_by: 'planner-1' },
    ]);
  });

  test('a row shipped no longer goes, unless something refers to it', async () => {
    const lines = readFileSync(path.join(folder, 'targets.csv'), 'utf8').split('\n');
    const kept = lines.filter(
      (line) => !line.includes('lottery-fund-share') && !line.includes(',home-retrofits,'),
    );
    writeFileSync(path.join(folder, 'targets.csv'), kept.join('\n'));
    const indicators = readFileSync(path.join(folder, 'indicators.csv'), 'utf8').split('\n');
    writeFileSync(
      path.join(folder, 'indicators.csv'),
      indicators.filter((line) => !/^(lottery-fund-share|home-retrofits),/.test(line)).join('\n'),
    );
    // Three targets and one indicator; home-retrofits stays for the planner's own version.
    expect(await program.rooms.indicators.prepare(changed)).toEqual({ inserted: 0, updated: 0, removed: 4 });
    expect((await audits('policy.remove')).map(({ target }) => target.split('/')[0])).toEqual([
      'target',
      'target',
      'target',
      'indicator',
    ]);
    expect(
      await query(`SELECT key FROM indicator WHERE key IN ('lottery-fund-share', 'home-retrofits')`),
    ).toEqual([{ key: 'home-retrofits' }]);
  });

  test('a file that does not fit stores nothing', async () => {
    edit('targets.csv', 'nursing-bed-share,WHOLE,AT_LEAST,0.7', 'no-such-indicator,WHOLE,AT_LEAST,0.7');
    edit('documents.csv', 'benxi-2023-work-plan,', 'benxi-2023-plan-renamed,');
    const before = await everything();
    await expect(program.rooms.indicators.prepare(changed)).rejects.toThrow();
    expect(await everything()).toBe(before);
    edit('service-list.csv', 'placeBound', 'place');
    await expect(program.rooms.indicators.prepare(changed)).rejects.toThrow(
      'service-list.csv: expected the columns',
    );
  });
});
