import { canonicalJson, sha256Text } from '../platform/canonical-json.js';
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
  return { key: sha256Text(canonicalJson(changes)).slice(0, KEY_LENGTH), changes };
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
