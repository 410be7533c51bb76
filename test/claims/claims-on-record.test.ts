import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readingDraftOf } from '../../src/indicators/index.js';
import { openProgram, type Program } from '../support/program.js';
import type { Json } from '../support/rooms.js';

const CITY = '210500000000';
const COUNTY = '210502000000';

let program: Program;
beforeAll(async () => {
  program = await openProgram();
  await program.rooms.indicators.prepare();
  const record = (indicatorKey: string, month: string, figures: Record<string, number>) =>
    program.rooms.indicators.readings.record(
      readingDraftOf({
        ...{ jurisdictionCode: COUNTY, indicatorKey, month, document: '本民〔2024〕17号', restates: false },
        ...figures,
      }),
      { actor: 'tester', role: 'planner' },
    );
  await record('family-beds', '2024-07', { value: 1362 });
  await record('project-funds-spent', '2024-07', { numerator: 524.6, denominator: 1442 });
  await record('family-bed-subsidy', '2024-07', { value: 7000 });
});
afterAll(() => program?.close());

const CHECK = `query ($claims: [ClaimInput!]!) { checkClaims(claims: $claims) { hasErrors
  findings { code severity claims expected actual message messageEn } } }`;
const at = { division: COUNTY, month: '2024-08' };

async function check(claim: Record<string, unknown>): Promise<Json> {
  const claims = [{ key: 'a', label: '数据', ...claim }];
  return (await program.ask<Json>(CHECK, { claims }, 'public')).checkClaims;
}

describe('a claim that names a figure of the platform', () => {
  test.each([
    ['its reading', { value: '1362张', indicator: 'family-beds', ...at }],
    ['its Chinese name', { value: '1362', unit: '张', indicator: '家庭养老床位建设数', ...at }],
    ['the sum of a city’s counties', { value: '1362张', indicator: 'family-beds', ...at, division: CITY }],
    ['a share at the places written', { value: '36.38%', indicator: 'project-funds-spent', ...at }],
    ['an amount in another unit', { value: '0.7万元', indicator: 'family-bed-subsidy', ...at }],
    [
      'a target that counts then',
      { value: '1200张', indicator: 'family-beds', ...at, division: CITY, part: 'TARGET' },
    ],
  ])('agrees with %s', async (_, claim) => {
    expect(await check(claim)).toEqual({ hasErrors: false, findings: [] });
  });

  test('differs: both figures are named', async () => {
    const { hasErrors, findings } = await check({ value: '1300张', indicator: 'family-beds', ...at });
    expect(hasErrors).toBe(true);
    expect(findings).toEqual([
      {
        code: 'DIFFERS_FROM_RECORD',
        severity: 'ERROR',
        claims: ['a'],
        expected: '1362（2024-07 填报 reading）',
        actual: '1300 张',
        message: '与平台登记的数据不符',
        messageEn: 'not what is on record',
      },
    ]);
    const share = await check({ value: '36.39%', indicator: 'project-funds-spent', ...at });
    expect(share.findings).toMatchObject([
      { code: 'DIFFERS_FROM_RECORD', expected: '36.38%（2024-07 填报 reading）' },
    ]);
  });

  test.each([
    [
      'nothing on record',
      { value: '3张', indicator: 'family-beds', ...at, month: '2024-06' },
      'NOT_ON_RECORD',
    ],
    ['no such target', { value: '3张', indicator: 'family-beds', ...at, part: 'TARGET' }, 'NOT_ON_RECORD'],
    ['another kind of unit', { value: '1362人', indicator: 'family-beds', ...at }, 'UNIT_MISMATCH'],
  ])('%s', async (_, claim, code) => {
    expect((await check(claim)).findings.map((one: Json) => one.code)).toEqual([code]);
  });

  test.each([
    ['only part of a figure', { value: '3张', indicator: 'family-beds' }, 'division is missing'],
    ['an unknown indicator', { value: '3张', indicator: 'no-such', ...at }, 'no indicator'],
    ['a bad code', { value: '3张', indicator: 'family-beds', ...at, division: '2105' }, '12 digits'],
    ['a bad month', { value: '3张', indicator: 'family-beds', ...at, month: 'May' }, 'YYYY-MM'],
  ])('is refused with %s', async (_, claim, message) => {
    await expect(check(claim)).rejects.toThrow(message);
  });
});

test('every computed indicator is evaluated, those without a target too', async () => {
  const { indicatorFigures } = await program.ask<Json>(
    `{ indicatorFigures(divisionCode: "${CITY}", asOf: "2023-06-30", computed: true) { indicator { key } basis reason rule } }`,
    {},
    'public',
  );
  expect(indicatorFigures.map((one: Json) => one.indicator.key)).toContain('fifteen-minute-elderly-share');
  expect(new Set(indicatorFigures.map((one: Json) => one.basis))).toEqual(new Set(['COMPUTED']));
  expect(indicatorFigures.filter((one: Json) => one.reason === 'NOT_COMPUTABLE')).toEqual([]);
  const { indicatorFigures: told } = await program.ask<Json>(
    `{ indicatorFigures(divisionCode: "${CITY}", month: "2024-08", indicatorKeys: ["home-visits-made", "family-beds"]) {
       value reason readingMonth indicator { key } } }`,
  );
  expect(told).toEqual([
    { value: 1362, reason: null, readingMonth: '2024-07', indicator: { key: 'family-beds' } },
    { value: null, reason: 'NO_READING', readingMonth: null, indicator: { key: 'home-visits-made' } },
  ]);
});
