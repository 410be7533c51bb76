import type { CoverageView } from '../coverage/index.js';
import type { FacilityCapacities } from '../facilities/index.js';
import { compensatedSum } from '../kernel/compensated-sum.js';
import type { SitingGround, SiteRole } from '../kernel/siting/siting-model.js';
import { Turns } from '../platform/compute/in-turns.js';
import { hasBudget } from './check-amounts.js';
import { kernelQuestion } from './kernel-question.js';
import type { CountedTarget } from './level-targets.js';
import {
  divisionsOfSites,
  hashOf,
  type LeftOutReason,
  type PosedSiting,
  type ProblemSite,
} from './posed-siting.js';
import { pickSites } from './site-travel.js';
import type { SitingQuestion } from './siting-question.js';
import type { SitingScene } from './siting-scene.js';

/** What posing asks of the catalogue. */
export interface PoseGround {
  readonly capacities: () => Promise<readonly FacilityCapacities[]>;
  readonly targets: (question: SitingQuestion) => Promise<readonly CountedTarget[]>;
}

/**
 * Poses the problem (METHODS E6): demand of the division only, existing facilities as they stand, candidates that
 * stand in the division or cover some of its demand. Candidates that cannot be used are left out, each with its reason.
 */
export async function poseSiting(
  scene: SitingScene,
  asked: SitingQuestion,
  ground: PoseGround,
  signal?: AbortSignal,
): Promise<PosedSiting> {
  const { view, division } = scene;
  const { candidates, existing, points } = scene.places;
  const { tree, demand } = view.ground;
  const { snaps, travel: reach } = await scene.walks(signal);
  const turns = new Turns();
  await turns.next();

  const leftOut = new Map<string, LeftOutReason>();
  const cutoff = view.limit.limitCentimeters;
  const coversSomeone = (site: number) =>
    reach.cost.subarray(reach.offset[site], reach.offset[site + 1]).some((cost) => cost <= cutoff);
  const locked = new Set([...asked.lockedIn, ...asked.phases.flatMap(({ fixed }) => fixed)]);
  const kept: number[] = [];
  candidates.forEach((candidate, site) => {
    const isInside = isUnder(tree.numberOf(candidate.divisionCode));
    const isNear = isInside || locked.has(candidate.id) || coversSomeone(site);
    const reason = !snaps.has(site)
      ? 'OFF_NETWORK'
      : wantsCost(asked) && candidate.cost === null
        ? 'WITHOUT_COST'
        : asked.model === 'CMCLP' && (candidate.capacity ?? asked.newSiteCapacity) === null
          ? 'WITHOUT_CAPACITY'
          : isNear
            ? null
            : 'OUT_OF_REACH';
    if (reason) leftOut.set(candidate.id, reason);
    else kept.push(site);
  });
  existing.forEach((facility, at) => {
    const site = candidates.length + at;
    const isAssigned = facility.assigned.some(({ code }) => isUnder(tree.numberOf(code)));
    if (isUnder(facility.division) || isAssigned || reach.offset[site + 1] > reach.offset[site])
      kept.push(site);
  });
  function isUnder(unit: number): boolean {
    return unit >= 0 && tree.isWithin(unit, division);
  }

  const sites = kept.map((site): ProblemSite => ({
    candidate: candidates[site] ?? null,
    facility: existing[site - candidates.length] ?? null,
  }));
  const weight = Float64Array.from(points, (point) => demand.people[asked.cohort][point]);
  const siting: SitingGround = {
    demandIds: Array.from(points, (point) => demand.ids[point]),
    demandWeight: weight,
    candidateIds: sites.map((site) => kernelId(site, asked)),
    roles: sites.map((site) => roleOf(site, asked)),
    candidateCost: wantsCost(asked)
      ? Float64Array.from(sites, ({ candidate }) => candidate?.cost ?? 0)
      : undefined,
    travel: pickSites(reach, kept),
  };
  const capacities = asked.model === 'CMCLP' ? await capacitiesOf(sites, view, asked, ground) : null;
  const targets = asked.recordedTargets ? await ground.targets(asked) : [];
  // Only targets ask which divisions sites stand in.
  const divisions = asked.model === 'POLICY' ? await divisionsOfSites(scene, sites) : [];
  const more = { view, division, points, sites, divisions, targets, capacities };
  const question = kernelQuestion(siting, asked, more);
  await turns.next();
  return {
    ...{ scene, view, division, asked, question, sites, points, leftOut },
    facilitiesWithoutCapacity: capacities?.unstated ?? 0,
    coveredBefore: compensatedSum(weight.map((people, at) => (view.isCovered(points[at]) ? people : 0))),
    dataHash: hashOf(question, asked),
  };
}

/** Whether candidates have to state a cost. */
export function wantsCost({ budget, byCost, phases }: SitingQuestion): boolean {
  return budget !== null || byCost || phases.some(hasBudget);
}

/** Ids in the order of preference: sites beside health and culture sites first, then by id (ties go to smaller ones). */
function kernelId({ candidate, facility }: ProblemSite, { besideMeters }: SitingQuestion): string {
  if (!candidate) return `2${facility!.id}`;
  return `${besideMeters !== null && candidate.beside.length > 0 ? 0 : 1}${candidate.id}`;
}

function roleOf({ candidate, facility }: ProblemSite, asked: SitingQuestion): SiteRole {
  if (facility) {
    const mayClose = asked.closable || asked.closableFacilityIds.includes(facility.id);
    return mayClose ? 'CLOSABLE' : 'EXISTING';
  }
  if (asked.lockedIn.includes(candidate!.id)) return 'LOCKED_IN';
  return asked.lockedOut.includes(candidate!.id) ? 'LOCKED_OUT' : 'FREE';
}

const FIGURES = { BEDS: 'beds', NURSING_BEDS: 'nursingBeds', MEALS_PER_DAY: 'mealsPerDay' } as const;

/** What sites can serve; a scenario's figures count before the register's. */
async function capacitiesOf(
  sites: readonly ProblemSite[],
  { ground: { changedCapacities } }: CoverageView,
  { capacityField, newSiteCapacity }: SitingQuestion,
  { capacities }: PoseGround,
) {
  const figure = FIGURES[capacityField!];
  const stated = new Map((await capacities()).map((row) => [row.id, row[figure]]));
  for (const [id, changed] of changedCapacities) stated.set(id, changed[figure] ?? stated.get(id) ?? null);
  const found = sites.map(({ candidate, facility }) =>
    candidate ? (candidate.capacity ?? newSiteCapacity) : (stated.get(facility!.id) ?? null),
  );
  return {
    values: Float64Array.from(found, (value) => value ?? 0),
    unstated: found.filter((value) => value === null).length,
  };
}
