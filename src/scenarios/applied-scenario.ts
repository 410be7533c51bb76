import { createHash } from 'node:crypto';
import { checkScenarioChanges, MOST_CHANGES, tooMany } from './check-changes.js';
import type { ScenarioChange } from './scenario-change.js';
import type { UncheckedScenarioChange } from './scenario.inputs.js';

/** Changes ready to be made to a ground, as plain data. */
export interface AppliedScenario {
  /** Hash of the changes: equal keys mean equal changes in equal order. '' for none, which is the register itself. */
  readonly key: string;
  readonly changes: readonly ScenarioChange[];
}

const KEY_LENGTH = 32;

/** @param changes as `checkScenarioChanges` gives them, in their order */
export function scenarioOf(changes: readonly ScenarioChange[]): AppliedScenario {
  if (changes.length === 0) return { key: '', changes };
  const hash = createHash('sha256')
    .update(JSON.stringify(changes.map(inOneOrder)))
    .digest('hex');
  return { key: hash.slice(0, KEY_LENGTH), changes };
}

/**
 * Unsaved changes, on top of saved ones whose positions come first.
 * @throws PlanningError BAD_USER_INPUT or LIMIT_EXCEEDED that names the change by its position.
 */
export function scenarioWith(
  saved: readonly ScenarioChange[],
  changes: readonly UncheckedScenarioChange[],
): AppliedScenario {
  if (saved.length + changes.length > MOST_CHANGES) throw tooMany(saved.length + changes.length);
  return scenarioOf([...saved, ...checkScenarioChanges(changes, saved.length)]);
}

/** Stored changes come back from the database with their fields in another order. */
function inOneOrder(change: ScenarioChange): unknown {
  return Object.entries(change).sort(([a], [b]) => (a < b ? -1 : 1));
}
