import { describe, expect, test } from 'vitest';
import { personalColumn, personalValue } from '../../src/imports/personal-data.js';
import { holdsIdentityNumber } from '../../src/platform/fields/identity-number.js';

describe('a table lists persons when it has a column', () => {
  test.each([
    ...['姓名', '姓 名', '*姓名（必填）', '老人姓名', '特困人员姓名', '服务对象姓名', '户主', '户主姓名'],
    ...['身份证', '身份证号码', '公民身份号码', '证件号码', '身份号码（18位）', 'sfzh', '医保卡号'],
    ...['ID Card', 'id_card_no', 'ID Number', 'Identity-No.', 'National ID', 'person_name', 'Full Name'],
  ])('%s', (column) => {
    expect(personalColumn(['code', column, 'lon'])).toBe(column);
  });

  test.each([
    ...['名称', '机构名称', 'name', 'facility_name', '小区名', '编号', 'id', 'ID', '统一社会信用代码'],
    ...['联系人', '联系人姓名', '负责人姓名', '法定代表人', '填报人', '户数', '老年人口', '证照编号'],
  ])('but not for %s', (column) => {
    expect(personalColumn([column])).toBeNull();
  });
});

test('a value is told by its birth date and check digit, whatever its column is called', () => {
  expect(personalValue({ 备注: ' 11010519491231002X ' })).toBe('备注');
  expect(personalValue({ 备注: '张某（11010519491231002X）重复登记' })).toBe('备注');
  expect(personalValue({ 备注: '110105194912310021' })).toBeNull();
  expect(personalValue({ 统一社会信用代码: '11010519491231002X' })).toBeNull();
});

test.each([
  ['张某 11010519491231002X 重复登记', true],
  ['１１０１０５１９４９１２３１００２Ｘ', true],
  ['文号 2023-110105194912310021', false],
  ['1110105194912310020021', false],
  ['两人重复登记', false],
])('%s', (text, holds) => {
  expect(holdsIdentityNumber(text)).toBe(holds);
});
