import { EnablePostgis1700000001000 } from './1700000001000-enable-postgis.js';
import { CreateDivisions1700000002000 } from './1700000002000-create-divisions.js';
import { CreateFacilities1700000003000 } from './1700000003000-create-facilities.js';
import { CreateEstatesDemandCandidates1700000004000 } from './1700000004000-create-estates-demand-candidates.js';
import { CreateWalkways1700000005000 } from './1700000005000-create-walkways.js';
import { CreateRecordsOfWork1700000006000 } from './1700000006000-create-records-of-work.js';
import { LevelAndSurveyWalkways1700000007000 } from './1700000007000-level-and-survey-walkways.js';
import { PredicatesAndDatedDivisions1700000010000 } from './1700000010000-predicates-and-dated-divisions.js';
import { CreateResidentialLand1700000012000 } from './1700000012000-create-residential-land.js';
import { CreateIndicators1700000020000 } from './1700000020000-create-indicators.js';
import { GuardReadings1700000030000 } from './1700000030000-guard-readings.js';
import { CountIndicatorsPerYear1700000040000 } from './1700000040000-count-indicators-per-year.js';
import { CreateJobs1700000050000 } from './1700000050000-create-jobs.js';
import { CreateScenarios1700000051000 } from './1700000051000-create-scenarios.js';
import { TellOfNewData1700000053000 } from './1700000053000-tell-of-new-data.js';
import { ExceptMealModes1700000054000 } from './1700000054000-except-meal-modes.js';
import { KeepAnEstateLedger1700000060000 } from './1700000060000-keep-an-estate-ledger.js';
import { CreateEstateAudit1700000061000 } from './1700000061000-create-estate-audit.js';
import { DateStatesOfCareRooms1700000065000 } from './1700000065000-date-states-of-care-rooms.js';

/** Every migration, oldest first. */
export const migrations = [
  EnablePostgis1700000001000,
  CreateDivisions1700000002000,
  CreateFacilities1700000003000,
  CreateEstatesDemandCandidates1700000004000,
  CreateWalkways1700000005000,
  CreateRecordsOfWork1700000006000,
  LevelAndSurveyWalkways1700000007000,
  PredicatesAndDatedDivisions1700000010000,
  CreateResidentialLand1700000012000,
  CreateIndicators1700000020000,
  GuardReadings1700000030000,
  CountIndicatorsPerYear1700000040000,
  CreateJobs1700000050000,
  CreateScenarios1700000051000,
  TellOfNewData1700000053000,
  ExceptMealModes1700000054000,
  KeepAnEstateLedger1700000060000,
  CreateEstateAudit1700000061000,
  DateStatesOfCareRooms1700000065000,
];
