import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  A,
  B,
  C,
  COUNTY,
  D,
  gridNetwork,
  gridTown,
  publishNetwork,
  writeTown,
} from '../support/grid-town.js';
import { openProgram, type Program } from '../support/program.js';
import { writeRemedyTown } from '../support/remedy-town.js';
import type { Json } from '../support/rooms.js';

const PLAN = `status estatesInDeficit estatesSettled deficitSquareMeters { exact } settledSquareMeters { exact }
  settledBoundSquareMeters costYuan { exact } costBoundYuan costWithoutBudgetYuan { exact } dataHash synthetic notes
  steps { order form placeId name areaSquareMeters { exact } usedSquareMeters { exact } costYuan { exact }
    shares { estateId areaSquareMeters { exact } walkMeters isInside formUnknown } settledEstateIds
    settledSoFarSquareMeters { exact } costSoFarYuan { exact } }
  forms { form places usedSquareMeters { exact } costYuan { exact } }
  unsettled { estateId estateName deficitSquareMeters { exact } reason }`;

/**
 * A shares within 250 m, B shares however far, C shares nothing, D asks for sites of 300 m² and entrances of their own.
 * Everybody owes 20 m² a hundred households.
 */
const TOWN = {
  rules: [
    { code: A, rate: 20, pools: true, walk: 250 },
    { code: B, rate: 20, pools: true },
    { code: C, rate: 20 },
    { code: D, rate: 20, minimum: 300, pools: true, walk: 450, ownEntrance: true },
  ],
  estates: [
    { id: 'a1', name: '甲一', code: A, households: 1234, at: [0, 0] },
    { id: 'a2', name: '甲二', code: A, households: 500, at: [1, 0] },
    { id: 'a3', name: '甲三', code: A, households: 100, at: [2, 0], room: 120.5 },
    { id: 'b1', name: '乙一', code: B, households: 300, at: [4, 0] },
    {
      id: 'c1',
      name: '丙一',
      code: C,
      households: 200,
      at: [0, 4],
      outline: [
        [-90, 3.5],
        [0.5, 6],
      ],
    },
    { id: 'c2', name: '丙二', code: C, households: 250, at: [1, 4] },
    { id: 'd1', name: '丁一', code: D, households: 400, at: [4, 4] },
    { id: 'd2', name: '丁二', code: D, households: 600, at: [3, 4] },
    { id: 'far', name: '远苑', code: B, households: 10, at: [30, 30] },
  ],
  premises: [
    { id: 'p1', form: 'PURCHASE', area: 300, cost: 900_000, at: [0, 1] },
    { id: 'p2', form: 'LEASE', area: 60, cost: 90_000.5, at: [4, 1] },
    { id: 'p3', form: 'NEW_BUILD', area: 90, cost: 400_000, at: [-88, 5.8] },
    { id: 'p4', form: 'CONVERSION', area: 320, cost: 700_000, at: [4, 3.2] },
    { id: 'p5', form: 'SWAP', area: 900, cost: 10, at: [4, 3.5], ownEntrance: false },
  ],
} as const;

let program: Program;
beforeAll(async () => {
  program = await openProgram();
  await writeTown(program.database.manager, { divisions: gridTown.divisions });
  await publishNetwork(program.database.manager, gridNetwork());
  await writeRemedyTown(program.database.manager, TOWN);
});
afterAll(() => program?.close());

async function plan(values: Record<string, unknown> = {}, fields = PLAN, role = 'planner'): Promise<Json> {
  const query = `query ($code: ID!, $budget: Float, $forms: [RemedyForm!], $minutes: Float! = 5) {
    remedyPlan(divisionCode: $code, asOf: "2025-01-01", budgetYuan: $budget, forms: $forms, walkMinutes: $minutes,
      speedMetersPerSecond: 1) { ${fields} } }`;
  return (await program.ask<Json>(query, { code: COUNTY, ...values }, role as 'planner')).remedyPlan;
}

describe('a plan of remedies', () => {
  it('settles most for least, shares what neighbours have to spare, and proves it', async () => {
    const found = await plan();
    expect(found).toMatchObject({
      ...{ status: 'OPTIMAL', estatesInDeficit: 8, synthetic: true, costWithoutBudgetYuan: null },
      // 246.8 + 100 + 60 + 40 + 50 + 300 (a site; the part is 80) + 300 (120) + 2
      deficitSquareMeters: { exact: '1098.8' },
    });
    const settled = found.steps.flatMap(({ settledEstateIds }: Json) => settledEstateIds).sort();
    expect(settled).toEqual(['a1', 'a2', 'b1', 'c1', 'd1', 'd2']);
    expect(found.settledSquareMeters.exact).toBe('1046.8');
    expect(found.settledBoundSquareMeters).toBe(1046.8);
    // p1 for a1, with a3's spare 100.5 for a2 or the rest; p2 for b1, p3 for c1, p4 shared by d1 and d2.
    expect(found.costYuan.exact).toBe('2090000.5');
    expect(found.costBoundYuan).toBe(2_090_000.5);
    expect(found.forms).toEqual(
      [
        ['NEW_BUILD', 1, '40', '400000'],
        ['CONVERSION', 1, '200', '700000'],
        ['PURCHASE', 1, expect.any(String), '900000'],
        ['LEASE', 1, '60', '90000.5'],
        ['POOLING', 1, expect.any(String), '0'],
      ].map(([form, places, area, cost]) => ({
        ...{ form, places, usedSquareMeters: { exact: area }, costYuan: { exact: cost } },
      })),
    );
    expect(found.unsettled).toEqual([
      {
        ...{ estateId: 'c2', estateName: '丙二', reason: 'NO_OFFER' },
        deficitSquareMeters: { exact: '50' },
      },
      { estateId: 'far', estateName: '远苑', reason: 'NO_WALKWAY', deficitSquareMeters: { exact: '2' } },
    ]);
  });

  it('tells the order to go about it, with what is settled and spent by then', async () => {
    const { steps, settledSquareMeters, costYuan } = await plan();
    expect(steps.map(({ order }: Json) => order)).toEqual([1, 2, 3, 4, 5]);
    expect(steps[0]).toMatchObject({
      form: 'POOLING',
      placeId: 'a3',
      name: '甲三',
      costYuan: { exact: '0' },
    });
    expect(steps[0].areaSquareMeters.exact).toBe('100.5');
    // 60 m² for 90,000.50 yuan are dearer than 600 m² for 700,000.
    expect(steps[1]).toMatchObject({
      ...{ placeId: 'p4', usedSquareMeters: { exact: '200' }, settledEstateIds: ['d1', 'd2'] },
      shares: [
        { estateId: 'd1', areaSquareMeters: { exact: '80' }, isInside: false, formUnknown: ['OWN_ENTRANCE'] },
        { estateId: 'd2', areaSquareMeters: { exact: '120' }, isInside: false },
      ],
    });
    expect(steps[1].shares.map(({ walkMeters }: Json) => Math.round(walkMeters))).toEqual([80, 180]);
    const last = steps[4];
    expect(last.settledSoFarSquareMeters).toEqual(settledSquareMeters);
    expect(last.costSoFarYuan).toEqual(costYuan);
    // Inside the outline, off every walkway and far beyond any walk from an entrance.
    const inside = steps.find(({ placeId }: Json) => placeId === 'p3');
    expect(inside.shares).toMatchObject([{ estateId: 'c1', walkMeters: null, isInside: true }]);
  });

  it('keeps to a budget and says who stays for it', async () => {
    const found = await plan({ budget: 1_000_000 });
    expect(found.status).toBe('OPTIMAL');
    expect(found.costWithoutBudgetYuan.exact).toBe('2090000.5');
    // The 600 m² of d1 and d2, b1, and a2 by what a3 has to spare.
    expect(found).toMatchObject({ settledSquareMeters: { exact: '760' }, costYuan: { exact: '790000.5' } });
    const why = Object.fromEntries(found.unsettled.map(({ estateId, reason }: Json) => [estateId, reason]));
    expect(why).toEqual({ a1: 'BUDGET', c1: 'BUDGET', c2: 'NO_OFFER', far: 'NO_WALKWAY' });
    const free = await plan({ budget: 0 });
    expect(free).toMatchObject({ settledSquareMeters: { exact: '100' }, costYuan: { exact: '0' } });
  });

  it('uses only the forms allowed, and tells what is wrong with the places near', async () => {
    const reasons = async (forms: string[]) => {
      const { unsettled } = await plan({ forms });
      return Object.fromEntries(unsettled.map(({ estateId, reason }: Json) => [estateId, reason]));
    };
    expect(await reasons(['SWAP'])).toMatchObject({ d1: 'FORM_NOT_MET', d2: 'FORM_NOT_MET', a1: 'NO_OFFER' });
    expect(await reasons(['POOLING'])).toMatchObject({ a1: 'TOO_LITTLE_AREA', b1: 'TAKEN_BY_OTHERS' });
    expect(await reasons(['PURCHASE', 'LEASE'])).toMatchObject({
      d1: 'SITES_TOO_SMALL',
      a2: 'TAKEN_BY_OTHERS',
    });
  });

  it('is the same again, under the same hash, and another hash for other data or settings', async () => {
    const [one, again, other] = [await plan(), await plan(), await plan({ minutes: 6 })];
    expect(again).toEqual(one);
    expect(other.dataHash).not.toBe(one.dataHash);
  });

  it('comes as a workbook to print and as a table', async () => {
    const sheets = 'csv: sheet(format: CSV) { fileName text } xlsx: sheet(format: XLSX) { fileName base64 }';
    const { csv, xlsx } = await plan({}, sheets);
    expect(csv.fileName).toBe(`remedy-plan-${COUNTY}-2025-01-01.csv`);
    expect(csv.text).toMatch(/\r\n2,改建,p4,p4,320,700000,d1,丁一,80,80(\.\d+)?,700,700000,独立出入口\r\n/);
    const book = await readExcelFile(Buffer.from(xlsx.base64, 'base64'));
    expect(book.map(({ sheet }) => sheet)).toEqual(['补建步骤', '未解决小区', '分方式汇总']);
    expect(book[0].data[0][0]).toBe('方格县 小区养老服务用房补建方案');
    const sum = (rows: Json[][], column: number) =>
      rows.reduce((total, row) => total + (typeof row[column] === 'number' ? row[column] : 0), 0);
    expect(sum(book[0].data.slice(5), 5)).toBe(2_090_000.5);
    expect(book[1].data.slice(-3, -1)).toEqual([
      ['c2', '丙二', 50, '步行范围内无可用房源'],
      ['far', '远苑', 2, '小区出入口未接入路网'],
    ]);
    expect(sum(book[2].data.slice(5), 3)).toBe(2_090_000.5);
    const tight = await plan(
      { budget: 1_000_000, forms: ['SWAP', 'LEASE'] },
      'sheet(format: XLSX) { base64 }',
    );
    const [{ data }] = await readExcelFile(Buffer.from(tight.sheet.base64, 'base64'));
    expect(data[2][0]).toContain('预算 budget 1000000 元 yuan');
    expect(data[2][0]).toContain('仅用 only 置换、租赁');
  });

  it('is for planners and natural-resources staff, of a division that exists and settings that make sense', async () => {
    expect((await plan({}, 'status', 'resources')).status).toBe('OPTIMAL');
    await expect(plan({}, 'status', 'public')).rejects.toThrow('needs the role');
    await expect(plan({ code: '999999000000' })).rejects.toThrow('no division');
    await expect(plan({ budget: -1 })).rejects.toThrow('budgetYuan must be 0 or more');
    await expect(plan({ forms: [] })).rejects.toThrow('at least one form');
    const empty = await plan({ code: A, forms: ['LEASE'] });
    expect(empty).toMatchObject({ status: 'OPTIMAL', steps: [], costYuan: { exact: '0' } });
  });
});
