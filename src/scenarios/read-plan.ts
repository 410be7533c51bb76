import { z } from 'zod';
import type { FacilityKind, ServiceCapability } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { UncheckedScenarioChange } from './scenario.inputs.js';

const shape = z.object({
  sites: z.array(
    z.object({
      candidateId: z.string(),
      name: z.string().nullish(),
      location: z.object({ coordinates: z.array(z.number()).min(2) }),
      year: z.number().int().nullish(),
    }),
  ),
  closedFacilities: z.array(z.object({ facilityId: z.string() })).optional(),
});

/**
 * The changes a siting plan proposes, from the plan as JSON: what it closes, then its sites in their order, each from the
 * first day of its year where it has one.
 * @param offered what opens there; a plan says where, not what
 * @throws PlanningError BAD_USER_INPUT for what is no plan
 */
export function changesOfPlan(
  plan: unknown,
  offered: { readonly facilityKind: FacilityKind; readonly capabilities: readonly ServiceCapability[] },
): UncheckedScenarioChange[] {
  const read = shape.safeParse((plan as { bestPlan?: unknown } | null)?.bestPlan ?? plan);
  if (!read.success)
    throw badInput('This is no siting plan: expected its `sites`, as carecircle sites --json prints them.');
  const { sites, closedFacilities = [] } = read.data;
  return [
    ...closedFacilities.map(({ facilityId }) => ({ kind: 'CLOSE' as const, facilityId })),
    ...sites.map(({ candidateId: id, name, location, year }) => {
      const [lon, lat] = location.coordinates;
      const from = year == null ? null : `${year}-01-01`;
      return { kind: 'OPEN' as const, id, name: name ?? id, at: { lon, lat }, from, ...offered };
    }),
  ];
}
