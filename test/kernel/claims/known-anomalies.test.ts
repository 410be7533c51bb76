import { describe, expect, it } from 'vitest';
import { checkClaims } from '../../../src/kernel/claims/check-claims.js';
import type { Claim, ClaimRelation } from '../../../src/kernel/claims/claim.js';
import { claim, relation } from './claims-support.js';

const check = (relations: ClaimRelation[], ...others: Claim[]) => {
  const claims = [...new Set([...relations.flatMap((one) => [one.claim, ...one.terms]), ...others])];
  return checkClaims(claims, relations);
};
const codes = (relations: ClaimRelation[], ...others: Claim[]) =>
  check(relations, ...others).findings.map(({ code, severity }) => `${severity} ${code}`);

/** 本民〔2024〕17号, 2024-08-07: the progress report on the lottery-fund project. */
describe('what holds in the report is not flagged', () => {
  const first = claim('1163', '万元');
  it.each([
    ['840 + 323 = 1163', relation('SUM', first, claim('840', '万元'), claim('323', '万元'))],
    ['1163 + 279 = 1442', relation('SUM', claim('1442', '万元'), first, claim('279', '万元'))],
    [
      '74.6 / 279 = 26.74 %',
      relation('RATIO', claim('26.74', '%'), claim('74.6', '万元'), claim('279', '万元')),
    ],
    [
      '524.6 / 1442 = 36.38 %',
      relation('RATIO', claim('36.38', '%'), claim('524.6', '万元'), claim('1442', '万元')),
    ],
    [
      '450 + 74.6 = 524.6',
      relation('SUM', claim('524.6', '万元'), claim('450', '万元'), claim('74.6', '万元')),
    ],
    ['450 / 1163 = 38.69 %', relation('RATIO', claim('38.69', '%'), claim('450', '万元'), first)],
    ['1362 ≥ 1200', relation('AT_LEAST', claim('1362', '张'), claim('1200', '张'))],
  ])('%s', (_, stated) => {
    const { checks, findings } = check([stated]);
    expect(findings).toEqual([]);
    expect(checks.map(({ outcome }) => outcome)).toEqual(['HOLDS']);
  });
});

describe('what does not hold is flagged', () => {
  it('已支出524.6元 must be 万元', () => {
    const spent = claim('524.6', '元', { key: 'spent' });
    const stated = relation('SUM', spent, claim('450', '万元'), claim('74.6', '万元'));
    const [finding, ...others] = check([stated]).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'UNIT_SLIP',
      severity: 'ERROR',
      relation: 0,
      expected: '524.6 万元',
      actual: '524.6 元',
      arithmetic: '450 万元 + 74.6 万元 = 524.6 万元 = 5246000 元 ≠ 524.6 元',
      hints: [{ kind: 'UNIT', key: 'spent', written: '524.6 元', unit: '万元' }],
    });
  });

  it('the same slip shows in the share, 524.6 元 of 1442 万元', () => {
    const stated = relation('RATIO', claim('36.38', '%'), claim('524.6', '元'), claim('1442', '万元'));
    expect(codes([stated])).toEqual(['ERROR UNIT_SLIP']);
  });

  it('the same slip is found unasked, once', () => {
    const [spent, central, city] = [claim('524.6', '元'), claim('450', '万元'), claim('74.6', '万元')];
    expect(codes([], spent, central, city, claim('40', '元'), claim('1442', '万元'))).toEqual([
      'WARNING UNIT_SLIP',
    ]);
    expect(codes([relation('SUM', spent, central, city)])).toEqual(['ERROR UNIT_SLIP']);
  });

  it('2400 people × 30 visits × 40 元 is 288 万元, not 323 万元', () => {
    const factors = [claim('2400', '名'), claim('30', '次'), claim('40', '元', { key: 'price' })];
    const [finding] = check([relation('PRODUCT', claim('323', '万元'), ...factors)]).findings;
    expect(finding).toMatchObject({
      code: 'PRODUCT_MISMATCH',
      severity: 'ERROR',
      expected: '288 万元',
      actual: '323 万元',
      arithmetic: '2400 名 × 30 次 × 40 元 = 2880000 元 = 288 万元 ≠ 323 万元',
    });
    expect(finding.hints[0]).toMatchObject({ kind: 'VALUES' });
    expect(JSON.stringify(finding.hints)).toContain('{"key":"price","text":"44.86 元"}');
    expect(codes([relation('PRODUCT', claim('288', '万元'), ...factors)])).toEqual([]);
  });

  it('2400名 and 2400人次, unasked and when said to be one', () => {
    const [people, visits] = [claim('2400', '名'), claim('2400', '人次')];
    expect(codes([], people, visits)).toEqual(['WARNING UNIT_CONFUSION']);
    expect(codes([relation('EQUAL', people, visits)])).toEqual(['WARNING UNIT_CONFUSION']);
  });

  it('due 2024-06, dated 2024-08-07: 38 days late', () => {
    const [due, dated] = [
      claim('2024-06', 'date', { label: '完成时限' }),
      claim('2024-08-07', 'date', { label: '报告日期' }),
    ];
    const [finding] = check([relation('BEFORE', dated, due)]).findings;
    expect(finding).toMatchObject({
      code: 'DATES_OUT_OF_ORDER',
      arithmetic: '2024-08-07 > 2024-06 (+38 天 days)',
    });
    expect(codes([], due, dated)).toEqual(['WARNING DATES_OUT_OF_ORDER']);
    expect(codes([relation('BEFORE', claim('2024-06-30', 'date'), due)])).toEqual([]);
  });

  it('轮训200人次: per county or city?', () => {
    const city = claim('1000', '人', { label: '培训', subject: '培训', scope: '全市' });
    const bare = claim('200', '人次', { label: '轮训', subject: '培训' });
    expect(check([], city, bare).findings).toMatchObject([{ code: 'SCOPE_UNSTATED', claims: ['轮训'] }]);
    expect(codes([], { ...bare, scope: '不明' })).toEqual(['WARNING SCOPE_UNSTATED']);
    expect(codes([], city, { ...bare, scope: '每县（区）' })).toEqual([]);
    expect(codes([], bare)).toEqual([]);
  });

  it('the same ten sites called 大厅, 服务点 and 中心', () => {
    const [hall, point, centre] = ['大厅', '服务点', '中心'].map((label) => claim('10', '个', { label }));
    const [finding] = check([relation('SAME_NAME', hall, point, centre)]).findings;
    expect(finding).toMatchObject({ code: 'NAMES_DIFFER', arithmetic: '大厅 ≠ 服务点 ≠ 中心' });
    const subject = '县区级中心';
    const together = [hall, point, centre].map((one) => ({ ...one, subject }));
    expect(codes([], ...together)).toEqual(['NOTE NAMES_DIFFER']);
    // Stated by two relations, they are not found a third time.
    const [first, ...others] = together;
    const stated = others.map((other) => relation('SAME_NAME', other, first));
    expect(codes(stated, ...together)).toEqual(['WARNING NAMES_DIFFER', 'WARNING NAMES_DIFFER']);
  });
});
