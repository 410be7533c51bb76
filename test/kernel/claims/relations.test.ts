import { describe, expect, it } from 'vitest';
import { checkClaims } from '../../../src/kernel/claims/check-claims.js';
import { checkRelation } from '../../../src/kernel/claims/check-relation.js';
import type { Claim, ClaimRelation } from '../../../src/kernel/claims/claim.js';
import { claim, relation } from './claims-support.js';

const told = (stated: ClaimRelation) => {
  const { outcome, findings } = checkRelation(stated);
  return [outcome, ...findings.map(({ code }) => code)];
};

describe('stated relations', () => {
  it.each([
    [
      'rounded terms',
      relation('SUM', claim('2.9', '万元'), claim('1.4', '万元'), claim('1.4', '万元')),
      ['WITHIN_ROUNDING'],
    ],
    [
      'units mixed',
      relation('SUM', claim('1', '亿元'), claim('9999', '万元'), claim('10000', '元')),
      ['HOLDS'],
    ],
    [
      'a cut-off ratio',
      relation('RATIO', claim('66.66', '%'), claim('2', '户'), claim('3', '户')),
      ['TRUNCATED', 'TRUNCATED'],
    ],
    [
      'a rounded ratio',
      relation('RATIO', claim('66.67', '%'), claim('2', '户'), claim('3', '户')),
      ['HOLDS'],
    ],
    [
      'a part above its total',
      relation('SUM', claim('5', '人'), claim('7', '人'), claim('1', '人')),
      ['FAILS', 'PART_EXCEEDS_TOTAL'],
    ],
    [
      'over zero',
      relation('RATIO', claim('0', '%'), claim('5', '人'), claim('0', '人')),
      ['FAILS', 'DIVISION_BY_ZERO'],
    ],
    [
      '人 + 人次',
      relation('SUM', claim('3', '人'), claim('1', '人'), claim('2', '人次')),
      ['FAILS', 'UNIT_MISMATCH'],
    ],
    [
      '人 × 次 = 人次',
      relation('PRODUCT', claim('72000', '人次'), claim('2400', '人'), claim('30', '次')),
      ['HOLDS'],
    ],
    [
      '人 × 次 = 人',
      relation('PRODUCT', claim('72000', '人'), claim('2400', '人'), claim('30', '次')),
      ['FAILS', 'UNIT_MISMATCH'],
    ],
    [
      'a share of an amount',
      relation('PRODUCT', claim('524.6', '万元'), claim('1442', '万元'), claim('36.38', '%')),
      ['HOLDS'],
    ],
    [
      'an average',
      relation('RATIO', claim('40', '元'), claim('288', '万元'), claim('72000', '人次')),
      ['HOLDS'],
    ],
    [
      'visits each',
      relation('RATIO', claim('30', '次'), claim('72421', '人次'), claim('2400', '人')),
      ['HOLDS'],
    ],
    [
      'a set price in 万元',
      relation('PRODUCT', claim('899', '万元'), claim('0.7', '万元'), claim('1200', '张')),
      ['FAILS', 'PRODUCT_MISMATCH'],
    ],
    ['equal in other units', relation('EQUAL', claim('323', '万元'), claim('3230000', '元')), ['HOLDS']],
    [
      'equal at the coarser',
      relation('EQUAL', claim('323', '万元'), claim('3228888', '元')),
      ['WITHIN_ROUNDING'],
    ],
    ['not equal', relation('EQUAL', claim('1362', '张'), claim('1200', '张')), ['FAILS', 'VALUES_DIFFER']],
    [
      'equal but for the unit',
      relation('EQUAL', claim('1442', '元'), claim('1442', '万元')),
      ['FAILS', 'UNIT_SLIP'],
    ],
    ['a target met', relation('AT_LEAST', claim('90.1', '%'), claim('90', '%')), ['HOLDS']],
    [
      'a target missed',
      relation('AT_LEAST', claim('69.2', '%'), claim('70', '%')),
      ['FAILS', 'TARGET_MISSED'],
    ],
    ['a ceiling', relation('AT_MOST', claim('3001', '元'), claim('0.3', '万元')), ['FAILS', 'TARGET_MISSED']],
    [
      'a date that may be in time',
      relation('BEFORE', claim('2024', 'date'), claim('2024-06', 'date')),
      ['WITHIN_ROUNDING'],
    ],
    [
      'one name',
      relation('SAME_NAME', claim('10', '个', { label: '中心' }), claim('9', '个', { label: ' 中心' })),
      ['HOLDS'],
    ],
  ])('%s', (_, stated, expected) => {
    expect(told(stated)).toEqual(expected);
  });

  it('equal values of two years are noted', () => {
    const [a, b] = ['2022', '2023'].map((text) => claim('5', '人', { period: claim(text, 'date').date }));
    expect(told(relation('EQUAL', a, b))).toEqual(['HOLDS', 'PERIODS_DIFFER']);
  });
});

describe('what shows by itself', () => {
  const found = (...claims: Claim[]) => checkClaims(claims, []).findings.map(({ code }) => code);

  it.each([
    ['a share above 100 %', [claim('100.1', '%', { label: '满意率' })], ['PERCENT_OUT_OF_RANGE']],
    ['a share of 100 %', [claim('100', '%', { label: '回访率' })], []],
    ['growth above 100 %', [claim('120', '%', { label: '同比增长' })], []],
    ['a negative share', [claim('-1', '%', { label: '占比' })], ['PERCENT_OUT_OF_RANGE']],
    ['a negative count', [claim('-5', '人')], ['NEGATIVE_COUNT']],
    ['half a person', [claim('2.5', '人')], ['FRACTIONAL_COUNT']],
    ['half a person on average', [claim('2.5', '人', { label: '户均人口' })], []],
    ['1.2 万人', [claim('1.2', '万人')], []],
    [
      'one label, two values',
      [
        claim('1200', '张', { key: 'a', label: '家庭床位' }),
        claim('1362', '张', { key: 'b', label: '家庭床位' }),
      ],
      ['VALUES_DIFFER'],
    ],
    [
      'one label, two precisions',
      [
        claim('323', '万元', { key: 'a', label: '资金' }),
        claim('3230000', '元', { key: 'b', label: '资金' }),
      ],
      [],
    ],
    ['small numbers in two units', [claim('30', '人'), claim('30', '人次')], []],
  ])('%s', (_, claims, codes) => {
    expect(found(...claims)).toEqual(codes);
  });

  it('a total below a figure of its subject, plans aside', () => {
    const of = (value: string, label: string) => claim(value, '人', { label, subject: '培训' });
    expect(found(of('800', '合计'), of('900', '市级'), of('1000', '目标'))).toEqual(['PART_EXCEEDS_TOTAL']);
    expect(found(of('1000', '合计'), of('900', '市级'), of('1200', '目标'))).toEqual([]);
  });

  it('dates are compared within their subject only', () => {
    const of = (value: string, label: string, subject: string) =>
      claim(value, 'date', { label: `${subject}${label}`, subject });
    expect(found(of('2020', '完成', '甲'), of('2019', '期限', '乙'))).toEqual([]);
    expect(found(of('2020', '完成', '甲'), of('2019', '期限', '甲'))).toEqual(['DATES_OUT_OF_ORDER']);
    expect(found(of('2021-03', '启动', '甲'), of('2021-02', '结束', '甲'))).toEqual(['DATES_OUT_OF_ORDER']);
  });

  it('a sum in digits that chance may explain is no slip', () => {
    const parts = Array.from({ length: 40 }, (_, at) => claim(String(at + 1), '万元'));
    expect(found(claim('57', '元'), ...parts)).toEqual([]);
  });
});
