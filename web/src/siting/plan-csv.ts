import type { Geometry } from 'geojson';
import { toCsv } from '../look/to-csv.js';
import { pointOf } from '../moving/point-of.js';

/** What a table of a plan is made from. */
export interface PlanSite {
  readonly order: number;
  readonly candidateId: string;
  readonly name: string;
  readonly division?: { readonly code: string; readonly name: string } | null;
  readonly location: Geometry;
  readonly peopleNewlyCovered: number;
  readonly cost?: number | null;
}

type Cell = string | number | null;

/** The sites of a plan as rows, people added up after each. */
export function siteRows(sites: readonly PlanSite[]): Cell[][] {
  let people = 0;
  return sites.map((site): Cell[] => {
    people += site.peopleNewlyCovered;
    const { order, candidateId, name, division, location, peopleNewlyCovered, cost } = site;
    const { lon, lat } = pointOf(location);
    return [
      ...[order, candidateId, name, division?.code ?? null, division?.name ?? null],
      ...[lon, lat, peopleNewlyCovered, people, cost ?? null],
    ];
  });
}

/**
 * A plan as a CSV that spreadsheets open: sites first, then, after an empty row, what the plan was asked with.
 * @param heading of the ten columns of `siteRows`
 * @param notes pairs of a name and what it says, such as the rule and the hash of the data
 */
export function planCsv(
  heading: readonly string[],
  sites: readonly PlanSite[],
  notes: readonly (readonly [string, Cell])[],
): string {
  return `\uFEFF${toCsv([[...heading], ...siteRows(sites), [], ...notes.map((note) => [...note])])}\r\n`;
}
