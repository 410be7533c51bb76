import type { KnownFacility, Plan, PlanChange } from './plan.js';
import { movedFrom, movedId, type ScenarioChangeOf } from './plan-changes.js';

/** A change of a saved scenario, as the server tells it. */
export interface ScenarioStepOf {
  readonly kind: 'OPEN' | 'CLOSE' | 'RESIZE';
  readonly facilityId: string;
  readonly name?: string | null;
  readonly facilityKind?: string | null;
  readonly capabilities?: readonly string[] | null;
  readonly location?: { readonly coordinates: readonly number[] } | null;
  readonly beds?: number | null;
  readonly nursingBeds?: number | null;
  readonly mealsPerDay?: number | null;
  readonly floorAreaSquareMeters?: number | null;
  readonly assignedTo: readonly string[];
  readonly from?: string | null;
}

/** Facilities of the register a scenario names; what it opens itself is not among them. */
export function registerIds(steps: readonly ScenarioStepOf[]): string[] {
  const opened = new Set(steps.flatMap((step) => (step.kind === 'OPEN' ? [step.facilityId] : [])));
  return [...new Set(steps.map(({ facilityId }) => facilityId))].filter((id) => !opened.has(id));
}

/**
 * A saved scenario as a plan: a closing and the opening that names it become one move. What a plan cannot say (sizes,
 * first days, nursing beds, what opens and closes again) is kept as it is and saved again unchanged.
 * @param known facilities of the register by id; of one that is missing the change is kept as it is
 */
export function planFromSteps(
  steps: readonly ScenarioStepOf[],
  known: ReadonlyMap<string, KnownFacility>,
): Plan {
  const touched = new Map<string, number>();
  for (const { facilityId } of steps) touched.set(facilityId, (touched.get(facilityId) ?? 0) + 1);
  const isPlain = (step: ScenarioStepOf): boolean =>
    step.from == null &&
    step.kind !== 'RESIZE' &&
    touched.get(step.facilityId) === 1 &&
    step.nursingBeds == null &&
    step.floorAreaSquareMeters == null;
  const openings = new Map(
    steps.flatMap((step) => (step.kind === 'OPEN' ? [[step.facilityId, step] as const] : [])),
  );
  const moves = (step: ScenarioStepOf): ScenarioStepOf | null => {
    const opening = openings.get(movedId(step.facilityId));
    const isMove = step.kind === 'CLOSE' && opening && isPlain(opening) && isPlain(step);
    return isMove && known.has(step.facilityId) ? opening : null;
  };
  const closed = new Map(steps.map((step) => [step.facilityId, step]));
  return steps.flatMap((step): PlanChange[] => {
    const facility = known.get(step.facilityId);
    const from = step.kind === 'OPEN' ? movedFrom(step.facilityId) : null;
    const origin = from === null ? undefined : closed.get(from);
    if (origin && moves(origin)) return [];
    if (!isPlain(step)) return [{ kind: 'KEPT', change: inputOf(step) }];
    if (step.kind === 'OPEN') return [{ kind: 'OPEN', facility: plannedOf(step) }];
    const opening = moves(step);
    if (opening) return [{ kind: 'MOVE', facility: facility!, at: pointOf(opening) }];
    return [facility ? { kind: 'CLOSE', facility } : { kind: 'KEPT', change: inputOf(step) }];
  });
}

function plannedOf(step: ScenarioStepOf) {
  return {
    id: step.facilityId,
    name: step.name ?? step.facilityId,
    facilityKind: step.facilityKind ?? '',
    capabilities: step.capabilities ?? [],
    beds: step.beds ?? null,
    mealsPerDay: step.mealsPerDay ?? null,
    at: pointOf(step),
    assignedTo: step.assignedTo,
  };
}

function pointOf({ location }: ScenarioStepOf) {
  const [lon, lat] = location?.coordinates ?? [0, 0];
  return { lon, lat };
}

/** The step as the server takes it again. */
function inputOf(step: ScenarioStepOf): ScenarioChangeOf {
  const { kind, facilityId, assignedTo, location, ...rest } = step;
  const said = Object.fromEntries(
    Object.entries(rest).filter(([name, value]) => value != null && SAID.includes(name)),
  );
  if (kind !== 'OPEN') return { kind, facilityId, ...said };
  return { kind, id: facilityId, at: pointOf({ ...step, location }), assignedTo, ...said };
}

const SAID: readonly string[] = [
  ...['name', 'facilityKind', 'capabilities', 'beds', 'nursingBeds', 'mealsPerDay'],
  ...['floorAreaSquareMeters', 'from'],
];
