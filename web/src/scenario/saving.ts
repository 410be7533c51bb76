import {
  DeleteScenarioDocument,
  SavedScenarioDocument,
  SavedScenariosDocument,
  SaveNewScenarioDocument,
  SaveScenarioDocument,
} from '../api/generated.js';
import { ApiProblem, request } from '../api/request.js';
import type { Language } from '../language/words.js';
import { allPages } from '../moving/all-pages.js';
import type { KnownFacility, Plan } from '../moving/plan.js';
import { toScenarioChanges } from '../moving/plan-changes.js';
import { planFromSteps, registerIds, type ScenarioStepOf } from '../moving/plan-from-steps.js';
import type { SavedAs } from '../moving/plan-store.js';
import { pointOf } from '../moving/point-of.js';
import { findFacility } from './known-facilities.js';
import type { SavedRow } from './saved-scenarios.js';
import { scenarioWords } from './words.js';

const MOST_LISTED = 1_000;

export async function listScenarios(signal: AbortSignal): Promise<SavedRow[]> {
  return allPages<SavedRow>(
    async (after) => (await request(SavedScenariosDocument, { after }, { signal })).scenarios,
    MOST_LISTED,
  );
}

/** A saved scenario as a plan; null where there is none of this id. */
export async function openScenario(id: string, signal: AbortSignal): Promise<SavedAs | null> {
  const { scenario } = await request(SavedScenarioDocument, { id }, { signal });
  if (!scenario) return null;
  const { name, note, version, changes } = scenario;
  const steps = changes.map(({ location, ...step }): ScenarioStepOf => {
    const at = location && pointOf(location);
    return { ...step, location: at && { coordinates: [at.lon, at.lat] } };
  });
  const found = await Promise.all(registerIds(steps).map((each) => findFacility(each, signal)));
  const known = new Map(
    found.filter((each): each is KnownFacility => each !== null).map((each) => [each.id, each]),
  );
  return { id, name, note, version, plan: planFromSteps(steps, known) };
}

/** Saves a plan: over the scenario it was opened from, or, without one, as a new one. */
export async function saveScenario(
  plan: Plan,
  { name, note }: { readonly name: string; readonly note: string },
  over: SavedAs | null,
): Promise<SavedAs> {
  const input = { name, note: note.trim() || null, changes: toScenarioChanges(plan) as never };
  const saved = over
    ? (await request(SaveScenarioDocument, { id: over.id, version: over.version, input })).updateScenario
    : (await request(SaveNewScenarioDocument, { input })).createScenario;
  return { id: saved.id, name: saved.name, note: input.note, version: saved.version, plan };
}

export async function deleteScenario({
  id,
  version,
}: {
  readonly id: string;
  readonly version: number;
}): Promise<void> {
  await request(DeleteScenarioDocument, { id, version });
}

/** What went wrong with a scenario, in words of its own; null leaves it to the notice. */
export function scenarioProblemWords(problem: unknown, language: Language): string | null {
  const w = scenarioWords(language);
  if (!(problem instanceof ApiProblem)) return null;
  const { code, details, message } = problem;
  const known: Readonly<Record<string, string>> = {
    STALE_VERSION: w.conflictVersion,
    NAME_TAKEN: w.conflictName,
    NOT_SNAPPED: w.far,
  };
  const words = known[String(details.reason)];
  if (words) return words;
  if ('change' in details) return w.cannotApply + message;
  if (code === 'NOT_FOUND') return w.gone;
  return code === 'LIMIT_EXCEEDED' && 'limit' in details && 'count' in details ? w.tooMany : null;
}
