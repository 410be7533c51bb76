import { words } from '../language/words.js';

export const codeWords = words({
  zh: {
    DELIVERED_BEFORE_ROOM: '住宅先于养老用房交付',
    STEP_BEHIND_HOUSING: '养老用房环节滞后',
    AREA_DEFICIT: '面积不足',
    ROOM_NOT_COUNTED: '用房不计入',
    FORM_NOT_MET: '不符合设置条件',
    FORM_UNKNOWN: '设置条件不明',
    ROOM_NOT_REGISTERED: '未办理产权登记',
    POOL_TOO_SMALL: '合建面积不足',
    POOL_TOO_FAR: '合建步行距离超限',
    POOL_NOT_ALLOWED: '规则不允许合建',
    POOL_NOT_SETTLED: '合建因其他成员未成立',
    NOT_GRANTED_YET: '土地尚未出让',
    HOUSEHOLDS_MISSING: '缺少户数',
    RULE_MISSING: '无适用规则',
    RULES_OVERLAP: '规则重叠',
    CLASS_UNKNOWN: '新建或既有不明',
    CLASS_CONTRADICTS_DATES: '类别与日期矛盾',
    DATES_OUT_OF_ORDER: '日期先后颠倒',
    ROOM_AREA_MISSING: '缺少用房面积',
    ROOM_AREA_EXCEEDS_BUILDING: '用房面积大于楼栋',
    ROOM_CLAIMED_TWICE: '用房被多个小区登记',
    ENTRANCE_FAR: '出入口远离小区',
    POOLED_TWICE: '重复合建',
  },
  en: {
    DELIVERED_BEFORE_ROOM: 'Housing delivered before its care room',
    STEP_BEHIND_HOUSING: 'Care room behind the housing',
    AREA_DEFICIT: 'Area is missing',
    ROOM_NOT_COUNTED: 'Room does not count',
    FORM_NOT_MET: 'Condition of form not kept',
    FORM_UNKNOWN: 'Condition of form unknown',
    ROOM_NOT_REGISTERED: 'Property not registered',
    POOL_TOO_SMALL: 'Pool too small',
    POOL_TOO_FAR: 'Pool too far',
    POOL_NOT_ALLOWED: 'Rule allows no pool',
    POOL_NOT_SETTLED: 'Pool not settled because of other members',
    NOT_GRANTED_YET: 'Land not granted yet',
    HOUSEHOLDS_MISSING: 'Households missing',
    RULE_MISSING: 'No rule holds',
    RULES_OVERLAP: 'Several rules hold',
    CLASS_UNKNOWN: 'New or existing unknown',
    CLASS_CONTRADICTS_DATES: 'Class against dates',
    DATES_OUT_OF_ORDER: 'Dates run backwards',
    ROOM_AREA_MISSING: 'Area of a room missing',
    ROOM_AREA_EXCEEDS_BUILDING: 'Room larger than its building',
    ROOM_CLAIMED_TWICE: 'Room claimed twice',
    ENTRANCE_FAR: 'Entrance far from its estate',
    POOLED_TWICE: 'In several pools',
  },
});

export const severityWords = words({
  zh: { BREACH: '违规', DEFICIT: '面积缺口', DATA: '数据问题', NOTE: '提示' },
  en: { BREACH: 'breach', DEFICIT: 'deficit', DATA: 'data', NOTE: 'note' },
});

export const stateWords = words({
  zh: { OPEN: '未处理', EXPLAINED: '已说明', SETTLED: '已整改' },
  en: { OPEN: 'open', EXPLAINED: 'explained', SETTLED: 'settled' },
});

export const classWords = words({
  zh: { NEW: '新建', EXISTING: '既有' },
  en: { NEW: 'new', EXISTING: 'existing' },
});

export const stepWords = words({
  zh: { PLANNED: '规划', BUILT: '建设', ACCEPTED: '验收', DELIVERED: '交付' },
  en: { PLANNED: 'planned', BUILT: 'built', ACCEPTED: 'accepted', DELIVERED: 'delivered' },
});

export const notCountedWords = words({
  zh: {
    NOT_ACCEPTED: '未验收',
    NOT_HANDED_OVER: '未移交',
    NOT_USED_FOR_CARE: '未用于养老服务',
    BELOW_MINIMUM_SITE: '小于每处最小面积',
  },
  en: {
    NOT_ACCEPTED: 'not accepted',
    NOT_HANDED_OVER: 'not handed over',
    NOT_USED_FOR_CARE: 'not used for care',
    BELOW_MINIMUM_SITE: 'below the least area of a site',
  },
});

export const deficitClassWords = words({
  zh: {
    none: '不缺',
    small: '缺 100 ㎡以下',
    middle: '缺 100–300 ㎡',
    large: '缺 300 ㎡以上',
    apart: '不计入',
  },
  en: {
    none: 'no deficit',
    small: 'up to 100 m² short',
    middle: '100–300 m² short',
    large: 'over 300 m² short',
    apart: 'in no sum',
  },
});
