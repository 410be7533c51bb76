import type { ReportedPlanFragment } from '../api/generated.js';
import type { Language } from '../language/words.js';
import type { ReadingName } from '../state/view-state.js';
import type { ReportAnswer, ReportDivision } from './report-model.js';

/** What a reader wants in the report. */
export interface ReportContents {
  readonly map: boolean;
  readonly targets: boolean;
  readonly gaps: boolean;
  readonly estates: boolean;
  readonly appendix: boolean;
}

/** All a report is made of. */
export interface Report {
  readonly answer: ReportAnswer;
  readonly division: ReportDivision;
  readonly plan: ReportedPlanFragment | null;
  /** Address of the picture of the map; null where it could not be had. */
  readonly picture: string | null;
  /** What the divisions on it are shaded by. */
  readonly reading: ReadingName;
  readonly contents: ReportContents;
  /** As a reader's clock has it, `2026-11-22 15:04`. */
  readonly madeAt: string;
  readonly language: Language;
}
