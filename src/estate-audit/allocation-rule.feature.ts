import type { FeatureReading, FeatureRow } from '../platform/fields/feature.js';
import { fieldTable } from '../platform/fields/field-table.js';
import type { AllocationRuleTerms } from './allocation-rule.record.js';

/** The fields of a file of allocation rules. */
export const ALLOCATION_RULE_FIELDS = fieldTable({
  id: {
    type: 'text',
    required: true,
    description: 'Short name; a known one with other values becomes its next version. 规则标识',
    aliases: ['规则标识', '规则编号', '编号', '标识'],
  },
  jurisdictionCode: {
    type: 'code',
    required: true,
    description: 'Division it holds in, with everything below. 适用区划代码',
    aliases: ['适用区划代码', '区划代码', '行政区划代码', 'divisionCode'],
  },
  estateClass: {
    type: 'choice',
    required: true,
    description: 'New or existing estates. 新建或既有',
    aliases: ['适用小区', '新建或既有', '小区类别', '类别'],
    choices: {
      NEW: ['新建', '新建小区', '新出让'],
      EXISTING: ['既有', '既有小区', '已建', '已建小区', '老旧小区'],
    },
  },
  validFrom: {
    type: 'date',
    description: 'First day. 生效日期',
    aliases: ['生效日期', '施行日期', '起始日期'],
  },
  validTo: { type: 'date', description: 'Last day. 失效日期', aliases: ['失效日期', '截止日期', '废止日期'] },
  squareMetersPerHundredHouseholds: {
    type: 'text',
    required: true,
    description: 'Square metres per 100 households. 每百户建筑面积（平方米）',
    aliases: ['每百户面积', '每百户平方米', '每百户建筑面积', '配建标准'],
  },
  minimumSiteSquareMeters: {
    type: 'text',
    description: 'Least area of a site in square metres. 每处最小面积（平方米）',
    aliases: ['每处最小面积', '单处最小面积', '最小面积'],
  },
  poolingAllowed: {
    type: 'yesNo',
    description: 'Whether several estates may share rooms; absent: no. 是否允许合建',
    aliases: ['是否允许合建', '允许合建', '可合建', '合建'],
  },
  poolingWalkMeters: {
    type: 'number',
    description: 'Longest walk to a shared room in metres. 合建步行距离上限（米）',
    aliases: ['合建步行距离', '合建距离', '步行距离'],
  },
  poolingWalkMinutes: {
    type: 'number',
    description: 'Longest walk to a shared room in minutes. 合建步行时间上限（分钟）',
    aliases: ['合建步行时间', '合建时间', '步行分钟'],
  },
  ownEntrance: {
    type: 'yesNo',
    description: 'Rooms need their own entrance. 独立出入口',
    aliases: ['独立出入口', '独立入口'],
  },
  lowestFloor: {
    type: 'integer',
    description: 'Lowest floor allowed, 1 the ground. 最低楼层',
    aliases: ['最低楼层'],
  },
  highestFloor: { type: 'integer', description: 'Highest floor allowed. 最高楼层', aliases: ['最高楼层'] },
  liftOrRampFromFloor: {
    type: 'integer',
    description: 'Floor from which a lift or ramp is needed. 需设电梯或坡道的起始楼层',
    aliases: ['电梯坡道起始楼层', '需设电梯楼层', '电梯或坡道'],
  },
  document: {
    type: 'text',
    required: true,
    description: 'Document it stands in. 依据文件',
    aliases: ['依据文件', '文件', '依据', '文号'],
  },
  clause: { type: 'text', description: 'Clause. 条款', aliases: ['条款', '条款位置'] },
  verified: {
    type: 'yesNo',
    description: 'Compared with the published text; absent: no. 是否已核对',
    aliases: ['是否已核对', '已核对', '核对'],
  },
  note: { type: 'text', description: 'Remark. 备注', aliases: ['备注', '说明'] },
});

/** What a row says; whether it can be taken is for the room to tell. */
export function readAllocationRule({
  values,
}: FeatureRow<typeof ALLOCATION_RULE_FIELDS>): FeatureReading<AllocationRuleTerms> {
  const { id, jurisdictionCode, estateClass, squareMetersPerHundredHouseholds, document } = values;
  const isWhole = id !== null && jurisdictionCode !== null && estateClass !== null && document !== null;
  if (!isWhole || squareMetersPerHundredHouseholds === null) return { draft: null, problems: [] };
  const draft = {
    ...values,
    id,
    jurisdictionCode,
    estateClass,
    squareMetersPerHundredHouseholds,
    document,
    poolingAllowed: values.poolingAllowed ?? false,
    verified: values.verified ?? false,
  };
  return { draft, problems: [] };
}
