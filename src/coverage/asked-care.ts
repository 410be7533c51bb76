import { walkLimit } from '../accessibility/index.js';
import { Cohort } from '../demand/index.js';
import { CareService } from '../facilities/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { today } from '../platform/today.js';
import { scenarioWith, type ScenariosService } from '../scenarios/index.js';
import type { CoverageQuestion } from './coverage.service.js';

/** What maps ask with, as they wrote it; what is absent is as everywhere. */
export interface AskedCare {
  readonly service?: string;
  readonly minutes?: number;
  readonly speed?: number;
  readonly cohort?: string;
  /** YYYY-MM-DD */
  readonly asOf?: string;
  /** Id of a saved scenario. */
  readonly scenario?: string;
}

/**
 * The question of a map.
 * @throws PlanningError BAD_USER_INPUT; NOT_FOUND, UNAUTHENTICATED, FORBIDDEN for the scenario
 */
export async function askedCare(
  { service, minutes, speed, cohort, asOf = today(), scenario }: AskedCare,
  scenarios: Pick<ScenariosService, 'get'>,
  viewer: Viewer,
): Promise<CoverageQuestion & { readonly cohort: Cohort }> {
  const { saved } = scenario === undefined ? { saved: [] } : await scenarios.get(scenario, viewer);
  return {
    service: oneOf('service', service ?? CareService.ANY, CareService),
    limit: walkLimit(minutes, speed),
    cohort: oneOf('cohort', cohort ?? Cohort.AGE_60, Cohort),
    asOf,
    scenario: scenarioWith(saved, []),
  };
}

function oneOf<T extends string>(name: string, text: string, choices: Readonly<Record<T, string>>): T {
  if (Object.hasOwn(choices, text)) return text as T;
  const known = Object.keys(choices);
  throw badInput(`${name}: expected one of ${known.join(', ')}, got ${JSON.stringify(text.slice(0, 50))}.`, {
    parameter: name,
    known,
  });
}
