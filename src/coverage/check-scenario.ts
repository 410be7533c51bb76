import type { DataVersionRepository } from '../accessibility/index.js';
import { today } from '../platform/today.js';
import type { AppliedScenario } from '../scenarios/index.js';
import type { CoverageService } from './coverage.service.js';

/**
 * Makes a scenario's changes to the data as they are, today and on each later day one of them begins.
 * @throws PlanningError that names the change by its position, as `scenarioGround`
 */
export async function checkScenario(
  scenario: AppliedScenario,
  coverage: CoverageService,
  versions: DataVersionRepository,
): Promise<void> {
  const now = today();
  const days = new Set([now, ...scenario.changes.flatMap(({ from }) => (from && from > now ? from : []))]);
  const version = await versions.read();
  for (const day of [...days].sort()) await coverage.ground(day, version, scenario);
}
