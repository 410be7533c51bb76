import type { ImportDatasetName } from '../import-report.js';
import { availablePremisesPlan } from './available-premises.plan.js';
import { candidatesPlan } from './candidates.plan.js';
import { careLandPlan } from './care-land.plan.js';
import { careRoomsPlan } from './care-rooms.plan.js';
import { communityPremisesPlan } from './community-premises.plan.js';
import type { DatasetPlan } from './dataset-plan.js';
import { demandPlan } from './demand.plan.js';
import { divisionsPlan } from './divisions.plan.js';
import { estatesPlan } from './estates.plan.js';
import { evidencePlan } from './evidence.plan.js';
import { facilitiesPlan } from './facilities.plan.js';
import { landPlan } from './land.plan.js';
import { poolsPlan } from './pools.plan.js';

/** The plan of each dataset of rows; the network is imported by importNetwork. */
export const DATASET_PLANS = {
  divisions: divisionsPlan,
  facilities: facilitiesPlan,
  estates: estatesPlan,
  land: landPlan,
  demand: demandPlan,
  candidates: candidatesPlan,
  careRooms: careRoomsPlan,
  evidence: evidencePlan,
  pools: poolsPlan,
  careLand: careLandPlan,
  communityPremises: communityPremisesPlan,
  availablePremises: availablePremisesPlan,
} as unknown as Readonly<Record<Exclude<ImportDatasetName, 'network'>, DatasetPlan<unknown>>>;

export type { DatasetPlan, Repeat } from './dataset-plan.js';
