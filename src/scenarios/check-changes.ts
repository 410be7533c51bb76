import { checkDivisionCode } from '../divisions/index.js';
import type { ServiceCapability } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { canBeId } from '../platform/errors/check-text.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { checkDay, checkRemark } from '../platform/graphql/check-entry.js';
import { checkPoint } from '../platform/graphql/spatial-filter.js';
import type { ChangedCapacities, ScenarioChange } from './scenario-change.js';
import type { UncheckedScenarioChange } from './scenario.inputs.js';

export const MOST_CHANGES = 200;
const LONGEST_NAME = 100;
const MOST_ASSIGNED = 100;
const LARGEST_COUNT = 1_000_000;

const CAPACITIES = ['beds', 'nursingBeds', 'mealsPerDay', 'floorAreaSquareMeters'] as const;
/** What each kind of change may say beside `kind` and `from`; the first ones it must. */
const FIELDS = {
  OPEN: { needs: ['name', 'facilityKind', 'at'], takes: ['id', 'capabilities', 'assignedTo', ...CAPACITIES] },
  CLOSE: { needs: ['facilityId'], takes: [] },
  RESIZE: { needs: ['facilityId'], takes: ['capabilities', ...CAPACITIES] },
} as const satisfies Record<string, Record<'needs' | 'takes', readonly (keyof UncheckedScenarioChange)[]>>;
const ALL_FIELDS = [...new Set(Object.values(FIELDS).flatMap(({ needs, takes }) => [...needs, ...takes]))];

/**
 * Checks the shape of changes, each by itself.
 * @param first position of the first one
 * @throws PlanningError LIMIT_EXCEEDED for more than 200, BAD_USER_INPUT that names the change by its position.
 */
export function checkScenarioChanges(
  changes: readonly UncheckedScenarioChange[],
  first = 0,
): ScenarioChange[] {
  if (changes.length > MOST_CHANGES) throw tooMany(changes.length);
  return changes.map((change, at) => checkChange(change, first + at));
}

export function tooMany(count: number): PlanningError {
  return new PlanningError(
    'LIMIT_EXCEEDED',
    `A scenario has at most ${MOST_CHANGES} changes; this one has ${count}.`,
    { limit: MOST_CHANGES, count },
  );
}

function checkChange(change: UncheckedScenarioChange, position: number): ScenarioChange {
  const field = `changes[${position}]`;
  const refuse = (what: string, words: string) =>
    badInput(`${field}${what}: ${words}`, { field: `${field}${what}`, change: position });
  const named = <T>(check: () => T): T => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof PlanningError)) throw error;
      throw new PlanningError(error.code, error.message, { ...error.details, change: position });
    }
  };
  const { kind } = change;
  if (!(kind in FIELDS))
    throw refuse('.kind', `expected OPEN, CLOSE or RESIZE, got ${JSON.stringify(kind)}.`);
  const { needs, takes } = FIELDS[kind];
  const allowed: readonly string[] = [...needs, ...takes];
  for (const name of needs) if (change[name] == null) throw refuse('', `${kind} needs ${name}.`);
  for (const name of ALL_FIELDS)
    if (change[name] != null && !allowed.includes(name)) throw refuse('', `${kind} takes no ${name}.`);

  const id = (name: 'id' | 'facilityId', value: string): string => {
    if (canBeId(value)) return value;
    throw refuse(`.${name}`, 'expected 1 to 80 characters without spaces.');
  };
  const from = change.from == null ? null : named(() => checkDay(change.from!, `${field}.from`));
  if (kind === 'CLOSE') return { kind, facilityId: id('facilityId', change.facilityId!), from };

  const capabilities = change.capabilities == null ? null : distinct(change.capabilities);
  const capacities = named(() => checkCapacities(change, field));
  if (kind === 'RESIZE') {
    if (capabilities === null && CAPACITIES.every((name) => capacities[name] === null))
      throw refuse('', `RESIZE needs one of ${['capabilities', ...CAPACITIES].join(', ')}.`);
    return { kind, facilityId: id('facilityId', change.facilityId!), capabilities, ...capacities, from };
  }
  const name = named(() => checkRemark(change.name!, `${field}.name`));
  if (name.length > LONGEST_NAME) throw refuse('.name', `expected at most ${LONGEST_NAME} characters.`);
  const { lon, lat } = named(() => checkPoint(change.at!, `${field}.at`));
  const assignedTo = [...new Set(change.assignedTo ?? [])].sort();
  if (assignedTo.length > MOST_ASSIGNED)
    throw refuse('.assignedTo', `expected at most ${MOST_ASSIGNED} codes.`);
  return {
    kind,
    id: change.id == null ? `scenario:${position}` : id('id', change.id),
    name,
    facilityKind: change.facilityKind!,
    capabilities: capabilities ?? [],
    at: { lon, lat },
    ...capacities,
    assignedTo: assignedTo.map((code) => named(() => checkDivisionCode(code, `${field}.assignedTo`))),
    from,
  };
}

function distinct(capabilities: readonly ServiceCapability[]): ServiceCapability[] {
  return [...new Set(capabilities)].sort();
}

function checkCapacities(change: UncheckedScenarioChange, field: string): ChangedCapacities {
  for (const name of CAPACITIES) {
    const value = change[name] ?? 0;
    const fits = value >= 0 && value <= LARGEST_COUNT;
    const isWhole = name === 'floorAreaSquareMeters' || Number.isInteger(value);
    if (fits && isWhole) continue;
    throw badInput(
      `${field}.${name}: expected ${isWhole ? 'a number' : 'a whole number'} from 0 to ${LARGEST_COUNT}, got ${value}.`,
      { field: `${field}.${name}` },
    );
  }
  const { beds = null, nursingBeds = null, mealsPerDay = null, floorAreaSquareMeters = null } = change;
  if (beds !== null && nursingBeds !== null && nursingBeds > beds)
    throw badInput(`${field}.nursingBeds: ${nursingBeds} nursing beds are more than all ${beds} beds.`, {
      field: `${field}.nursingBeds`,
    });
  return { beds, nursingBeds, mealsPerDay, floorAreaSquareMeters };
}
