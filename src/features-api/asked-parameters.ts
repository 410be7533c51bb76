import type { CareQuestion } from '../layers/index.js';
import type { ApiParameter } from './api-parameter.js';

/** What the state of features can be asked for, as query parameters. */
export const ASKED: Readonly<Record<keyof CareQuestion, Omit<ApiParameter, 'name'>>> = {
  asOf: {
    description: 'The day whose state is shown; today in China if absent. 统计日期',
    schema: { type: 'string', format: 'date' },
  },
};
