import type { CoverageQuestion } from '../coverage/index.js';
import type { Cohort } from '../demand/index.js';
import type { ResolvedMealSettings } from './meal-settings.js';

/** What a question about meals fixes besides the division; its service is MEAL. */
export interface MealQuestion extends CoverageQuestion {
  readonly cohort: Cohort;
  readonly settings: ResolvedMealSettings;
}
