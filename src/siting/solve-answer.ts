import type { SitingConflict, SitingOutcome, SitingPlan } from '../kernel/siting/siting-answer.js';
import type { SolveInput } from './solve-input.js';
import type { SolveProblem } from './solve-problem.js';

type Id = SolveInput['demand'][number]['id'];

/** Models whose objective is the more the better; their bound lies above it. */
export const MAXIMIZED: ReadonlySet<string> = new Set(['MCLP', 'LSCP_B', 'CMCLP']);

/** What is printed of a solved problem; ids as the problem wrote them. */
export interface SolveAnswer {
  readonly status: SitingOutcome['status'];
  readonly objective: number | null;
  /** Nothing is better than this; null when nothing is known. */
  readonly bound: number | null;
  /** |bound − objective| ÷ |objective|. */
  readonly gap: number | null;
  /** Sites that open, in the order of their contribution, ties by id. */
  readonly sites: readonly Id[];
  /** CLOSABLE candidates that close, where there are any. */
  readonly closed?: readonly Id[];
  /** Who goes where, with which weight. */
  readonly assignment?: readonly { readonly demand: Id; readonly site: Id; readonly weight: number }[];
  /** Demand that is not (or, with capacities, not fully) served. */
  readonly uncovered?: readonly Id[];
  /** Of `uncovered` what no candidate reaches at all. */
  readonly unreachable?: readonly Id[];
  /** Why no plan can be, and the smallest relaxation that resolves it. */
  readonly conflicts?: readonly (Pick<SitingConflict, 'code' | 'message' | 'asked' | 'possible'> & {
    readonly demand?: readonly Id[];
  })[];
  readonly seconds: number;
}

/** The answer to a problem in the terms of its file. */
export function describeSolved({ input }: SolveProblem, outcome: SitingOutcome): SolveAnswer {
  const { status, seconds } = outcome;
  const none = { status, objective: null, bound: null, gap: null, sites: [] };
  if (outcome.status === 'INFEASIBLE') {
    const conflicts = outcome.conflicts.map(({ code, message, asked, possible, demand }) => {
      const concerned = demand?.map((point) => input.demand[point].id);
      return { code, message, asked, possible, demand: concerned };
    });
    return { ...none, conflicts, seconds };
  }
  if (!outcome.plan) return { ...none, seconds };
  const { plan } = outcome;
  const siteId = (site: number) => input.candidates[site].id;
  return {
    status,
    objective: plan.objective,
    bound: finite(MAXIMIZED.has(plan.model) ? plan.upperBound : plan.lowerBound),
    gap: finite(plan.gap),
    sites: plan.sites.map(({ candidate }) => siteId(candidate)),
    ...(plan.closed.length > 0 && { closed: plan.closed.map(siteId) }),
    ...servedBy(input, plan),
    unreachable: Array.from(plan.uncoverable, (point) => input.demand[point].id),
    seconds,
  };
}

function servedBy({ demand, candidates }: SolveInput, { shares, assignment }: SitingPlan) {
  const nearest = () =>
    demand.flatMap(({ weight }, point) =>
      assignment[point] < 0 ? [] : [{ demand: point, candidate: assignment[point], weight }],
    );
  const list = shares ?? nearest();
  const served = new Float64Array(demand.length);
  for (const { demand: point, weight } of list) served[point] += weight;
  const isShort = (weight: number, point: number) => served[point] < weight - 1e-9 * Math.max(1, weight);
  return {
    assignment: list.map((share) => ({
      demand: demand[share.demand].id,
      site: candidates[share.candidate].id,
      weight: share.weight,
    })),
    uncovered: demand.filter(({ weight }, point) => isShort(weight, point)).map(({ id }) => id),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
