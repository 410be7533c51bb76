import type { CoverageQuestion } from '../coverage/index.js';
import type { Cohort } from '../demand/index.js';
import type { FloatingCatchmentMethod } from '../kernel/equity/floating-catchment.js';
import { defineEnum } from '../platform/graphql/define-enum.js';

export const AccessMethod = defineEnum(
  'AccessMethod',
  'How capacity in reach is shared out among people (METHODS E5). 可达性计算方法',
  {
    TWO_STEP:
      '2SFCA: every walk within the limit counts the same; all capacity is handed out. 两步移动搜索法（2SFCA）',
    ENHANCED:
      'E2SFCA: walks weigh 1, 0.68 and 0.22 in the thirds of the walking time; all capacity is handed out. 增强型两步移动搜索法（E2SFCA）',
    MODIFIED: 'M2SFCA: as E2SFCA, and distance also wastes capacity. 改进型两步移动搜索法（M2SFCA）',
    BALANCED:
      'BFCA: each person queues once, split over the facilities in reach; access is a sum of shares of their levels of service. 平衡移动搜索法（BFCA）',
  } satisfies Record<FloatingCatchmentMethod, string>,
);
export type AccessMethod = keyof typeof AccessMethod;

export const CapacityMeasure = defineEnum('CapacityMeasure', 'What counts as capacity. 供给规模的计量', {
  BEDS: 'Beds. 床位数',
  NURSING_BEDS: 'Nursing beds. 护理型床位数',
  MEALS_PER_DAY: 'Meals it can serve a day. 日供餐能力',
  FLOOR_AREA: 'Floor area in square metres. 建筑面积（平方米）',
  ONE_PER_FACILITY: 'Each facility counts as one; the only measure the public may use. 每处设施计 1',
});
export type CapacityMeasure = keyof typeof CapacityMeasure;

/** What a question about access fixes besides the division. */
export interface AccessQuestion extends CoverageQuestion {
  readonly method: AccessMethod;
  readonly capacity: CapacityMeasure;
  readonly cohort: Cohort;
}
