import {
  amount,
  hasError,
  keyProblems,
  latitude,
  longitude,
  pointProblems,
} from '../../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow, FieldProblem } from '../../platform/fields/feature.js';
import { fieldTable } from '../../platform/fields/field-table.js';
import { area } from '../area-field.js';
import { floorProblems, FORM_FIELDS } from '../form-fields.js';
import type { PremisesForm } from '../vocabulary.js';

/** The fields of a file of premises that could be had. */
export const AVAILABLE_PREMISES_FIELDS = fieldTable({
  id: {
    type: 'text',
    required: true,
    description: 'Stable number. 编号',
    aliases: ['编号', '房源编号', '可用房源编号'],
  },
  name: {
    type: 'text',
    description: 'Name; its number when absent. 名称',
    aliases: ['名称', '房源名称', '场所名称'],
  },
  form: {
    type: 'choice',
    required: true,
    description: 'How it would be had. 补建方式',
    aliases: ['补建方式', '取得方式', '方式', '配建方式'],
    choices: {
      NEW_BUILD: ['新建'],
      CONVERSION: ['改建', '改造'],
      PURCHASE: ['购置', '购买', '回购'],
      SWAP: ['置换'],
      LEASE: ['租赁', '租用'],
    },
  },
  areaSquareMeters: {
    ...area('Floor area it would give, in m². 可用面积', ['可用面积', '建筑面积', '面积']),
    required: true,
  },
  costYuan: amount('What it would cost, in yuan; this or the cost in 10,000 yuan. 费用（元）', [
    '费用元',
    '费用',
    '总价元',
    '总价',
    '造价元',
    'cost',
  ]),
  costTenThousandYuan: amount('What it would cost, in 10,000 yuan. 费用（万元）', [
    '费用万元',
    '总价万元',
    '造价万元',
    '投资万元',
  ]),
  ...FORM_FIELDS,
  divisionCode: {
    type: 'code',
    description: 'Division it stands in; found by its location when absent. 所在区划代码',
    aliases: ['区划代码', '所在区划代码', '所属区划代码', '行政区划代码', '社区代码'],
  },
  lon: longitude('entrance'),
  lat: latitude('entrance'),
});

/** Premises that could be had, ready to be stored once their division has been looked up. */
export interface AvailablePremisesDraft {
  readonly id: string;
  readonly name: string;
  readonly form: PremisesForm;
  readonly areaSquareMeters: number;
  readonly costYuan: number;
  readonly floor: number | null;
  readonly ownEntrance: boolean | null;
  readonly liftOrRamp: boolean | null;
  readonly divisionCode: string | null;
  readonly point: readonly [number, number];
}

/** What a row says about premises that could be had: they have a place, an area and a cost. */
export function readAvailablePremises(
  row: FeatureRow<typeof AVAILABLE_PREMISES_FIELDS>,
): FeatureReading<AvailablePremisesDraft> {
  const { costYuan: yuan, costTenThousandYuan: tenThousands, ...values } = row.values;
  const problems: FieldProblem[] = [...keyProblems(values.id), ...pointProblems(row, true)];
  if (yuan === null && tenThousands === null)
    problems.push({
      code: 'BAD_VALUE',
      field: 'costYuan',
      value: '',
      expected: '费用（元或万元）(cost in yuan or in 10,000 yuan)',
    });
  if (values.areaSquareMeters === 0)
    problems.push({ code: 'BAD_NUMBER', field: 'areaSquareMeters', value: 0, expected: '> 0' });
  problems.push(...floorProblems(values.floor));
  if (hasError(problems)) return { draft: null, problems };
  const draft = {
    id: values.id!,
    name: values.name ?? values.id!,
    form: values.form!,
    areaSquareMeters: values.areaSquareMeters!,
    costYuan: yuan ?? Number((tenThousands! * 10_000).toPrecision(15)),
    floor: values.floor,
    ownEntrance: values.ownEntrance,
    liftOrRamp: values.liftOrRamp,
    divisionCode: values.divisionCode,
    point: row.point!,
  };
  return { draft, problems };
}
