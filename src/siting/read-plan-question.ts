import { z } from 'zod';
import { walkLimit } from '../accessibility/index.js';
import { Cohort } from '../demand/index.js';
import { DivisionLevel } from '../divisions/index.js';
import { CandidateKind, CareService } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { CandidateSource } from './candidate-source.js';
import type { SitingAsk } from './siting-question.js';
import { CapacityField, SitingModel } from './siting-terms.js';

const number = z.number().nullable();
const ids = z.array(z.string());
const levels = z.array(z.enum(DivisionLevel));
const limit = { count: number, budget: number };

const settings = z.object({
  ...{ divisionCode: z.string(), cohort: z.enum(Cohort), model: z.enum(SitingModel) },
  ...{ ...limit, goal: number, byCost: z.boolean(), farWalkMinutes: number, firstCoverShare: number },
  ...{ capacityField: z.enum(CapacityField).nullable(), newSiteCapacity: number },
  targets: z.array(z.object({ levels, share: z.number(), name: z.string().nullable() })),
  recordedTargets: z.boolean(),
  equityFloor: z.object({ levels, share: z.number() }).nullable(),
  phases: z.array(
    z.object({
      ...{ year: z.number(), ...limit, fixed: ids },
      byKind: z.array(z.object({ kinds: z.array(z.enum(CandidateKind)), ...limit })),
    }),
  ),
  ...{ discount: z.number(), fixedAheadYears: z.number() },
  candidateSources: z.array(z.enum(CandidateSource)),
  candidateKinds: z.array(z.enum(CandidateKind)).nullable(),
  ...{ lockedIn: ids, lockedOut: ids, closableFacilityIds: ids, closable: z.boolean() },
  ...{ besideMeters: number, timeLimitSeconds: z.number(), gapTolerance: z.number() },
});

const shape = z.object({
  settings,
  dataHash: z.string(),
  sites: z.array(z.object({ candidateId: z.string() })),
  rule: z.object({
    ...{ service: z.enum(CareService), asOf: z.string(), scenarioKey: z.string().nullable() },
    ...{ walkMinutes: z.number(), speedMetersPerSecond: z.number() },
  }),
});

/** What a plan says it is the answer to, and what it found. */
export interface PlanQuestion {
  /** Without the scenario, of which a plan names only the key. */
  readonly ask: SitingAsk;
  readonly scenarioKey: string | null;
  readonly dataHash: string;
  readonly candidateIds: readonly string[];
}

/**
 * The question a plan answers, from the plan as JSON: what it takes to make it anew.
 * @throws PlanningError BAD_USER_INPUT for what is no plan
 */
export function readPlanQuestion(plan: unknown): PlanQuestion {
  const read = shape.safeParse((plan as { bestPlan?: unknown } | null)?.bestPlan ?? plan);
  if (!read.success) {
    const [{ path, message }] = read.error.issues;
    throw badInput(
      `This is no siting plan as carecircle sites --json prints it: ${path.join('.') || 'the file'}: ${message}.`,
      { field: path.join('.') },
    );
  }
  const { settings: asked, rule, dataHash, sites } = read.data;
  const { service, asOf, scenarioKey, walkMinutes, speedMetersPerSecond } = rule;
  return {
    ask: { ...asked, service, asOf, limit: walkLimit(walkMinutes, speedMetersPerSecond) },
    ...{ scenarioKey, dataHash, candidateIds: sites.map(({ candidateId }) => candidateId) },
  };
}
