import type { MemberReason, ExplainedMember } from './explain.types.js';

const ZH: Readonly<Record<MemberReason, string>> = {
  LOCATED_IN: '辖区内有运营中的设施',
  ASSIGNED: '由指定的设施服务',
  SHARED: '按协议与他处共享设施',
  COVERED: '在步行时限内',
  PARTLY_COVERED: '部分在服务圈内',
  NOT_OPERATING: '有设施，但统计日期未运营',
  MEAL_MODE_EXCEPTED: '有设施，但其助餐方式按口径不计（如中央厨房不在现场供餐）',
  CAPABILITY_MISSING: '有设施，但缺少能力',
  NO_FACILITY: '没有设施',
  TOO_FAR: '超出步行时限',
  UNREACHABLE: '步行到不了任何设施',
  NOT_SNAPPED: '附近没有可步行的道路',
  OUTSIDE_CIRCLES: '在所有服务圈之外',
  OUTSIDE_VINTAGE: '统计日期不在区划有效期内',
  ZONE_EXCLUDED: '开发区，按口径不计',
  OTHER_SIDE: '不属于所选的城乡范围',
  UNCLASSIFIED: '城乡属性未知',
  NO_COUNT_STATED: '未填报该年龄组人数',
  NOT_DELIVERED: '统计日期尚未交付',
  NO_HOUSEHOLDS: '户数不详',
};

const EN: Readonly<Record<MemberReason, string>> = {
  LOCATED_IN: 'an operating facility stands there',
  ASSIGNED: 'a facility is assigned to it',
  SHARED: 'a facility is shared with it',
  COVERED: 'within the walk',
  PARTLY_COVERED: 'partly inside the circles',
  NOT_OPERATING: 'its facility does not operate on the date',
  MEAL_MODE_EXCEPTED:
    'its facility gets its meals in a way that does not count, as a central kitchen that serves nobody on the spot',
  CAPABILITY_MISSING: 'its facility lacks a capability',
  NO_FACILITY: 'no facility is there',
  TOO_FAR: 'too far',
  UNREACHABLE: 'no facility can be walked to',
  NOT_SNAPPED: 'not near any walkway',
  OUTSIDE_CIRCLES: 'outside every circle',
  OUTSIDE_VINTAGE: 'not in force on the date',
  ZONE_EXCLUDED: 'a zone, left out by the rule',
  OTHER_SIDE: 'on the other side, urban or rural',
  UNCLASSIFIED: 'neither urban nor rural by the rule',
  NO_COUNT_STATED: 'does not state the age group',
  NOT_DELIVERED: 'handed over only after the date',
  NO_HOUSEHOLDS: 'households unknown',
};

/** The reason of a member as a planner reads it: `超出步行时限 61 秒 · 61 s too far`. */
export function reasonWords(member: Told): string {
  const { exceptedFacility: name } = member;
  if (name === null) return ownWords(member);
  return `${ownWords(member)}（步行时限内的${name}助餐方式不计 · ${name}, within the walk, does not count by its meal mode）`;
}

type Told = Pick<ExplainedMember, 'reason' | 'secondsTooFar' | 'missingCapabilities' | 'exceptedFacility'>;

function ownWords({ reason, secondsTooFar, missingCapabilities }: Told): string {
  if (secondsTooFar !== null) {
    const seconds = Math.round(secondsTooFar * 10) / 10 || secondsTooFar;
    return `超出步行时限 ${seconds} 秒 · ${seconds} s too far`;
  }
  if (missingCapabilities.length === 0) return `${ZH[reason]} · ${EN[reason]}`;
  const missing = missingCapabilities.join(', ');
  return `${ZH[reason]}：${missing} · ${EN[reason]}: ${missing}`;
}
