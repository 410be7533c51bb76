import type { CareRoomAspect } from '../../estates/index.js';
import { today } from '../../platform/today.js';
import { importIssue } from '../import-issue.js';
import type { StagedRows } from '../staged-rows.js';
import type { ChildRows } from './dataset-plan.js';

/** How a file of care rooms says what a room is used for, or to whom it was handed over. */
export interface RoomStateColumns {
  readonly aspect: CareRoomAspect;
  /** Columns of care_room_state that hold it, staged under the same names. */
  readonly values: readonly string[];
  /** Staged day from which it holds. */
  readonly from: string;
  /** Staged flag: it is to be recorded. */
  readonly due: string;
  /** Fields of the file. */
  readonly fields: readonly string[];
}

export const USE: RoomStateColumns = {
  ...{ aspect: 'USE', values: ['use'], from: 'use_from', due: 'use_due', fields: ['use', 'useFrom'] },
};
export const HANDOVER: RoomStateColumns = {
  ...{ aspect: 'HANDOVER', values: ['handed_over_code', 'handed_over_to'] },
  ...{ from: 'handed_over_on', due: 'handover_due' },
  fields: ['handedOverCode', 'handedOverTo', 'handedOverOn'],
};

/** States are only ever added; where the same was on record without a day, it did not hold before the day now known. */
export function stateRows({ aspect, values, from, due, fields }: RoomStateColumns): ChildRows {
  const columns = `care_room_id, aspect, valid_from, ${values.join(', ')}, recorded_by, source_key`;
  const dueRows = `staged_import s WHERE s.state IN ('NEW', 'CHANGED') AND s.${due}`;
  return {
    fields,
    differ: `s.${due}`,
    recorded: true,
    sync: [
      `INSERT INTO care_room_state (${columns})
       SELECT s.key, '${aspect}', NULL, ${values.map(() => 'NULL').join(', ')}, $1, s.claim_source FROM ${dueRows}
         AND s.${from} IS NOT NULL
         AND EXISTS (SELECT FROM (${held(aspect, `s.${from}`)}) h WHERE h.valid_from IS NULL AND ${same(values)})`,
      `INSERT INTO care_room_state (${columns})
       SELECT s.key, '${aspect}', s.${from}, ${values.map((value) => `s.${value}`).join(', ')}, $1, s.claim_source
       FROM ${dueRows} ORDER BY s.place`,
    ],
  };
}

/**
 * Finds what a file says that is not on record. A room's first state without a day has always been so; another one
 * without a day holds from today. An empty cell says nothing.
 */
export async function dateStates(stage: StagedRows, columns: RoomStateColumns): Promise<void> {
  const { aspect, values, from, due } = columns;
  const said = values.map((value) => `s.${value} IS NOT NULL`).join(' OR ');
  const date = today();
  await stage.query(
    `UPDATE staged_import s SET ${due} = true
     WHERE NOT s.rejected AND (${said}) AND NOT EXISTS (
       SELECT FROM (${held(aspect, `COALESCE(s.${from}, $1::date)`)}) h
       WHERE (s.${from} IS NULL OR h.valid_from IS NOT NULL) AND ${same(values)})`,
    [date],
  );
  const dated: unknown[] = await stage.query(
    `WITH dated AS (
       UPDATE staged_import s SET ${from} = $1 WHERE s.${due} AND s.${from} IS NULL
         AND EXISTS (SELECT FROM care_room_state c WHERE c.care_room_id = s.key AND c.aspect = '${aspect}')
       RETURNING place
     ) SELECT place FROM dated`,
    [date],
  );
  if (dated.length > 0)
    stage.issues.add(importIssue('ROOM_STATE_DATED_TODAY', { count: dated.length, date, ...WORDS[aspect] }));
}

const WORDS = {
  USE: { what: '用途', whatEn: 'use' },
  HANDOVER: { what: '移交单位', whatEn: 'office' },
} as const;

/** The state of a staged room on a day. */
function held(aspect: CareRoomAspect, day: string): string {
  return `SELECT c.* FROM care_room_state c
       WHERE c.care_room_id = s.key AND c.aspect = '${aspect}' AND (c.valid_from IS NULL OR c.valid_from <= ${day})
       ORDER BY c.valid_from DESC NULLS LAST, c.id DESC LIMIT 1`;
}

function same(values: readonly string[]): string {
  return values
    .map((value) => `(s.${value} IS NULL OR s.${value} IS NOT DISTINCT FROM h.${value})`)
    .join(' AND ');
}
