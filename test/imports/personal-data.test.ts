import { describe, expect, test } from 'vitest';
import { entities } from '../../src/app.js';
import { runImport } from '../../src/imports/index.js';
import { ImportsService } from '../../src/imports/imports.service.js';
import { personalColumn, personalValue } from '../../src/imports/personal-data.js';
import { holdsIdentityNumber } from '../../src/platform/fields/identity-number.js';
import { openTestDatabase } from '../support/database.js';
import { makeXlsx } from '../support/make-xlsx.js';
import { temporaryFile } from '../support/temporary-file.js';

describe('a table lists persons when it has a column', () => {
  test.each([
    ...['姓名', '姓 名', '*姓名（必填）', '老人姓名', '特困人员姓名', '服务对象姓名', '户主', '户主姓名'],
    ...['身份证', '身份证号码', '公民身份号码', '证件号码', '身份号码（18位）', 'sfzh', '医保卡号'],
    ...['ID Card', 'id_card_no', 'ID Number', 'Identity-No.', 'National ID', 'person_name', 'First Name'],
  ])('%s', (column) => {
    expect(personalColumn(['code', column, 'lon'])).toBe(column);
  });

  test.each([
    ...[
      '名称',
      '机构名称',
      'name',
      'facility_name',
      '小区名',
      'FULLNAME',
      '编号',
      'id',
      'ID',
      '统一社会信用代码',
    ],
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

test('every door refuses such a table: datasets, the network, the API', async () => {
  const database = await openTestDatabase(entities);
  const viewer = { actor: 'test', role: 'admin' } as const;
  const refused = { code: 'BAD_USER_INPUT', details: { issueCode: 'PERSONAL_DATA' } };
  try {
    for (const dataset of ['divisions', 'facilities', 'estates', 'land', 'demand', 'candidates', 'network']) {
      const point = { type: 'Point', coordinates: [118, 33] };
      const line = { type: 'LineString', coordinates: [point.coordinates, [118.001, 33]] };
      const geometry = dataset === 'network' ? line : point;
      const feature = { type: 'Feature', properties: { id: '1', 姓名: '张三' }, geometry };
      const features = { type: 'FeatureCollection', features: [feature] };
      const file = temporaryFile(`${dataset}.geojson`, JSON.stringify(features));
      const asked = runImport({ manager: database.manager, dataset, file, actor: viewer });
      await expect(asked, dataset).rejects.toMatchObject(refused);
      const imports = new ImportsService(database.manager);
      const source = { key: 'own' };
      const input = { dataset, features, source, crs: 'wgs84', dryRun: false, nodeCrossings: false };
      await expect(
        (async () => imports.importFeatures(input as never, viewer))(),
        dataset,
      ).rejects.toMatchObject(refused);
    }
    const sheet = makeXlsx([
      ['小区编号', '小区名称', '户主姓名'],
      ['e1', '某小区', '张三'],
    ]);
    const file = temporaryFile('estates.xlsx', sheet);
    await expect(
      runImport({ manager: database.manager, dataset: 'estates', file, actor: viewer }),
    ).rejects.toMatchObject(refused);
  } finally {
    await database.close();
  }
});
