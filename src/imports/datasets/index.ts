import type { ImportDatasetName } from '../import-report.js';
import { candidatesPlan } from './candidates.plan.js';
import type { DatasetPlan } from './dataset-plan.js';
import { demandPlan } from './demand.plan.js';
import { divisionsPlan } from './divisions.plan.js';
import { estatesPlan } from './estates.plan.js';
import { facilitiesPlan } from './facilities.plan.js';
import { landPlan } from './land.plan.js';

/** The plan of each dataset of rows; the network is imported by importNetwork. */
export const DATASET_PLANS = {
  divisions: divisionsPlan,
  facilities: facilitiesPlan,
  estates: estatesPlan,
  land: landPlan,
  demand: demandPlan,
  candidates: candidatesPlan,
} as unknown as Readonly<Record<Exclude<ImportDatasetName, 'network'>, DatasetPlan<unknown>>>;

export type { DatasetPlan } from './dataset-plan.js';
