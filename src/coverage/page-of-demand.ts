import type { Cohort } from '../demand/index.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import type { PageArguments } from '../platform/graphql/page-arguments.js';
import type { CoverageView } from './coverage-view.js';
import { type PopulationMember, PopulationMemberConnection } from './coverage.types.js';
import { describeDemand } from './describe-coverage.js';
import { pageOfList, textOrder } from './list-page.js';
import { rowsInTurns } from './rows-in-turns.js';

const ORDER = textOrder('population member');

/**
 * A page of demand points with their walks; for planners, who may see single points.
 * @param points positions in the ground's demand, ascending
 * @throws PlanningError UNAUTHENTICATED or FORBIDDEN; BAD_USER_INPUT for a page size out of range or a foreign cursor.
 */
export function pageOfDemand(
  view: CoverageView,
  points: readonly number[],
  cohort: Cohort,
  args: PageArguments,
  viewer: Viewer,
): Promise<ConnectionOf<PopulationMember>> {
  demandRole(viewer, 'Reading the demand points of a figure', 'planner');
  const list = pageOfList(points, (point) => view.ground.demand.ids[point], ORDER, args);
  return rowsInTurns(PopulationMemberConnection, list, (point) => describeDemand(view, point, cohort));
}
