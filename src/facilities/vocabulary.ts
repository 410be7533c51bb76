import { defineEnum } from '../platform/graphql/define-enum.js';

export const FacilityKind = defineEnum('FacilityKind', 'What a place of care is. 养老服务设施类型', {
  INSTITUTION: 'Residential care institution. 养老机构',
  SUPPORT_INSTITUTION: 'Institution for people in extreme hardship. 特困人员供养服务机构（敬老院）',
  DEMONSTRATION_CENTER: 'County comprehensive demonstration centre. 综合性示范养老中心',
  COMPREHENSIVE_CENTER: 'Comprehensive centre of a street or township. 街道/乡镇养老服务综合体',
  REGIONAL_RURAL_CENTER: 'Regional rural centre. 农村区域性养老服务中心',
  GUIDANCE_CENTER: 'Guidance centre for home care. 居家养老服务指导中心',
  COMMUNITY_STATION: 'Community care centre or station. 社区养老服务中心（站）',
  DAY_CARE_CENTER: 'Day-care centre. 日间照料中心',
  MUTUAL_AID_POINT: 'Mutual-aid point. 互助养老睦邻点（互助幸福院）',
  MEAL_POINT: 'Meal point. 助餐点',
});
export type FacilityKind = keyof typeof FacilityKind;
export const FACILITY_KINDS = Object.keys(FacilityKind) as readonly FacilityKind[];

export const ServiceCapability = defineEnum('ServiceCapability', 'What a place of care can do. 服务能力', {
  FULL_CARE: 'Full-time care. 全托',
  DAY_CARE: 'Day care. 日托',
  HOME_VISIT: 'Care at home. 上门',
  GUIDANCE: 'Guidance of lower-level facilities. 对下指导',
  MEAL: 'Meals. 助餐',
  BATH: 'Bathing. 助浴',
  MEDICAL: 'Medical help. 助医',
  CLEANING: 'Cleaning. 助洁',
  REHABILITATION: 'Rehabilitation. 康复',
  RECREATION: 'Culture and recreation. 文娱',
  RESPITE: 'Respite for family carers. 喘息',
  TRAVEL_ASSISTANCE: 'Help with travel. 辅助出行',
  FARM_HELP: 'Help with farm work. 助耕助收',
  FAMILY_BED: 'Care beds at home. 家庭床位',
  DEMENTIA_BED: 'Beds for dementia care. 认知障碍床位',
});
export type ServiceCapability = keyof typeof ServiceCapability;

export const MealMode = defineEnum('MealMode', 'How a meal point gets its meals. 助餐方式', {
  CENTRAL_KITCHEN: 'Central kitchen. 中央厨房',
  CANTEEN: 'Community canteen. 社区食堂',
  MERCHANT: 'Listed restaurant. 商户挂牌',
});
export type MealMode = keyof typeof MealMode;

export const FacilityStatus = defineEnum('FacilityStatus', 'Stage a place of care is at. 设施状态', {
  PLANNED: 'Planned. 规划',
  BUILDING: 'Being built. 在建',
  OPERATING: 'Operating. 运营',
  SUSPENDED: 'Suspended. 暂停',
  CLOSED: 'Closed. 关闭',
});
export type FacilityStatus = keyof typeof FacilityStatus;

export const AssignmentRelation = defineEnum(
  'AssignmentRelation',
  'Why a facility counts for a division it does not stand in. 服务关系',
  {
    ASSIGNED: 'Formally assigned to the division. 指定服务',
    SHARED: 'Shared with the division by agreement. 协议共享',
  },
);
export type AssignmentRelation = keyof typeof AssignmentRelation;

export const CandidateKind = defineEnum('CandidateKind', 'What a possible site is now. 备选点类型', {
  IDLE_SCHOOL: 'Idle school. 闲置学校',
  COMMUNITY_PREMISES: 'Community premises. 社区用房',
  CLOSED_HOME: 'Closed care home. 撤并敬老院',
  CULTURE_SITE: 'Culture or sports site. 文体设施',
  HEALTH_SITE: 'Health site. 卫生设施',
  OTHER: 'Other. 其他',
});
export type CandidateKind = keyof typeof CandidateKind;
export const CANDIDATE_KINDS = Object.keys(CandidateKind) as readonly CandidateKind[];
