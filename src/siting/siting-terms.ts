import type { SitingModel as KernelModel } from '../kernel/siting/siting-model.js';
import { defineEnum } from '../platform/graphql/define-enum.js';

export const SitingModel = defineEnum('SitingModel', 'What a plan is to achieve (METHODS E6). 选址模型', {
  MCLP: 'Most people newly covered by a count or a budget. 最大覆盖',
  LSCP: 'Fewest sites (or least cost) that cover everyone some candidate reaches. 集合覆盖（全部覆盖）',
  COVERAGE_GOAL: 'Fewest sites (or least cost) that cover a share of all people. 达到覆盖目标的最少设施',
  P_MEDIAN: 'Least walking of everyone to the nearest site in all. P-中位（总步行最短）',
  P_CENTER: 'Least walking for whoever walks farthest. P-中心（最远者最近）',
  GRADUAL: 'Most people, where coverage fades from walkMinutes to farWalkMinutes. 渐变覆盖',
  BACKUP: 'First and second cover weighed against each other. 备用覆盖',
  LSCP_B: 'Fewest sites that cover everyone, placed for most second covers. 集合覆盖兼顾备用',
  CMCLP: 'Most people served within capacities; who goes where is part of the plan. 容量受限最大覆盖',
  POLICY: 'Most people newly covered within level targets and an equity floor. 政策约束选址',
  PHASED: 'The best order of building over years. 分期建设',
} satisfies Record<KernelModel['model'], string>);
export type SitingModel = keyof typeof SitingModel;

export const ObjectiveUnit = defineEnum('SitingObjectiveUnit', 'What an objective counts. 目标值单位', {
  NEW_PEOPLE: 'People newly covered, net of those closures lose. 净增覆盖人数',
  PEOPLE: 'People served, by existing facilities too. 服务人数',
  WEIGHTED_PEOPLE: 'People, each by the degree they are covered. 按覆盖程度折算的人数',
  PERSON_YEARS:
    'People covered in each year, added up over the years; later years discounted. 各年覆盖人数之和（折现）',
  PERSON_MINUTES: 'Minutes everyone walks, added up. 人·分钟',
  MINUTES: 'Minutes of the longest walk. 分钟',
  SITES: 'New sites. 新增设施数',
  COST: 'Cost, in the unit of the budget. 费用',
});
export type ObjectiveUnit = keyof typeof ObjectiveUnit;

export const CapacityField = defineEnum(
  'SitingCapacityField',
  'Which figure of existing facilities is their capacity. 容量依据',
  {
    BEDS: 'Beds. 床位数',
    NURSING_BEDS: 'Beds with nursing care. 护理型床位数',
    MEALS_PER_DAY: 'Meals a day. 日供餐数',
  },
);
export type CapacityField = keyof typeof CapacityField;

/** Fields of a question only some models take. */
export type ModelField =
  | 'count'
  | 'budget'
  | 'goal'
  | 'byCost'
  | 'farWalkMinutes'
  | 'firstCoverShare'
  | 'capacityField'
  | 'newSiteCapacity'
  | 'targets'
  | 'recordedTargets'
  | 'equityFloor'
  | 'phases'
  | 'discount'
  | 'fixedAheadYears';

interface ModelTerms {
  readonly maximizes: boolean;
  readonly unit: ObjectiveUnit;
  /** What the model takes beside what all do. */
  readonly fields: readonly ModelField[];
  /** Whether it wants a count, a budget, or both. */
  readonly hasLimits: boolean;
  /** Whether a candidate that another one replaces in every respect can be left out without changing the optimum. */
  readonly thins: boolean;
}

const limited = (
  unit: ObjectiveUnit,
  fields: readonly ModelField[],
  thins = false,
  maximizes = true,
): ModelTerms => ({
  ...{ maximizes, unit, thins, hasLimits: true },
  fields: ['count', 'budget', ...fields],
});
const covering = (fields: readonly ModelField[], thins: boolean): ModelTerms => ({
  ...{ maximizes: false, unit: 'SITES', hasLimits: false, fields, thins },
});

export const MODEL_TERMS: Readonly<Record<SitingModel, ModelTerms>> = {
  MCLP: limited('NEW_PEOPLE', [], true),
  LSCP: covering(['byCost'], true),
  COVERAGE_GOAL: covering(['goal', 'byCost'], true),
  P_MEDIAN: limited('PERSON_MINUTES', ['farWalkMinutes'], false, false),
  P_CENTER: limited('MINUTES', ['farWalkMinutes'], false, false),
  GRADUAL: limited('WEIGHTED_PEOPLE', ['farWalkMinutes']),
  BACKUP: limited('WEIGHTED_PEOPLE', ['firstCoverShare']),
  LSCP_B: { ...covering([], false), unit: 'WEIGHTED_PEOPLE', maximizes: true },
  CMCLP: limited('PEOPLE', ['capacityField', 'newSiteCapacity']),
  POLICY: limited('NEW_PEOPLE', ['targets', 'recordedTargets', 'equityFloor'], true),
  PHASED: {
    ...covering(['phases', 'discount', 'fixedAheadYears'], true),
    unit: 'PERSON_YEARS',
    maximizes: true,
  },
};
