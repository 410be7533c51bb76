import type { PlanFieldsFragment } from '../api/generated.js';
import type { ViewState } from '../state/view-state.js';
import type { SitingOutcome } from './siting-api.js';

/** The plan a search came to, proven best or the best in its time; null where there is none. */
export function planOf(outcome: SitingOutcome | null): PlanFieldsFragment | null {
  if (outcome === null || 'conflicts' in outcome) return null;
  return 'sites' in outcome ? outcome : (outcome.bestPlan ?? null);
}

/** Whether a plan answers another question than the page now asks. */
export function isStale({ rule, settings }: PlanFieldsFragment, view: ViewState): boolean {
  const { division, service, minutes, speed, asOf } = view;
  const isSame =
    settings.divisionCode === division &&
    rule.service === service &&
    rule.walkMinutes === minutes &&
    rule.speedMetersPerSecond === speed &&
    rule.asOf === asOf;
  return !isSame;
}
