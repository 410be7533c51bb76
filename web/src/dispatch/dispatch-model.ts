import { countByStatus, type PaceStatus } from '../scorecard/light.js';
import type { FigureUnit } from '../scorecard/figure-text.js';

/** A month's progress per county, as the API gives it. */
export interface DispatchAnswer {
  readonly month: string;
  readonly columns: readonly DispatchColumn[];
  readonly rows: readonly DispatchRow[];
}

export interface DispatchColumn {
  readonly targetId: string;
  readonly indicatorKey: string;
  readonly indicatorName: string;
  readonly unit: FigureUnit;
  readonly scope: string;
  readonly direction: string;
  readonly target: number;
  readonly deadline: string;
  readonly documentKey: string;
  readonly clause: string;
}

export interface DispatchRow {
  readonly divisionCode: string;
  readonly divisionName: string;
  readonly cells: readonly DispatchCell[];
}

export interface DispatchCell {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly reason: string | null;
  readonly readingMonth: string | null;
  readonly change: number | null;
  readonly rank: number | null;
  readonly status: PaceStatus | null;
  readonly unitsShort: number | null;
}

/** A county in the table of one target. */
export interface RankedCounty extends DispatchCell {
  readonly code: string;
  readonly name: string;
}

/** One target with its counties in their order. */
export interface RankingTable {
  readonly column: DispatchColumn;
  /** By place; counties without a place after them, by code; those without a figure last. */
  readonly counties: readonly RankedCounty[];
  /** Places mean something only among several counties with a figure. */
  readonly isRanked: boolean;
}

/** What a dispatch page prints. */
export interface DispatchModel {
  readonly month: string;
  readonly counties: number;
  readonly tables: readonly RankingTable[];
  /** Cells with a status, over all counties and targets. */
  readonly counts: Readonly<Record<PaceStatus, number>>;
  /** Cells that have no status: an amount of a county is not held against the whole's. */
  readonly notCompared: number;
  /** Cells without a figure. */
  readonly missing: number;
  /** What is behind or overdue, by county. */
  readonly late: readonly { readonly county: RankedCounty; readonly column: DispatchColumn }[];
}

/** The page of a month: a ranking table for each target, how cells stand, and who is late with what. */
export function dispatchModel({ month, columns, rows }: DispatchAnswer): DispatchModel {
  const tables = columns.map((column, at) => rankingTable(column, rows, at));
  const cells = tables.flatMap(({ counties, column }) => counties.map((county) => ({ county, column })));
  const stated = cells.flatMap(({ county: { status } }) => (status === null ? [] : [{ status }]));
  return {
    month,
    counties: rows.length,
    tables,
    counts: countByStatus(stated),
    notCompared: cells.length - stated.length,
    missing: cells.filter(({ county }) => county.value === null).length,
    late: cells
      .filter(({ county: { status } }) => status === 'BEHIND' || status === 'OVERDUE')
      .sort((a, b) => a.county.code.localeCompare(b.county.code)),
  };
}

function rankingTable(column: DispatchColumn, rows: readonly DispatchRow[], at: number): RankingTable {
  const counties = rows.map(({ divisionCode, divisionName, cells }) => ({
    ...cells[at],
    code: divisionCode,
    name: divisionName,
  }));
  counties.sort((a, b) => placeOf(a) - placeOf(b) || a.code.localeCompare(b.code));
  return { column, counties, isRanked: counties.filter(({ rank }) => rank !== null).length > 1 };
}

/** Behind every place there can be. */
const LAST = 1_000_000;

function placeOf({ rank, value }: RankedCounty): number {
  return rank ?? (value === null ? LAST : LAST - 1);
}
