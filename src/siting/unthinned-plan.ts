import type { SitingOutcome } from '../kernel/siting/siting-answer.js';

/** An outcome of a thinned question in the positions of the whole one. @param kept per site its position there */
export function unthinned(outcome: SitingOutcome, kept: readonly number[]): SitingOutcome {
  if (outcome.status === 'INFEASIBLE' || !outcome.plan) return outcome;
  const { plan } = outcome;
  return {
    ...outcome,
    plan: {
      ...plan,
      sites: plan.sites.map((site) => ({ ...site, candidate: kept[site.candidate] })),
      closed: plan.closed.map((site) => kept[site]),
      assignment: plan.assignment.map((site) => (site < 0 ? -1 : kept[site])),
      shares: plan.shares?.map((share) => ({ ...share, candidate: kept[share.candidate] })) ?? null,
    },
  };
}
