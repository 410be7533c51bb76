import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCommandDatabase, type CommandDatabase } from '../support/command-database.js';
import { B, COUNTY, writeTown } from '../support/grid-town.js';
import { rowCounts } from '../support/row-counts.js';
import { writeSitingTown } from '../support/siting-town.js';
import { watchWorkers, type WorkerWatch } from '../support/watch-workers.js';

const QUESTION = ['--division', COUNTY, '--service', 'STATION', '--minutes', '5', '--speed', '1'];
const DATED = [...QUESTION, '--as-of', '2025-01-01'];

describe('sites and why-not', () => {
  let workers: WorkerWatch;
  let commands: CommandDatabase;
  let before: Record<string, number>;
  beforeAll(async () => {
    commands = await openCommandDatabase();
    const { manager } = commands.database;
    await writeSitingTown(manager);
    await writeTown(manager, {
      candidates: [
        { id: 'off', at: [4, 11], division: B, cost: 1 },
        { id: 'clinic', at: [4, 4], division: B, kind: 'HEALTH_SITE' },
      ],
    });
    await manager.query(`UPDATE candidate_site SET name = '=HYPERLINK("x")' WHERE id LIKE 'c_'`);
    await manager.query(`UPDATE candidate_site SET name = '+clinic' WHERE id = 'clinic'`);
    // The first command loads what comes with the program.
    await commands.run('sites', ...DATED, '--count', '99');
    before = await rowCounts(manager);
    // The database has a thread of its own.
    workers = watchWorkers();
  });
  afterAll(async () => {
    const after = await rowCounts(commands.database.manager);
    await commands.close();
    workers.stop();
    expect(after).toEqual(before);
  });

  /** Runs one; no thread may be left when it ends. */
  async function run(...argv: string[]) {
    const result = await commands.run(...argv);
    expect(workers.running()).toBe(0);
    return result;
  }
  const sites = (...options: string[]) => run('sites', ...DATED, ...options);
  async function plan(...options: string[]) {
    const { exitCode, stdout, stderr } = await sites(...options, '--json');
    expect([exitCode, stderr]).toEqual([0, '']);
    return JSON.parse(stdout);
  }
  const idsOf = ({ sites }: { sites: { candidateId: string }[] }) => sites.map((site) => site.candidateId);

  it('prints a table for people: proof, settings, sites and levels', async () => {
    const { exitCode, stdout, stderr } = await sites('--count', '3', '--kinds', 'OTHER', 'IDLE_SCHOOL');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^STATION · 5 分钟 min · 1 m\/s · 2025-01-01/);
    for (const words of [
      '最大覆盖 MCLP：已证明最优 · proven optimal',
      '社区（居委会） COMMUNITY',
      '未接路网 off the network 1',
      '候选点 candidate',
    ])
      expect(stdout).toContain(words);
    expect(stdout).toMatch(/数据校验 data hash [0-9a-f]+\n$/);
  });

  it('prints CSV of the same sites that no spreadsheet runs as a formula', async () => {
    const same = ['--count', '3', '--lock-in', 'clinic'];
    const { exitCode, stdout } = await sites(...same, '--csv');
    expect(exitCode).toBe(0);
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(header).toBe(
      'action,order,year,id,name,kind,divisionCode,peopleNewlyCovered,peopleLost,contribution,cost,lon,lat,beside',
    );
    const ids = rows.map((row) => row.split(',')[3]);
    expect(ids).toEqual(idsOf(await plan(...same)));
    expect(rows.find((row) => row.includes(',clinic,'))).toContain(",'+clinic,HEALTH_SITE,");
    expect(rows.find((row) => !row.includes(',clinic,'))).toContain(`,"'=HYPERLINK(""x"")",`);
    expect(stdout).not.toMatch(/(^|[,"])[=+@]/m);
    expect((await sites(...same, '--csv', '--json')).exitCode).toBe(2);
  });

  it.each([
    [['--budget', '5'], { model: 'MCLP' }],
    [['--model', 'LSCP'], { objectiveUnit: 'SITES' }],
    [['--model', 'LSCP', '--by-cost'], { objectiveUnit: 'COST' }],
    [['--model', 'COVERAGE_GOAL', '--goal', '70%'], { objectiveUnit: 'SITES' }],
    [['--model', 'GRADUAL', '--count', '2', '--far-minutes', '10'], { objectiveUnit: 'WEIGHTED_PEOPLE' }],
    [['--model', 'P_MEDIAN', '--count', '2'], { objectiveUnit: 'PERSON_MINUTES' }],
    [['--model', 'P_CENTER', '--count', '3'], { objectiveUnit: 'MINUTES' }],
    [['--model', 'BACKUP', '--count', '3', '--first-cover', '0.75'], { objectiveUnit: 'WEIGHTED_PEOPLE' }],
    [
      ['--model', 'CMCLP', '--count', '2', '--capacity', 'BEDS', '--new-site-capacity', '10'],
      { objectiveUnit: 'PEOPLE' },
    ],
    [['--model', 'POLICY', '--count', '4', '--target', 'TOWN+SUBDISTRICT:50%', '--floor', 'TOWN:10%'], {}],
    [['--count', '2', '--candidates', 'COMMUNITY_POINTS', 'NETWORK_NODES'], {}],
    [['--count', '1', '--closable', '--no-beside', '--gap', '1%', '--time-limit', '5'], {}],
    [['--count', '1', '--close', 'f1', '--lock-in', 'c4', '--lock-out', 'c1', 'c2'], {}],
  ])('%j', async (options, expected) => {
    const found = await plan(...options);
    expect(found).toMatchObject({ outcome: 'SitingPlan', ...expected });
    if (options.includes('--lock-in')) {
      expect(idsOf(found)).toContain('c4');
      expect(idsOf(found)).not.toContain('c1');
    }
    if (options.includes('--budget')) expect(found.totalCost).toBeLessThanOrEqual(5);
    if (options.includes('NETWORK_NODES'))
      expect(found.settings.candidateSources).toEqual(['COMMUNITY_POINTS', 'NETWORK_NODES']);
  });

  it('says what closes beside what opens, and whom that loses', async () => {
    const same = ['--count', '1', '--closable', '--lock-in', 'c4', 'c8'];
    const found = await plan(...same);
    expect([found.sites.length, found.closedFacilities.length]).toEqual([3, 2]);
    const words = '新增 3、关闭 2（净增 1）· 3 opened, 2 closed (net 1)';
    const { stdout } = await sites(...same);
    expect(stdout).toContain(words);
    expect(stdout).toContain(`因关闭失去 lost by closures ${found.peopleLostByClosures}`);
    const csv = await sites(...same, '--csv');
    expect(csv.stderr).toContain(words);
    const rows = csv.stdout
      .trimEnd()
      .split('\n')
      .map((row) => row.split(','));
    const lost = rows[0].indexOf('peopleLost');
    const closed = rows.filter(([action]) => action === 'CLOSE');
    expect(closed.map((row) => [row[3], Number(row[lost])])).toEqual(
      found.closedFacilities.map((each: { facilityId: string; peopleLost: number }) => [
        ...[each.facilityId, each.peopleLost],
      ]),
    );
    const sum = closed.reduce((all, row) => all + Number(row[lost]), 0);
    expect(sum).toBe(found.peopleLostByClosures);
    expect(rows.filter(([action]) => action === 'OPEN')).toHaveLength(3);
    expect((await sites('--count', '1')).stdout).not.toContain('关闭');
  });

  it('prints any of its lists, as a table or as CSV', async () => {
    const same = ['--count', '1', '--kinds', 'OTHER'];
    const found = await plan(...same);
    const list = async (name: string) => {
      const { exitCode, stdout } = await sites(...same, '--list', name, '--csv');
      expect(exitCode).toBe(0);
      const [header, ...rows] = stdout
        .trimEnd()
        .split('\n')
        .map((row) => row.split(','));
      return rows.map((row) => Object.fromEntries(row.map((cell, at) => [header[at], cell])));
    };
    expect((await list('levels')).map(({ level }) => level)).toEqual(
      found.levels.map(({ level }: { level: string }) => level),
    );
    const units = await list('units');
    expect(units).toHaveLength(
      found.levels.reduce((sum: number, each: { unitCount: number }) => sum + each.unitCount, 0),
    );
    expect(units[0]).toMatchObject({ divisionCode: COUNTY, hasFacilityBefore: 'yes' });
    const people = (rows: Record<string, string>[]) => rows.reduce((sum, row) => sum + Number(row.people), 0);
    const uncoverable = await list('uncoverable');
    expect(uncoverable.length).toBeGreaterThan(0);
    expect(people(uncoverable)).toBe(found.uncoverablePeople);
    const uncovered = await list('uncovered');
    expect(people(await list('assignment'))).toBe(found.coverageAfter.coveredPeople);
    expect(people(uncovered) + people(uncoverable) + found.coverageAfter.coveredPeople).toBe(
      found.coverageAfter.totalPeople,
    );
    expect((await sites(...same, '--list', 'uncovered')).stdout).toContain('需求点 demandPointId');
    expect((await sites(...same, '--list', 'levels', '--json')).exitCode).toBe(2);
  });

  it('places fixed ahead: nothing opens in years too near but what is settled', async () => {
    const years = ['--phase', '2026:1', '--phase', '2027:1', '--fixed-ahead', '1'];
    const found = await plan('--model', 'PHASED', ...years);
    expect(found.settings.fixedAheadYears).toBe(1);
    expect(found.upperBoundPeople).toBeNull();
    expect(
      found.sites.map((site: { year: number; fixedByYear: number }) => [site.year, site.fixedByYear]),
    ).toEqual([[2027, 2026]]);
    const { stdout } = await sites('--model', 'PHASED', ...years);
    expect(stdout).toContain('提前定点年数 years places are fixed ahead 1');
  });

  it('phases: each year within its count, kinds within theirs, what is settled in its year', async () => {
    const years = ['--phase', '2026:1', '--phase-kind', '2027:OTHER:2', '--fixed', '2027:c8'];
    const found = await plan('--model', 'PHASED', ...years, '--discount', '0.9');
    const built = found.sites.map((site: { year: number; kind: string; candidateId: string }) => site);
    expect(built.filter(({ year }: { year: number }) => year === 2026).length).toBeLessThanOrEqual(1);
    for (const { kind } of built.filter(({ year }: { year: number }) => year === 2027))
      expect(kind).toBe('OTHER');
    expect(built).toContainEqual(expect.objectContaining({ candidateId: 'c8', year: 2027 }));
    const { stdout } = await sites('--model', 'PHASED', ...years);
    expect(stdout).toContain('年 year');
  });

  it('why-not explains a candidate, for people and as JSON', async () => {
    const { sites: chosen } = await plan('--count', '1');
    const [id] = idsOf({ sites: chosen });
    const other = ['c0', 'c1', 'c2'].find((each) => each !== id)!;
    const told = await run('why-not', ...DATED, '--count', '1', '--candidate', id);
    expect(told).toMatchObject({ exitCode: 0, stderr: '' });
    expect(told.stdout).toContain('已入选 · in the plan');
    expect(told.stdout).toContain('CHOSEN');
    const text = await run('why-not', ...DATED, '--count', '1', '--candidate', other);
    expect(text.stdout).toContain('未入选 · not in the plan');
    expect(text.stdout).toMatch(/ {2}选它.* · .*\((COSTS_OBJECTIVE|AS_GOOD)\)/);
    const json = await run('why-not', ...DATED, '--count', '1', '--candidate', other, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      ...{ outcome: 'CandidateExplanation', candidateId: other, inPlan: false },
      reasons: expect.arrayContaining([expect.objectContaining({ code: expect.any(String) })]),
    });
    const none = await run('why-not', ...DATED, '--count', '99', '--candidate', other);
    expect(none).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('MORE_SITES_THAN_CANDIDATES'),
    });
    const unknown = await run('why-not', ...DATED, '--count', '1', '--candidate', 'nowhere');
    expect(unknown).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('NOT_FOUND') });
    const missing = await run('why-not', ...DATED, '--count', '1');
    expect(missing).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--candidate') });
  });

  it.each([
    [['--count', '99'], 'MORE_SITES_THAN_CANDIDATES: Asked for 99 sites'],
    [['--budget', '0.5'], 'BUDGET_TOO_SMALL: The budget is 0.5; the cheapest candidate costs 1'],
    [
      ['--count', '1', '--lock-in', 'c1', '--lock-out', 'c1'],
      'CONTRADICTORY_LOCKS: Locked in and locked out',
    ],
    [['--count', '1', '--lock-in', 'nowhere'], 'UNKNOWN_CANDIDATE: There is no candidate nowhere'],
    [['--count', '1', '--close', 'nobody'], 'UNKNOWN_FACILITY: No operating facility'],
    [['--count', '1', '--lock-in', 'off'], 'LOCKED_IN_UNUSABLE: The candidate off is locked in'],
    [['--count', '1', '--lock-in', 'c1', 'c2'], 'LOCKED_BEYOND_COUNT'],
    [['--count', '1', '--cohort', 'AGE_80'], 'NO_DEMAND'],
  ])('%j has no plan, exit code 1', async (options, words) => {
    const { exitCode, stdout } = await sites(...options);
    expect([exitCode, stdout.split('\n')[0]]).toEqual([1, '无可行方案 · no plan:']);
    expect(stdout).toContain(words);
    const csv = await sites(...options, '--csv');
    expect(csv).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('no plan') });
    const json = await sites(...options, '--json');
    expect(json.exitCode).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ outcome: 'SitingInfeasible' });
  });

  it.each([
    [['--count', 'NaN'], 'count：应为数字 · --count must be a number'],
    [['--count', '-1'], '--count must be a whole number from 1'],
    [['--budget', 'NaN'], '--budget must be a number'],
    [['--budget', '-1'], 'budget must be 0 or more, got -1'],
    [['--count', '1', '--gap', '2'], '--gap: expected a share'],
    [['--model', 'COVERAGE_GOAL', '--goal', '120%'], '--goal: expected a share'],
    [['--model', 'POLICY', '--count', '1', '--target', 'PLANET:1'], '--target must be LEVELS:SHARE'],
    [['--model', 'PHASED', '--phase', '26:1'], '--phase must be YEAR:COUNT'],
    [['--model', 'PHASED', '--phase-kind', '2026:CASTLE:1'], '--phase-kind: kinds are'],
    [
      ['--model', 'LSCP', '--count', '1'],
      '模型 LSCP 不使用该参数，请去掉或换模型 · count means nothing to the model LSCP',
    ],
    [['--model', 'MAGIC', '--count', '1'], 'Allowed choices'],
    [[], '请给出建设数量（--count）、预算（--budget）或两者 · Give count'],
  ])('%j is refused, exit code 2', async (options, words) => {
    const { exitCode, stdout, stderr } = await sites(...options);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });
});
