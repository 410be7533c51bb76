import { Field, Float, ID, ObjectType } from 'type-graphql';
import { walkSecondsOf } from '../accessibility/index.js';
import { pageOfList, rowsInTurns, textOrder } from '../coverage/index.js';
import type { SitingPlan as KernelPlan } from '../kernel/siting/siting-answer.js';
import { type ConnectionOf, defineConnection } from '../platform/graphql/connection.js';
import type { PageArguments } from '../platform/graphql/page-arguments.js';
import type { PosedSiting } from './posed-siting.js';

@ObjectType({ description: 'Which open site serves a demand point. 需求点与服务站点的对应' })
export class SitingAssignment {
  @Field(() => ID, { description: 'Demand point. 需求点编号' })
  demandPointId!: string;

  @Field(() => ID, { description: 'Candidate, or facility where `existing` is true. 站点或设施编号' })
  siteId!: string;

  @Field(() => Boolean, { description: 'True for a facility that stands today. 是否现有设施' })
  existing!: boolean;

  @Field(() => Float, {
    description: 'People of the point served there; with capacities a point may be shared out. 人数',
  })
  people!: number;

  @Field(() => Float, { description: 'Walk in seconds. 步行时间（秒）' })
  walkSeconds!: number;
}

/** Who is served where, as columns: rows in the order of the demand points, then of the sites. */
export interface AssignmentColumns {
  readonly sites: readonly { readonly id: string; readonly existing: boolean }[];
  readonly demandPointIds: readonly string[];
  /** Position in `sites` of each row. */
  readonly site: readonly number[];
  readonly people: readonly number[];
  readonly walkSeconds: readonly number[];
}

/** What a plan keeps of who is served where: the nearest open site, or the shares of a capacitated plan. */
export function assignmentColumns(posed: PosedSiting, plan: KernelPlan): AssignmentColumns {
  const { question, sites, asked } = posed;
  const rows = [...(plan.shares ?? nearestOf(question.demandWeight, plan.assignment))].sort(
    (a, b) => a.demand - b.demand || a.candidate - b.candidate,
  );
  const open = [...new Set(rows.map(({ candidate }) => candidate))].sort((a, b) => a - b);
  const positionOf = new Map(open.map((site, at) => [site, at]));
  const { offset, demand, cost } = question.travel;
  return {
    sites: open.map((site) => {
      const { candidate, facility } = sites[site];
      return { id: candidate?.id ?? facility!.id, existing: candidate === null };
    }),
    demandPointIds: rows.map((row) => question.demandIds[row.demand]),
    site: rows.map(({ candidate }) => positionOf.get(candidate)!),
    people: rows.map(({ weight }) => weight),
    walkSeconds: rows.map((row) => {
      const own = demand.subarray(offset[row.candidate], offset[row.candidate + 1]);
      const at = offset[row.candidate] + positionIn(own, row.demand);
      return walkSecondsOf(cost[at], asked.limit.speedMetersPerSecond);
    }),
  };
}

function nearestOf(weight: Float64Array, assignment: Int32Array) {
  return Array.from(assignment.keys()).flatMap((point) =>
    assignment[point] < 0 ? [] : [{ demand: point, candidate: assignment[point], weight: weight[point] }],
  );
}

/** Position of a value in a rising list that holds it. */
function positionIn(list: Int32Array, value: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const SitingAssignmentConnection = defineConnection(
  'SitingAssignment',
  '需求点与服务站点的对应',
  () => SitingAssignment,
);

const ORDER = textOrder('siting assignment');

/**
 * A page of the assignment, of one site where an id is given.
 * @throws PlanningError BAD_USER_INPUT for a page size out of range or a foreign cursor.
 */
export function pageOfAssignment(
  columns: AssignmentColumns,
  siteId: string | null,
  args: PageArguments,
): Promise<ConnectionOf<SitingAssignment>> {
  const { sites, demandPointIds, site, people, walkSeconds } = columns;
  const rows = Array.from(site.keys()).filter((at) => siteId === null || sites[site[at]].id === siteId);
  const keyOf = (at: number) => `${demandPointIds[at]} ${String(site[at]).padStart(6, '0')}`;
  const list = pageOfList(rows, keyOf, ORDER, args);
  return rowsInTurns(SitingAssignmentConnection, list, (at) =>
    Object.assign(new SitingAssignment(), {
      demandPointId: demandPointIds[at],
      siteId: sites[site[at]].id,
      existing: sites[site[at]].existing,
      people: people[at],
      walkSeconds: walkSeconds[at],
    }),
  );
}
