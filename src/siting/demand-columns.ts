import { walkSecondsOf } from '../accessibility/index.js';
import {
  type CoverageView,
  pageOfList,
  PopulationMember,
  PopulationMemberConnection,
  rowsInTurns,
  textOrder,
} from '../coverage/index.js';
import type { Cohort } from '../demand/index.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import type { PageArguments } from '../platform/graphql/page-arguments.js';

/** Demand points as columns of texts and numbers, in the order of their ids: as light as a kept plan needs them. */
export interface DemandColumns {
  readonly ids: readonly string[];
  readonly divisionCodes: readonly string[];
  readonly lon: readonly number[];
  readonly lat: readonly number[];
  readonly people: readonly number[];
  /** Walk today in seconds, null where no facility can be walked to. */
  readonly walkSeconds: readonly (number | null)[];
  readonly reasons: readonly PopulationMember['reason'][];
  readonly nearestFacilityIds: readonly (string | null)[];
}

/** What a plan keeps of demand points. @param points positions in the ground's demand, ascending */
export function demandColumns(view: CoverageView, points: ArrayLike<number>, cohort: Cohort): DemandColumns {
  const { demand, tree, facilities } = view.ground;
  const { nearest, costCentimeters } = view.field;
  const column = <T>(of: (point: number) => T): T[] => Array.from(points, of);
  return {
    ids: column((point) => demand.ids[point]),
    divisionCodes: column((point) => tree.nodes[demand.division[point]].code),
    lon: column((point) => demand.lon[point]),
    lat: column((point) => demand.lat[point]),
    people: column((point) => demand.people[cohort][point]),
    walkSeconds: column((point) =>
      costCentimeters[point] < 0
        ? null
        : walkSecondsOf(costCentimeters[point], view.limit.speedMetersPerSecond),
    ),
    reasons: column((point) => view.reasonOf(point)),
    nearestFacilityIds: column((point) => facilities[nearest[point]]?.id ?? null),
  };
}

const ORDER = textOrder('population member');

/**
 * A page of the points.
 * @throws PlanningError BAD_USER_INPUT for a page size out of range or a foreign cursor.
 */
export function pageOfColumns(
  columns: DemandColumns,
  cutoffSeconds: number,
  args: PageArguments,
): Promise<ConnectionOf<PopulationMember>> {
  const rows = Array.from(columns.ids.keys());
  const list = pageOfList(rows, (at) => columns.ids[at], ORDER, args);
  return rowsInTurns(PopulationMemberConnection, list, (at) => demandRow(columns, at, cutoffSeconds));
}

function demandRow(columns: DemandColumns, at: number, cutoffSeconds: number): PopulationMember {
  const walkSeconds = columns.walkSeconds[at];
  const reason = columns.reasons[at];
  return Object.assign(new PopulationMember(), {
    demandPointId: columns.ids[at],
    divisionCode: columns.divisionCodes[at],
    location: { type: 'Point' as const, coordinates: [columns.lon[at], columns.lat[at]] },
    people: columns.people[at],
    walkSeconds,
    secondsTooFar: reason === 'TOO_FAR' ? Math.round((walkSeconds! - cutoffSeconds) * 1000) / 1000 : null,
    nearestFacilityId: columns.nearestFacilityIds[at],
    covered: reason === 'COVERED',
    reason,
  });
}
