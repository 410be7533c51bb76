import { hasError, keyProblems } from '../../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow, FieldProblem } from '../../platform/fields/feature.js';
import { fieldTable } from '../../platform/fields/field-table.js';

/** The fields of a file of pools. */
export const ESTATE_POOL_FIELDS = fieldTable({
  id: {
    type: 'text',
    required: true,
    description: 'Stable number of the pool. 合建编号',
    aliases: ['编号', '合建编号', '统筹编号', '共建编号', 'poolId'],
  },
  name: {
    type: 'text',
    description: 'Name; its number when absent. 名称',
    aliases: ['名称', '合建名称', '统筹名称'],
  },
  estateIds: {
    type: 'textList',
    required: true,
    description: 'Numbers of the estates that share, separated by semicolons. 参与小区编号',
    aliases: ['参与小区编号', '小区编号', '合建小区编号', '参与小区', '合建小区'],
  },
  agreedOn: {
    type: 'date',
    description: 'When they agreed. 协议日期',
    aliases: ['协议日期', '约定日期', '签订日期', '合建日期', '批准日期'],
  },
  document: {
    type: 'text',
    description: 'Agreement or approval. 依据文件',
    aliases: ['依据文件', '协议', '文号', '批准文件'],
  },
});

/** A pool ready to be stored, once its estates have been looked up. */
export interface EstatePoolDraft {
  readonly id: string;
  readonly name: string;
  readonly estateIds: readonly string[];
  readonly agreedOn: string | null;
  readonly document: string | null;
}

/** What a row says about a pool: at least two estates share. */
export function readEstatePool(row: FeatureRow<typeof ESTATE_POOL_FIELDS>): FeatureReading<EstatePoolDraft> {
  const { id, name, estateIds, agreedOn, document } = row.values;
  const problems: FieldProblem[] = [...keyProblems(id)];
  problems.push(...estateIds!.flatMap((estate) => keyProblems(estate, 'estateIds')));
  if (estateIds!.length < 2)
    problems.push({
      code: 'BAD_VALUE',
      field: 'estateIds',
      value: estateIds!.join(';'),
      expected: '至少两个小区 (two estates or more)',
    });
  if (hasError(problems)) return { draft: null, problems };
  return { draft: { id: id!, name: name ?? id!, estateIds: estateIds!, agreedOn, document }, problems };
}
