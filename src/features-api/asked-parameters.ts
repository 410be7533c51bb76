import type { CareQuestion } from '../layers/index.js';
import type { ApiParameter } from './api-parameter.js';

/** What the state of features can be asked for, as query parameters. */
export const ASKED: Readonly<Record<keyof CareQuestion, Omit<ApiParameter, 'name'>>> = {
  service: {
    description: 'Service of care, as the enum CareService; ANY if absent. 服务类别',
    schema: { type: 'string' },
  },
  minutes: {
    description: 'Walking time in minutes, 1 to 120; 15 if absent. 步行时间（分钟）',
    schema: { type: 'number', minimum: 1, maximum: 120 },
  },
  speed: {
    description: 'Walking speed in m/s, 0.1 to 3; 0.8 if absent. 步行速度（米/秒）',
    schema: { type: 'number', minimum: 0.1, maximum: 3 },
  },
  cohort: {
    description: 'Age group: AGE_60 if absent, AGE_65, AGE_80 or ALL. 年龄组',
    schema: { type: 'string', enum: ['AGE_60', 'AGE_65', 'AGE_80', 'ALL'] },
  },
  scenario: {
    description: 'Id of a saved scenario; the register as it is if absent. 规划情景编号',
    schema: { type: 'string' },
  },
  asOf: {
    description: 'The day whose state is shown; today in China if absent. 统计日期',
    schema: { type: 'string', format: 'date' },
  },
};
