import type { Cohort } from '../demand/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import type { ComparedReading, PeopleBasis } from './compare.types.js';
import type { CoverageQuestion } from './coverage.service.js';
import type { UnitChoice } from './unit-set.js';
import type { FacilityChange } from './what-if-change.js';

export interface ComparisonQuestion {
  readonly divisionCode: string;
  readonly reading: ComparedReading;
  /** Never null for PRESENCE. */
  readonly levels: readonly DivisionLevel[] | null;
  readonly cohort: Cohort;
  readonly people: PeopleBasis;
  readonly before: SideQuestion;
  readonly after: SideQuestion;
  /** Made to the later side, in order. */
  readonly changes: readonly FacilityChange[];
}

interface SideQuestion extends CoverageQuestion {
  /** Of PRESENCE. */
  readonly choice: UnitChoice;
}
