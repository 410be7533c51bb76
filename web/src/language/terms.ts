import { words } from './words.js';

/** The values of the API's enumerations as people say them (docs/GLOSSARY.md). */
export const services = words({
  zh: {
    STATION: '社区养老站点',
    COMPREHENSIVE: '综合养老服务',
    MEAL: '助餐',
    DAY_CARE: '日间照料',
    FULL_CARE: '全托',
    INSTITUTION: '养老机构',
    HOME_VISIT: '上门服务',
    BATH: '助浴',
    MEDICAL: '助医',
    REHABILITATION: '康复',
    GUIDANCE: '服务指导',
    ANY: '任一养老服务',
  },
  en: {
    STATION: 'Community station',
    COMPREHENSIVE: 'Comprehensive care',
    MEAL: 'Meals',
    DAY_CARE: 'Day care',
    FULL_CARE: 'Residential care',
    INSTITUTION: 'Care institution',
    HOME_VISIT: 'Home visits',
    BATH: 'Bathing',
    MEDICAL: 'Medical help',
    REHABILITATION: 'Rehabilitation',
    GUIDANCE: 'Guidance',
    ANY: 'Any care service',
  },
});

export const levels = words({
  zh: {
    PROVINCE: '省',
    CITY: '市',
    COUNTY: '县（区）',
    SUBDISTRICT: '街道',
    TOWN: '镇',
    TOWNSHIP: '乡',
    ZONE: '功能区',
    COMMUNITY: '社区',
    VILLAGE: '村',
  },
  en: {
    PROVINCE: 'province',
    CITY: 'city',
    COUNTY: 'county',
    SUBDISTRICT: 'subdistrict',
    TOWN: 'town',
    TOWNSHIP: 'township',
    ZONE: 'zone',
    COMMUNITY: 'community',
    VILLAGE: 'village',
  },
});

export const facilityKinds = words({
  zh: {
    INSTITUTION: '养老机构',
    SUPPORT_INSTITUTION: '特困人员供养服务机构',
    DEMONSTRATION_CENTER: '综合性示范养老中心',
    COMPREHENSIVE_CENTER: '养老服务综合体',
    REGIONAL_RURAL_CENTER: '农村区域性养老服务中心',
    GUIDANCE_CENTER: '居家养老服务指导中心',
    COMMUNITY_STATION: '社区养老服务站',
    DAY_CARE_CENTER: '日间照料中心',
    MUTUAL_AID_POINT: '互助养老睦邻点',
    MEAL_POINT: '助餐点',
  },
  en: {
    INSTITUTION: 'Care institution',
    SUPPORT_INSTITUTION: 'Public support institution',
    DEMONSTRATION_CENTER: 'Demonstration centre',
    COMPREHENSIVE_CENTER: 'Comprehensive centre',
    REGIONAL_RURAL_CENTER: 'Regional rural centre',
    GUIDANCE_CENTER: 'Guidance centre',
    COMMUNITY_STATION: 'Community station',
    DAY_CARE_CENTER: 'Day-care centre',
    MUTUAL_AID_POINT: 'Mutual-aid point',
    MEAL_POINT: 'Meal point',
  },
});

export const capabilities = words({
  zh: {
    FULL_CARE: '全托',
    DAY_CARE: '日托',
    HOME_VISIT: '上门',
    GUIDANCE: '指导',
    MEAL: '助餐',
    BATH: '助浴',
    MEDICAL: '助医',
    CLEANING: '助洁',
    REHABILITATION: '康复',
    RECREATION: '文娱',
    RESPITE: '喘息服务',
    TRAVEL_ASSISTANCE: '辅助出行',
    FARM_HELP: '助耕助收',
    FAMILY_BED: '家庭床位',
    DEMENTIA_BED: '认知障碍床位',
  },
  en: {
    FULL_CARE: 'residential care',
    DAY_CARE: 'day care',
    HOME_VISIT: 'home visits',
    GUIDANCE: 'guidance',
    MEAL: 'meals',
    BATH: 'bathing',
    MEDICAL: 'medical help',
    CLEANING: 'cleaning',
    REHABILITATION: 'rehabilitation',
    RECREATION: 'recreation',
    RESPITE: 'respite',
    TRAVEL_ASSISTANCE: 'help on the way',
    FARM_HELP: 'farm help',
    FAMILY_BED: 'beds at home',
    DEMENTIA_BED: 'dementia beds',
  },
});

export const facilityStatuses = words({
  zh: { PLANNED: '规划', BUILDING: '在建', OPERATING: '运营', SUSPENDED: '暂停', CLOSED: '关闭' },
  en: {
    PLANNED: 'planned',
    BUILDING: 'being built',
    OPERATING: 'operating',
    SUSPENDED: 'suspended',
    CLOSED: 'closed',
  },
});

export const cohorts = words({
  zh: { AGE_60: '60 岁及以上', AGE_65: '65 岁及以上', AGE_80: '80 岁及以上', ALL: '全部人口' },
  en: {
    AGE_60: 'aged 60 and over',
    AGE_65: 'aged 65 and over',
    AGE_80: 'aged 80 and over',
    ALL: 'everybody',
  },
});

export const readingNames = words({
  zh: { population: '人口覆盖率', presence: '设施覆盖率', households: '住户覆盖率', area: '面积覆盖率' },
  en: {
    population: 'Population covered',
    presence: 'Units with a facility',
    households: 'Households covered',
    area: 'Area covered',
  },
});

export const roles = words({
  zh: { public: '公众', planner: '规划人员', resources: '自然资源', admin: '管理员' },
  en: { public: 'public', planner: 'planner', resources: 'resources', admin: 'admin' },
});
