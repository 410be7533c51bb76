import type { SitingModel } from './siting-model.js';

const MINIMIZED: ReadonlySet<SitingModel['model']> = new Set([
  'LSCP',
  'COVERAGE_GOAL',
  'P_MEDIAN',
  'P_CENTER',
]);

/** Whether more is better: coverage and service are maximised, costs and travel minimised. */
export function objectiveSense({ model }: Pick<SitingModel, 'model'>): 'maximize' | 'minimize' {
  return MINIMIZED.has(model) ? 'minimize' : 'maximize';
}
