import { amount } from '../../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow } from '../../platform/fields/feature.js';
import { fieldTable } from '../../platform/fields/field-table.js';
import { monthOf } from '../month.js';
import type { ReadingDraft } from './check-reading.js';

/** The fields of a file of readings. */
export const READING_FIELDS = fieldTable({
  jurisdictionCode: {
    type: 'code',
    required: true,
    description: 'Code of the division. 区划代码',
    aliases: ['区划代码', '行政区划代码', '县区代码', '县（区）代码', '代码', 'code', 'divisionCode'],
  },
  indicatorKey: {
    type: 'text',
    required: true,
    description: 'Indicator, by key or Chinese name. 指标',
    aliases: ['指标', '指标标识', '指标名称', 'indicator'],
  },
  month: {
    type: 'date',
    required: true,
    description: 'Month, such as 2025-03. 月份',
    aliases: ['月份', '统计月份', '年月', '期间'],
  },
  numerator: amount('What is counted. 分子', ['分子']),
  denominator: amount('Out of what. 分母', ['分母']),
  value: amount('Value, where there are no counts. 数值', ['数值', '值', '完成值', '完成数']),
  document: {
    type: 'text',
    required: true,
    description: 'Document the figure comes from. 依据文件',
    aliases: ['依据', '依据文件', '来源文件', '文件'],
  },
  reason: {
    type: 'text',
    description: 'Why an earlier reading is corrected. 更正原因',
    aliases: ['更正原因', '原因', '更正说明'],
  },
});

/** What a row says; whether it can be taken is for the room to tell. */
export function readReading({
  values,
}: FeatureRow<typeof READING_FIELDS>): FeatureReading<Omit<ReadingDraft, 'restates'>> {
  const { jurisdictionCode, indicatorKey, month, document } = values;
  if (jurisdictionCode === null || indicatorKey === null || month === null || document === null)
    return { draft: null, problems: [] };
  return {
    draft: { ...values, jurisdictionCode, indicatorKey, month: monthOf(month), document },
    problems: [],
  };
}
