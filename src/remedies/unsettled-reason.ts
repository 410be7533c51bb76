import { defineEnum } from '../platform/graphql/define-enum.js';

export const UnsettledReason = defineEnum(
  'UnsettledReason',
  'Why a plan of remedies leaves an estate as it is. 未解决原因',
  {
    NO_WALKWAY: 'No walkway is near any of its entrances, and nothing stands within it. 小区出入口未接入路网',
    NO_OFFER: 'No place is within the walk its rule allows. 步行范围内无可用房源',
    FORM_NOT_MET: 'Every place near breaks a condition of form of its rule. 附近房源不符合设置条件',
    SITES_TOO_SMALL: 'Every site near is below the smallest its rule allows. 附近房源均小于单处最小面积',
    SHARING_NOT_ALLOWED:
      'Only neighbours have area to spare, and its rule lets nobody share. 规则不允许合并共用',
    TOO_LITTLE_AREA: 'All places near together give less than it must get. 附近房源面积合计不足',
    BUDGET: 'It could be settled for more than the budget. 预算不足',
    TAKEN_BY_OTHERS: 'Places near it settle others that lack more together. 房源已用于其他小区',
    TIME: 'Time ran out before it was clear. 求解时间用尽',
  },
);
export type UnsettledReason = keyof typeof UnsettledReason;
