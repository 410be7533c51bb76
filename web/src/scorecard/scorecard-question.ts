import type { ViewState } from '../state/view-state.js';

/** What a scorecard is asked with. */
export interface ScorecardQuestion {
  readonly division: string;
  readonly asOf: string;
  readonly scenario: string | null;
}

/** The scorecard a view asks for; null until a division is chosen. */
export function scorecardQuestion({ division, asOf, scenario }: ViewState): ScorecardQuestion | null {
  return division === null ? null : { division, asOf, scenario: scenario ?? null };
}
