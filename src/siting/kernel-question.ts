import { walkLimit } from '../accessibility/index.js';
import { type CoverageView, EVERY_UNIT } from '../coverage/index.js';
import type { CandidateKind } from '../facilities/index.js';
import type {
  Phase,
  SitingGround,
  SitingLimits,
  SitingModel as KernelQuestion,
} from '../kernel/siting/siting-model.js';
import { type CountedTarget, floorRows, targetRows } from './level-targets.js';
import type { ProblemSite } from './posed-siting.js';
import type { PlanPhase, SitingQuestion } from './siting-question.js';

/** What single models need beside the ground. */
export interface ModelGround {
  readonly view: CoverageView;
  readonly division: number;
  readonly points: Int32Array;
  readonly sites: readonly ProblemSite[];
  /** POLICY: numbers of the divisions sites stand in, -1 = unknown. */
  readonly divisions: readonly number[];
  /** POLICY: the targets on record. */
  readonly targets: readonly CountedTarget[];
  /** CMCLP: what each site can serve. */
  readonly capacities: { readonly values: Float64Array } | null;
}

/** The kernel's question of a request; walks in centimetres. */
export function kernelQuestion(
  ground: SitingGround,
  asked: SitingQuestion,
  more: ModelGround,
): KernelQuestion {
  const cutoff = asked.limit.limitCentimeters;
  const limits = { p: asked.count ?? undefined, budget: asked.budget ?? undefined };
  switch (asked.model) {
    case 'MCLP':
      return { ...ground, ...limits, model: 'MCLP', cutoff };
    case 'LSCP':
    case 'LSCP_B':
      return { ...ground, model: asked.model, cutoff };
    case 'COVERAGE_GOAL':
      return { ...ground, model: 'COVERAGE_GOAL', cutoff, goal: asked.goal! };
    case 'P_MEDIAN':
    case 'P_CENTER':
      return { ...ground, ...limits, model: asked.model };
    case 'GRADUAL': {
      const far = walkLimit(asked.farWalkMinutes!, asked.limit.speedMetersPerSecond);
      return { ...ground, ...limits, model: 'GRADUAL', cutoff, farCutoff: far.limitCentimeters };
    }
    case 'BACKUP':
      return { ...ground, ...limits, model: 'BACKUP', cutoff, firstShare: asked.firstCoverShare };
    case 'CMCLP':
      return { ...ground, ...limits, model: 'CMCLP', cutoff, candidateCapacity: more.capacities!.values };
    case 'POLICY':
      return { ...ground, ...limits, model: 'POLICY', cutoff, ...policyRows(asked, more) };
    case 'PHASED': {
      const phases = asked.phases.map((phase) => phaseOf(phase, more.sites));
      const { discount, fixedAheadYears } = asked;
      return { ...ground, ...{ model: 'PHASED', cutoff, phases, discount, fixedAheadYears } };
    }
  }
}

/** A year; where only kinds have limits, candidates of other kinds wait. */
function phaseOf({ year, count, budget, byKind, fixed }: PlanPhase, sites: readonly ProblemSite[]): Phase {
  const all = sites.flatMap(({ candidate }, site) => (candidate ? [site] : []));
  const isOf = (kinds: readonly CandidateKind[]) => (site: number) => {
    const kind = sites[site].candidate!.kind;
    return kind !== null && kinds.includes(kind);
  };
  const named = isOf(byKind.flatMap(({ kinds }) => kinds));
  const isWhole = count !== null || budget !== null;
  const others = isWhole ? [] : [{ sites: all.filter((site) => !named(site)), p: 0 }];
  const groups = byKind.map((limit) => ({
    ...limitsOf(limit),
    name: limit.kinds.join(', '),
    sites: all.filter(isOf(limit.kinds)),
  }));
  return {
    name: String(year),
    ...(isWhole ? limitsOf({ count, budget }) : { p: all.length }),
    groups: [...groups, ...others],
    fixed: all.filter((site) => fixed.includes(sites[site].candidate!.id)),
  };
}

function limitsOf({ count, budget }: Pick<PlanPhase, 'count' | 'budget'>): SitingLimits {
  return { p: count ?? undefined, budget: budget ?? undefined };
}

function policyRows(
  { targets, equityFloor }: SitingQuestion,
  { view, division, points, sites, divisions, targets: recorded }: ModelGround,
) {
  const given = targets.map(({ levels, share, name }): CountedTarget => {
    const words = `${levels.join(', ')} ≥ ${Number((100 * share).toFixed(2))} %`;
    return { levels, share, name: name ?? words, choice: EVERY_UNIT, each: null };
  });
  return {
    targets: targetRows(view, division, [...given, ...recorded], { sites, divisions }),
    floor: equityFloor ? floorRows(view, division, equityFloor, points) : undefined,
  };
}
