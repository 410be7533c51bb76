import { badInput } from '../platform/errors/bad-input.js';
import { isStorableText } from '../platform/errors/check-text.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { checkPoint, type PointInput } from '../platform/graphql/spatial-filter.js';

export const FacilityChangeKind = defineEnum(
  'FacilityChangeKind',
  'What is done to a facility in a what-if. 设施变动类型',
  {
    OPEN: 'A new facility of the service opens. 新开',
    CLOSE: 'An operating facility closes. 关闭',
    MOVE: 'An operating facility moves elsewhere. 迁址',
  },
);
export type FacilityChangeKind = keyof typeof FacilityChangeKind;

/** One change of a what-if, in the shape its kind asks for. */
export type FacilityChange =
  | { readonly kind: 'OPEN'; readonly at: PointInput; readonly name: string | null }
  | { readonly kind: 'CLOSE'; readonly facilityId: string }
  | { readonly kind: 'MOVE'; readonly facilityId: string; readonly at: PointInput };

/** The same before it is checked. */
export interface UncheckedChange {
  readonly kind: FacilityChangeKind;
  readonly facilityId?: string | null;
  readonly at?: PointInput | null;
  readonly name?: string | null;
}

export const MOST_CHANGES = 200;
const LONGEST_NAME = 100;

/**
 * Checks the shape of changes; which facilities they name is looked at later.
 * @throws PlanningError LIMIT_EXCEEDED for more than 200, BAD_USER_INPUT that names the change by its position.
 */
export function checkChanges(changes: readonly UncheckedChange[]): FacilityChange[] {
  if (changes.length === 0) throw badInput('changes: expected at least one change.', { field: 'changes' });
  if (changes.length > MOST_CHANGES) {
    throw new PlanningError(
      'LIMIT_EXCEEDED',
      `changes holds ${changes.length} changes; at most ${MOST_CHANGES} are answered in one query.`,
      { limit: MOST_CHANGES, count: changes.length },
    );
  }
  return changes.map(checkChange);
}

function checkChange({ kind, facilityId, at, name }: UncheckedChange, index: number): FacilityChange {
  const field = `changes[${index}]`;
  const wants = (what: string, given: unknown, wanted: boolean): void => {
    if ((given != null) === wanted) return;
    throw badInput(`${field}: ${kind} ${wanted ? 'needs' : 'takes no'} ${what}.`, { field, change: index });
  };
  wants('facilityId', facilityId, kind !== 'OPEN');
  wants('at', at, kind !== 'CLOSE');
  if (kind !== 'OPEN') wants('name', name, false);
  if (name != null && !(name.length >= 1 && name.length <= LONGEST_NAME && isStorableText(name)))
    throw badInput(`${field}.name: expected 1 to ${LONGEST_NAME} characters of text.`, {
      field,
      change: index,
    });
  if (kind === 'CLOSE') return { kind, facilityId: facilityId! };
  const { lon, lat } = checkPoint(at!, `${field}.at`);
  if (kind === 'MOVE') return { kind, facilityId: facilityId!, at: { lon, lat } };
  return { kind, at: { lon, lat }, name: name ?? null };
}
