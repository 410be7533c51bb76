import type { FieldProblem } from '../platform/fields/feature.js';
import { fieldTable } from '../platform/fields/field-table.js';

/** The fields that say whether a room keeps the conditions of form of a rule. */
export const FORM_FIELDS = fieldTable({
  floor: {
    type: 'integer',
    minimum: -9,
    maximum: 200,
    description: 'Floor; 1 = ground floor, -1 = first basement. 所在楼层',
    aliases: ['所在楼层', '楼层', '层数'],
  },
  ownEntrance: {
    type: 'yesNo',
    description: 'Whether it has an entrance of its own. 是否有独立出入口',
    aliases: ['是否有独立出入口', '独立出入口', '是否独立出入口'],
  },
  liftOrRamp: {
    type: 'yesNo',
    description: 'Whether it has a lift or a ramp. 是否有电梯或坡道',
    aliases: ['是否有电梯或坡道', '电梯或坡道', '有无电梯或坡道', '无障碍通道'],
  },
});

/** There is no floor 0. */
export function floorProblems(floor: number | null): FieldProblem[] {
  if (floor !== 0) return [];
  return [{ code: 'BAD_NUMBER', field: 'floor', value: 0, expected: '1 = 首层, -1 = 地下一层' }];
}
