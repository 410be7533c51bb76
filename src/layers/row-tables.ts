import { invariant } from '../kernel/invariant.js';
import type { Layer, StoredLayerName } from './layer.js';

/** How the features of a layer are told apart and found, as SQL beside that of its `LayerTable`. */
export interface RowTable {
  /** The unique, indexed key in whose order features come; an id is its parts, joined by slashes. */
  readonly key: readonly { readonly sql: string; readonly type: 'text' | 'bpchar' | 'bigint' | 'integer' }[];
  /** Column of the division a feature lies in; null where its shape tells. */
  readonly division: string | null;
  /** Columns of the days it is in force from and no longer in force on; absent where it has none. */
  readonly lasts?: readonly [from: string, to: string];
  /** Fields that depend on the day asked for, given its placeholder. */
  readonly onDay?: Readonly<Record<string, (day: string) => string>>;
  /** Features read at once; fewer where a feature may have many vertices. */
  readonly atOnce: number;
}

const POINTS_AT_ONCE = 1000;
const SHAPES_AT_ONCE = 250;

export const ROW_TABLES: Readonly<Record<StoredLayerName, RowTable>> = {
  divisions: {
    key: [{ sql: 'd.code', type: 'bpchar' }],
    division: 'd.code',
    lasts: ['d.valid_from', 'd.valid_to'],
    atOnce: SHAPES_AT_ONCE,
  },
  facilities: {
    key: [{ sql: 'f.id', type: 'text' }],
    division: 'f.division_code',
    onDay: {
      // Latest entry by the day, from the primary key (facility_id, valid_from).
      status: (day) => `(SELECT st.status FROM facility_status st
        WHERE st.facility_id = f.id AND st.valid_from <= ${day}::date ORDER BY st.valid_from DESC LIMIT 1)`,
    },
    atOnce: POINTS_AT_ONCE,
  },
  estates: {
    key: [{ sql: 'e.id', type: 'text' }],
    division: 'e.division_code',
    atOnce: POINTS_AT_ONCE,
  },
  walkways: {
    key: [
      { sql: 'w.source_key', type: 'text' },
      { sql: 'w.way_id', type: 'bigint' },
      { sql: 'w.segment', type: 'integer' },
    ],
    division: null,
    atOnce: POINTS_AT_ONCE,
  },
  demand: {
    key: [{ sql: 'p.id', type: 'text' }],
    division: 'p.division_code',
    atOnce: POINTS_AT_ONCE,
  },
};

export function rowTableOf({ name }: Layer): RowTable {
  invariant(Object.hasOwn(ROW_TABLES, name), 'only a stored layer has a table');
  return ROW_TABLES[name as StoredLayerName];
}
