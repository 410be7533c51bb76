import { walkLimit } from '../accessibility/index.js';
import { type CoverageView, EVERY_UNIT } from '../coverage/index.js';
import type { SitingGround, SitingModel as KernelQuestion } from '../kernel/siting/siting-model.js';
import { type CountedTarget, floorRows, targetRows } from './level-targets.js';
import type { ProblemSite } from './posed-siting.js';
import type { SitingQuestion } from './siting-question.js';

/** What single models need beside the ground. */
export interface ModelGround {
  readonly view: CoverageView;
  readonly division: number;
  readonly points: Int32Array;
  readonly sites: readonly ProblemSite[];
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
      const phases = asked.phases.map(({ year, count, budget }) => ({
        ...{ name: String(year), p: count ?? undefined, budget: budget ?? undefined },
      }));
      return { ...ground, model: 'PHASED', cutoff, phases, discount: asked.discount };
    }
  }
}

function policyRows(
  { targets, equityFloor }: SitingQuestion,
  { view, division, points, sites, targets: recorded }: ModelGround,
) {
  const given = targets.map(({ levels, share, name }): CountedTarget => {
    const words = `${levels.join(', ')} ≥ ${Number((100 * share).toFixed(2))} %`;
    return { levels, share, name: name ?? words, choice: EVERY_UNIT, each: null };
  });
  return {
    targets: targetRows(view, division, [...given, ...recorded], sites),
    floor: equityFloor ? floorRows(view, division, equityFloor, points) : undefined,
  };
}
