import 'reflect-metadata';
import { graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type ClaimReport, createClaimsRoom } from '../../src/claims/index.js';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import { buildGraphqlSchema } from '../../src/platform/graphql/build-schema.js';

const schema = buildGraphqlSchema(createClaimsRoom().resolvers);

const QUERY = `query ($claims: [ClaimInput!]!, $relations: [ClaimRelationInput!]) {
  checkClaims(claims: $claims, relations: $relations) {
    claimCount hasErrors
    findings { code severity relation claims expected actual arithmetic message messageEn hint hintEn }
    checks { kind claim terms outcome arithmetic }
  }
}`;

interface Asked {
  readonly claims: readonly object[];
  readonly relations?: readonly object[];
}

/** Asked without a viewer: the query is public and reads nothing. */
async function ask(variableValues: Asked): Promise<ClaimReport> {
  const { data, errors } = await graphql({ schema, source: QUERY, variableValues: { ...variableValues } });
  if (errors) throw errors[0].originalError ?? errors[0];
  return (data as unknown as { checkClaims: ClaimReport }).checkClaims;
}

async function refusalOf(asked: Asked): Promise<{ code: string; message: string; details: object }> {
  const error = await ask(asked).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PlanningError)) throw new Error(`expected a PlanningError; got ${String(error)}`);
  return { code: error.code, message: error.message, details: error.details };
}

const wan = (key: string, value: string) => ({ key, label: key, value, unit: '万元' });
const sum = (claim: string, ...terms: string[]) => ({ kind: 'SUM', claim, terms });

describe('checkClaims', () => {
  it('lists what holds as checked and words what does not, in both languages', async () => {
    const claims = [wan('central', '840'), wan('city', '323'), wan('first', '1163'), wan('wrong', '1263')];
    const relations = [sum('first', 'central', 'city'), sum('wrong', 'central', 'city')];
    expect(await ask({ claims, relations })).toEqual({
      claimCount: 4,
      hasErrors: true,
      findings: [
        {
          code: 'SUM_MISMATCH',
          severity: 'ERROR',
          relation: 1,
          claims: ['wrong', 'central', 'city'],
          expected: '1163 万元',
          actual: '1263 万元',
          arithmetic: '840 万元 + 323 万元 = 1163 万元 ≠ 1263 万元',
          message: '合计与各项之和不符',
          messageEn: 'the total is not the sum of its parts',
          hint: null,
          hintEn: null,
        },
      ],
      checks: [
        {
          kind: 'SUM',
          claim: 'first',
          terms: ['central', 'city'],
          outcome: 'HOLDS',
          arithmetic: '840 万元 + 323 万元 = 1163 万元',
        },
        {
          kind: 'SUM',
          claim: 'wrong',
          terms: ['central', 'city'],
          outcome: 'FAILS',
          arithmetic: '840 万元 + 323 万元 = 1163 万元 ≠ 1263 万元',
        },
      ],
    });
  });

  it('says which unit would make it hold', async () => {
    const claims = [wan('a', '450'), wan('b', '74.6'), { key: 'spent', label: '已支出', value: '524.6元' }];
    const { findings } = await ask({ claims, relations: [sum('spent', 'a', 'b')] });
    expect(findings[0]).toMatchObject({
      code: 'UNIT_SLIP',
      hint: '若 spent 的 524.6 元 单位为万元则成立',
      hintEn: 'holds if 524.6 元 of spent is in 万元',
    });
  });

  it.each([
    ['524.6', '万元', '524.6 万元'],
    ['1,163万元', null, '1163 万元'],
    ['２４００', '名', '2400 名'],
    ['36.38％', null, '36.38%'],
    ['2024年6月', null, '2024-06'],
    ['2024-08-07', null, '2024-08-07'],
    ['2024', 'date', '2024'],
    ['350㎡', '平方米', '350 平方米'],
  ])('reads %s %s', async (value, unit, shown) => {
    const twin = shown.match(/^\d{4}(-|$)/) ? 'date' : null;
    const claims = [
      { key: 'a', label: 'a', value, unit },
      { key: 'b', label: 'b', value: shown, unit: twin },
    ];
    const { checks } = await ask({ claims, relations: [{ kind: 'EQUAL', claim: 'a', terms: ['b'] }] });
    expect(checks[0].outcome).toBe('HOLDS');
  });

  const claims = [wan('a', '1'), wan('b', '2'), wan('c', '3')];
  it.each([
    ['no claim', { claims: [] }, 'claims: expected at least one claim.'],
    ['a key twice', { claims: [wan('a', '1'), wan('a', '2')] }, 'Claim "a": key stands twice'],
    ['no key', { claims: [wan(' ', '1')] }, 'Claim "": key must have 1 to 80 characters'],
    ['no number', { claims: [wan('a', '约2400')] }, 'got "约2400"'],
    ['an exponent', { claims: [wan('a', '1e9')] }, 'Claim "a": unit cannot be read'],
    ['half a separator', { claims: [wan('a', '1,16')] }, 'got "1,16"'],
    ['too many digits', { claims: [wan('a', '1'.repeat(25))] }, 'at most 24'],
    ['an unknown unit', { claims: [{ key: 'a', label: 'a', value: '1', unit: '斤' }] }, 'got "斤"'],
    ['no unit', { claims: [{ key: 'a', label: 'a', value: '2024' }] }, 'unit is missing: expected one of 元'],
    ['two units', { claims: [wan('a', '5元')] }, 'unit is 万元, but the value says 元'],
    [
      'no such day',
      { claims: [{ key: 'a', label: 'a', value: '2024-02-30', unit: 'date' }] },
      'a date such as',
    ],
    ['a bad period', { claims: [{ ...wan('a', '1'), period: '去年' }] }, 'Claim "a": period cannot be read'],
    ['an unknown key', { claims, relations: [sum('a', 'b', 'x')] }, 'names "x", which is no claim'],
    ['itself', { claims, relations: [sum('a', 'a', 'b')] }, 'Relation 1 (SUM): names "a" as one of its own'],
    ['a term twice', { claims, relations: [sum('a', 'b', 'b')] }, 'names one term twice'],
    ['too few terms', { claims, relations: [sum('a', 'b')] }, 'needs 2 to 100 terms; got 1'],
    [
      'three for a ratio',
      {
        claims: [...claims, wan('d', '4')],
        relations: [{ kind: 'RATIO', claim: 'a', terms: ['b', 'c', 'd'] }],
      },
      'needs 2 terms; got 3',
    ],
    [
      'a circle',
      { claims: [...claims, wan('d', '4')], relations: [sum('a', 'b', 'c'), sum('b', 'a', 'd')] },
      'goes in a circle: a → b → a',
    ],
  ])('refuses %s', async (_, asked, words) => {
    const { code, message } = await refusalOf(asked);
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toContain(words);
  });

  it('says where: claim, field and value', async () => {
    const { details } = await refusalOf({ claims: [wan('a', '两百')] });
    expect(details).toEqual({ claim: 'a', field: 'value', value: '两百' });
  });

  it('takes 500 claims and refuses 501', async () => {
    const many = Array.from({ length: 501 }, (_, at) => wan(`k${at}`, String(at)));
    expect((await ask({ claims: many.slice(1) })).claimCount).toBe(500);
    expect(await refusalOf({ claims: many })).toMatchObject({ code: 'LIMIT_EXCEEDED' });
    const relations = Array.from({ length: 1001 }, () => ({ kind: 'EQUAL', claim: 'k1', terms: ['k2'] }));
    expect(await refusalOf({ claims: many.slice(1), relations })).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it('answers the largest set it takes within two seconds of processor time', async () => {
    const many = Array.from({ length: 500 }, (_, at) => ({
      ...wan(`k${at}`, `${at}${'1'.repeat(19)}.${at % 10}`),
      unit: at % 2 ? '元' : '万元',
      subject: '资金',
    }));
    const relations = Array.from({ length: 250 }, (_, at) =>
      sum('k0', ...Array.from({ length: 8 }, (_, term) => `k${at + term + 1}`)),
    );
    const start = process.cpuUsage();
    const { checks } = await ask({ claims: many, relations });
    expect(checks).toHaveLength(250);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(2);
  });
});
