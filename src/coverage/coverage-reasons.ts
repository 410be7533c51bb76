import { defineEnum } from '../platform/graphql/define-enum.js';

export const PresenceReason = defineEnum(
  'PresenceReason',
  'Why a unit counts for presence coverage, why it does not, or why it is not in the unit set. 有无设施的判定原因',
  {
    LOCATED_IN: 'Counts: an operating facility of the service stands in the unit or below it. 辖区内有设施',
    ASSIGNED: 'Counts: such a facility is formally assigned to the unit. 指定服务',
    SHARED: 'Counts: such a facility is shared with the unit by agreement. 协议共享',
    NOT_OPERATING:
      'Does not count: a facility of the service is there but does not operate on the date. 设施未运营',
    MEAL_MODE_EXCEPTED:
      'Does not count: a facility operates there that would offer the service, but the rule excepts how it gets its meals, as a central kitchen that serves nobody on the spot. 助餐方式不计入（如中央厨房）',
    CAPABILITY_MISSING:
      'Does not count: a facility operates there but does not offer the service. 缺少该项服务能力',
    NO_FACILITY: 'Does not count: no facility is there. 没有设施',
    OUTSIDE_VINTAGE: 'Not in the unit set: the unit is not in force on the date. 不在区划有效期内',
    ZONE_EXCLUDED: 'Not in the unit set: a zone, or under one, and zones are left out. 开发区不计',
    OTHER_SIDE: 'Not in the unit set: on the other side by the urban–rural rule. 不属于所选城乡范围',
    UNCLASSIFIED: 'Not in the unit set: the urban–rural rule says nothing about it. 城乡属性未知',
  },
);
export type PresenceReason = keyof typeof PresenceReason;

export const DemandReason = defineEnum(
  'DemandReason',
  'Why the people of a demand point count as covered, or why they do not. 覆盖判定原因',
  {
    COVERED: 'Covered: the walk takes at most the cutoff. 已覆盖',
    TOO_FAR: 'Not covered: the nearest facility is farther than the cutoff. 超出步行时间',
    UNREACHABLE: 'Not covered: no facility can be walked to at all. 步行不可达',
    NOT_SNAPPED: 'Not covered: no walkway lies near enough to the point. 附近无可步行道路',
  },
);
export type DemandReason = keyof typeof DemandReason;

export const NoRatioReason = defineEnum(
  'NoRatioReason',
  'Why there is no ratio: its denominator is zero. 无覆盖率的原因',
  {
    NO_UNITS: 'No unit is in the set. 没有单元',
    NO_PEOPLE: 'Nobody of the age group is counted there. 没有人口数',
    NO_ESTATES: 'No housing estate stands there on the date. 没有住宅小区',
    NO_BOUNDARY: 'The division has no boundary. 没有边界',
  },
);
export type NoRatioReason = keyof typeof NoRatioReason;
