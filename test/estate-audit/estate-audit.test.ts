import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importCsv, openEstateTown } from '../support/estate-town.js';
import { A, B, C, COUNTY, D } from '../support/grid-town.js';
import type { Program } from '../support/program.js';
import type { Json } from '../support/rooms.js';

const TOTALS = `{ estates counted keptApart inDeficit inBreach ruleMissing households requiredSquareMeters { exact value }
  providedSquareMeters { exact } pooledSquareMeters { exact } receivedSquareMeters { exact } deficitSquareMeters { exact } }`;

let program: Program;
beforeAll(async () => {
  program = await openEstateTown();
});
afterAll(() => program?.close());

async function audit(
  fields: string,
  { code = COUNTY as string | null, speed = 1, role = 'planner' } = {},
): Promise<Json> {
  const query = `query ($code: ID, $speed: Float!) {
    estateAudit(divisionCode: $code, asOf: "2026-01-01", speedMetersPerSecond: $speed) { ${fields} } }`;
  return (await program.ask<Json>(query, { code, speed }, role as 'planner')).estateAudit;
}

async function codesOf(estateId: string): Promise<string[]> {
  const query = `query ($id: ID!) { estate(id: $id) { audit(asOf: "2026-01-01") { counted findings { code } } } }`;
  const { estate } = await program.ask<Json>(query, { id: estateId });
  return [estate.audit.counted ? 'counted' : 'apart', ...estate.audit.findings.map((one: Json) => one.code)];
}

describe('the audit of a division', () => {
  test('adds up exactly what estates owe, have, share and lack, and keeps the doubtful apart', async () => {
    const { totals } = await audit(`totals ${TOTALS}`);
    expect(totals).toEqual({
      ...{
        estates: 12,
        counted: 3,
        keptApart: 9,
        inDeficit: 1,
        inBreach: 1,
        ruleMissing: 2,
        households: 1934,
      },
      requiredSquareMeters: { exact: '386.8', value: 386.8 },
      providedSquareMeters: { exact: '350' },
      pooledSquareMeters: { exact: '0' },
      receivedSquareMeters: { exact: '40' },
      deficitSquareMeters: { exact: '46.8' },
    });
    expect((await audit(`totals { estates }`, { code: null })).totals.estates).toBe(13);
  });

  test('has levels whose units and the rest make its totals', async () => {
    const { levels, parts } = await audit(
      `levels { level units within { estates } elsewhere { estates } }
       parts(levels: [COMMUNITY]) { edges { node { division { code } totals { estates pooledSquareMeters { exact } } } } }`,
    );
    expect(levels).toEqual(
      [
        ['SUBDISTRICT', 1, 6, 6],
        ['TOWN', 1, 6, 6],
        ['COMMUNITY', 4, 12, 0],
      ].map(([level, units, within, elsewhere]) => ({
        level,
        units,
        within: { estates: within },
        elsewhere: { estates: elsewhere },
      })),
    );
    const found = parts.edges.map(({ node }: Json) => [
      node.division.code,
      node.totals.estates,
      node.totals.pooledSquareMeters.exact,
    ]);
    expect(found).toEqual([
      [C, 4, '40'],
      [D, 2, '0'],
      [A, 3, '0'],
      [B, 3, '-40'],
    ]);
  });

  test('lists estates worst first with their rule and why it applies', async () => {
    const { estates } =
      await audit(`estates(first: 2) { totalCount edges { node { estateId estate { name } estateClass ruleDate
      ruleReason rule { id clause document verified } requiredSquareMeters { exact } deficitSquareMeters { exact } step
      steps { step housingOn roomsOn } rooms { roomId countedSquareMeters { exact } notCounted } } } }`);
    expect(estates.totalCount).toBe(12);
    expect(estates.edges[0].node).toEqual({
      ...{
        estateId: 'E1',
        estate: { name: '甲苑' },
        estateClass: 'NEW',
        ruleDate: '2023-06-01',
        step: 'DELIVERED',
      },
      ruleReason: '新建小区，2023-06-01 出让土地，适用 999901000000 当日有效的规则（2023-01-01 起）',
      rule: { id: 'grid-new', clause: '第三条', document: '方格县规定', verified: true },
      requiredSquareMeters: { exact: '246.8' },
      deficitSquareMeters: { exact: '46.8' },
      steps: [
        { step: 'PLANNED', housingOn: '2023-07-01', roomsOn: '2023-08-01' },
        { step: 'BUILT', housingOn: '2024-05-01', roomsOn: '2024-06-01' },
        { step: 'ACCEPTED', housingOn: '2024-08-01', roomsOn: '2024-10-01' },
        { step: 'DELIVERED', housingOn: '2024-09-01', roomsOn: '2024-12-01' },
      ],
      rooms: [{ roomId: 'R1', countedSquareMeters: { exact: '200' }, notCounted: [] }],
    });
    expect(estates.edges[1].node.estateId).toBe('E10');
  });

  test('finds breaches with both dates, the rule and the evidence', async () => {
    const { findings } =
      await audit(`findings(severities: [BREACH]) { edges { node { code severity about step message
      responsibleBody state occurs rules { id clause } facts { name value }
      evidence { id subject subjectId step happenedOn document } } } }`);
    expect(findings.edges).toHaveLength(1);
    expect(findings.edges[0].node).toMatchObject({
      ...{
        code: 'DELIVERED_BEFORE_ROOM',
        about: 'DELIVERED',
        step: 'DELIVERED',
        state: 'OPEN',
        occurs: true,
      },
      message: '住宅 2024-09-01 交付，养老用房 2024-12-01 交付',
      responsibleBody: '方格县住建局',
      rules: [{ id: 'grid-new', clause: '第三条' }],
      evidence: [
        { subject: 'CARE_ROOM', subjectId: 'R1', happenedOn: '2024-12-01', document: 'R1 2024-12-01 文件' },
      ],
    });
  });

  test('walks pools over the network, minutes at the speed asked for', async () => {
    const fields = `estates(filter: { codes: [POOL_TOO_FAR] }) { edges { node { estateId deficitSquareMeters { exact } findings { code facts { name value } } } } }`;
    expect((await audit(fields)).estates.edges).toEqual([]);
    const slow = (await audit(fields, { speed: 0.99 })).estates.edges.map(({ node }: Json) => node);
    expect(slow.map((node: Json) => [node.estateId, node.deficitSquareMeters.exact])).toEqual([['E3', '40']]);
    expect(slow[0].findings.find(({ code }: Json) => code === 'POOL_TOO_FAR').facts).toEqual([
      { name: 'estateId', value: 'E3' },
      { name: 'walkMeters', value: '300' },
      { name: 'limitMeters', value: '297' },
    ]);
    const told = `estates(filter: { codes: [POOL_NOT_SETTLED] }) { edges { node { estateId inBreach findings { code message } } } }`;
    const others = (await audit(told, { speed: 0.99 })).estates.edges.map(({ node }: Json) => node);
    expect(others).toEqual([
      {
        ...{ estateId: 'E2', inBreach: false },
        findings: [{ code: 'POOL_NOT_SETTLED', message: '合建未成立：E3 步行距离超限' }],
      },
    ]);
  });

  test('rests what is found of a pool on the evidence of all its members', async () => {
    const { findings } = await audit(
      `findings(codes: [POOL_TOO_FAR]) { edges { node { estate { id } evidence { subjectId step } } } }`,
      { speed: 0.99 },
    );
    expect(findings.edges.map(({ node }: Json) => node)).toEqual([
      {
        estate: { id: 'E3' },
        evidence: ['ACCEPTED', 'DELIVERED'].map((step) => ({ subjectId: 'R2', step })),
      },
    ]);
  });

  test('knows a pool from the day it was agreed on', async () => {
    const deficitOn = async (asOf: string) => {
      const query = `{ estate(id: "E3") { audit(asOf: "${asOf}", speedMetersPerSecond: 1) {
        poolId deficitSquareMeters { exact } } } }`;
      const { poolId, deficitSquareMeters } = (await program.ask<Json>(query)).estate.audit;
      return [poolId, deficitSquareMeters.exact];
    };
    const agreed = (day: string) =>
      importCsv(program, 'pools', `id,name,estateIds,agreedOn\nP1,乙丙合建,E2;E3,${day}`);
    await agreed('2025-07-01');
    expect(await deficitOn('2025-06-30')).toEqual([null, '40']);
    expect(await deficitOn('2025-07-01')).toEqual(['P1', '0']);
    await agreed('');
  });

  test('counts findings, and filters by what was found and by the register', async () => {
    const { findingCounts, rules } = await audit('findingCounts { code estates findings open } rules { id }');
    expect(findingCounts).toContainEqual({ code: 'ROOM_CLAIMED_TWICE', estates: 2, findings: 2, open: 2 });
    expect(rules).toEqual([{ id: 'grid-new' }]);
    const idsBy = async (filter: string) =>
      (
        await audit(`estates(filter: { ${filter} }, orderBy: DIVISION) { edges { node { estateId } } }`)
      ).estates.edges.map(({ node }: Json) => node.estateId);
    expect(await idsBy('deficit: true')).toEqual(['E1']);
    expect(await idsBy('breach: true')).toEqual(['E1']);
    expect(await idsBy('ruleMissing: true')).toEqual(['E12', 'E4']);
    expect(await idsBy('keptApart: false')).toEqual(['E3', 'E1', 'E2']);
    expect(await idsBy('developerContains: "方格", phase: "二期"')).toEqual(['E2']);
    expect(await idsBy('bbox: [118.2695, 33.949, 118.2705, 33.9515]')).toEqual(['E1']);
  });

  test('is a filter of the list of estates, with box, division, developer and phase', async () => {
    const ids = async (filter: string) => {
      const query = `{ estates(filter: { auditedOn: "2026-01-01", ${filter} }) { totalCount edges { node { id } } } }`;
      const { estates } = await program.ask<Json>(query);
      expect(estates.totalCount).toBe(estates.edges.length);
      return estates.edges.map(({ node }: Json) => node.id);
    };
    // At 0.8 m/s E3 is too far from the rooms of its pool.
    expect(await ids('deficit: true')).toEqual(['E1', 'E3']);
    expect(await ids(`deficit: true, divisionCode: "${A}"`)).toEqual(['E1']);
    expect(await ids('deficit: true, developerContains: "南山", phase: "一期"')).toEqual(['E3']);
    expect(await ids('ruleMissing: true, bbox: [118.272, 33.951, 118.276, 33.956]')).toEqual([
      'E12',
      'E13',
      'E4',
    ]);
    expect(await ids('breach: true')).toEqual(['E1', 'E3']);
    expect(await ids('breach: true, deficit: false')).toEqual([]);
    expect(await ids('phase: "二期"')).toEqual(['E2']);
  });

  test('is for planners and natural-resources staff, of divisions that are there', async () => {
    await expect(audit('asOf', { role: 'public' })).rejects.toThrow('needs the role');
    for (const listed of ['estates', 'estates(filter: { auditedOn: "2026-01-01", deficit: true })'])
      await expect(
        program.ask(`{ ${listed} { totalCount edges { node { id } } } }`, {}, 'public'),
      ).rejects.toThrow('needs the role');
    await expect(program.ask('{ estate(id: "E1") { id } }', {}, 'public')).rejects.toThrow('needs the role');
    await expect(audit('asOf', { role: 'resources' })).resolves.toBeTruthy();
    await expect(audit('asOf', { code: '110000000000' })).rejects.toThrow('There is no division');
    await expect(audit('asOf', { speed: 9 })).rejects.toThrow('speedMetersPerSecond');
  });
});

describe('data that do not hold', () => {
  test.each([
    ['E5', 'households 0', 'HOUSEHOLDS_MISSING'],
    ['E6', 'no households', 'HOUSEHOLDS_MISSING'],
    ['E7', 'dates out of order', 'DATES_OUT_OF_ORDER'],
    ['E8', 'an area larger than the building', 'ROOM_AREA_EXCEEDS_BUILDING'],
    ['E9', 'a room two estates claim', 'ROOM_CLAIMED_TWICE'],
    ['E10', 'a room two estates claim', 'ROOM_CLAIMED_TWICE'],
    ['E11', 'an entrance 2 km away', 'ENTRANCE_FAR'],
    ['E12', 'two rules for one date', 'RULES_OVERLAP'],
    ['E4', 'no rule', 'RULE_MISSING'],
    ['E13', 'no division, so no rule', 'RULE_MISSING'],
  ])('%s: %s keep it apart, listed under %s', async (id, _, code) => {
    const [counted, ...codes] = await codesOf(id);
    expect(counted).toBe('apart');
    expect(codes).toContain(code);
  });
});
