import { containsJurisdiction } from '../../divisions/index.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import type { Indicator } from '../indicator.record.js';
import { type Month, shortMonth } from '../month.js';
import type { FrozenMonth } from '../months/frozen-month.record.js';
import { type ReadingDraft, readingFigures } from './check-reading.js';
import type { Reading } from './reading.record.js';
import { identityKey, type NewReading, type ReadingIdentity } from './readings.repository.js';

/** What drafts are checked against. */
export interface ReadingGround {
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** The reading that counts so far, by identityKey. */
  readonly current: ReadonlyMap<string, Reading>;
  /** The next month with a reading after a draft's, by its identityKey; absent for none. */
  readonly nextMonths: ReadonlyMap<string, Month>;
  /** Frozen months from the drafts' earliest on, of any division. */
  readonly frozen: readonly FrozenMonth[];
}

/** What recording a draft would do. */
export interface ReadingPlan {
  readonly reading: NewReading;
  /** What counted so far. */
  readonly known: Reading | null;
  /** Frozen months of the division and those above it that show this reading. */
  readonly frozen: readonly FrozenMonth[];
  /** False when the draft says what is recorded already. */
  readonly changed: boolean;
}

/** @throws PlanningError NOT_FOUND, BAD_USER_INPUT, CONFLICT */
export function planReading(draft: ReadingDraft, ground: ReadingGround, viewer: Viewer): ReadingPlan {
  const { indicatorKey, jurisdictionCode, month, reason, document } = draft;
  const indicator = ground.indicators.get(indicatorKey);
  if (!indicator) {
    throw new PlanningError(
      'NOT_FOUND',
      `There is no indicator ${JSON.stringify(indicatorKey.slice(0, 80))}.`,
      { field: 'indicatorKey' },
    );
  }
  const figures = readingFigures(draft, indicator);
  const known = ground.current.get(identityKey(draft)) ?? null;
  const next = ground.nextMonths.get(identityKey(draft)) ?? null;
  const frozen = ground.frozen.filter(
    (one) =>
      containsJurisdiction(one.jurisdictionCode, jurisdictionCode) &&
      showsReading(one.month, month, next, indicator),
  );
  const same = (['numerator', 'denominator', 'value'] as const).every(
    (field) => known !== null && Math.abs((known[field] ?? -1) - (figures[field] ?? -1)) < 1e-9,
  );
  const corrects = known?.id ?? null;
  const reading = { ...identityOf(draft), ...figures, document, reason, corrects, recordedBy: viewer.actor };
  if (same) return { reading, known, frozen, changed: false };
  if (frozen.length > 0 && !draft.restates) throw frozenConflict(frozen[0], month, frozen);
  if (reason === null && (known || frozen.length > 0)) {
    const named = `${jurisdictionCode}, ${indicatorKey}, ${shortMonth(month)}`;
    throw conflict(
      known
        ? `A reading is recorded already (${named}: ${known.value}); give a reason to correct it.`
        : `A restatement needs its reason (${named}).`,
      { field: 'reason', readingId: known?.id },
    );
  }
  return { reading, known, frozen, changed: true };
}

/** A month shows the latest reading up to it; of what is counted per year, of its own year only. */
function showsReading(shown: Month, read: Month, next: Month | null, { perYear }: Indicator): boolean {
  if (shown < read || (next !== null && next <= shown)) return false;
  return !perYear || shown.slice(0, 4) === read.slice(0, 4);
}

function frozenConflict(first: FrozenMonth, month: Month, all: readonly FrozenMonth[]): PlanningError {
  const rests = first.month === month ? '' : ` and rests on the reading of ${shortMonth(month)}`;
  return conflict(
    `The month ${shortMonth(first.month)} of ${first.jurisdictionCode} is frozen${rests}; record a later correction as a restatement, with its reason.`,
    { field: 'month', frozen: all.map((one) => one.jurisdictionCode) },
  );
}

export function identityOf({ jurisdictionCode, indicatorKey, month }: ReadingIdentity): ReadingIdentity {
  return { jurisdictionCode, indicatorKey, month };
}

export function conflict(message: string, details: Readonly<Record<string, unknown>>): PlanningError {
  return new PlanningError('CONFLICT', message, details);
}
