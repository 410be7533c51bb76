import { finishInTurns } from '../kernel/finish.js';
import { transposeSets } from '../kernel/siting/merge-demand.js';
import type { SitingModel as KernelQuestion, SiteRole } from '../kernel/siting/siting-model.js';
import { needlessCandidatesInSteps } from '../kernel/siting/thin-candidates.js';
import { Turns } from '../platform/compute/in-turns.js';
import { pickSites } from './site-travel.js';
import { MODEL_TERMS } from './siting-terms.js';

/** A question without candidates no optimal plan needs. */
export interface ThinnedSiting {
  readonly question: KernelQuestion;
  /** Per site of it its position in the whole question. */
  readonly kept: readonly number[];
  /** How many candidates were left out. */
  readonly thinned: number;
}

/**
 * Leaves out free candidates another free one replaces in every respect: it covers at least the same people nothing
 * standing covers, counts for the same units of targets, and costs no more where money counts. Exact: whatever plan
 * has such a candidate is no worse with the other. Among equals the one preferred in ties stays.
 */
export async function thinSiting(question: KernelQuestion): Promise<ThinnedSiting> {
  const sites = Array.from(question.candidateIds.keys());
  if (!MODEL_TERMS[question.model].thins || !('cutoff' in question))
    return { question, kept: sites, thinned: 0 };
  const turns = new Turns();
  const { candidateIds, candidateCost } = question;
  const free = sites
    .filter((site) => roleOf(question, site) === 'FREE' && !isFixed(question, site))
    .sort((a, b) => (candidateIds[a] < candidateIds[b] ? -1 : 1));
  const covers = coversOf(question, free);
  await turns.pause();
  const cost = Float64Array.from(free, (site) => candidateCost?.[site] ?? 1);
  const classes = covers.member.reduce((most, member) => Math.max(most, member), -1) + 1;
  const byClass = transposeSets(covers, classes);
  await turns.pause();
  const steps = needlessCandidatesInSteps(covers, byClass, cost, candidateCost !== undefined);
  const needless = await finishInTurns(steps, () => turns.pause());
  const gone = new Set(free.filter((_, at) => needless[at] === 1));
  // A problem keeps at least one site.
  const kept = gone.size === sites.length ? [free[0]] : sites.filter((site) => !gone.has(site));
  const rest = pickQuestion(question, kept);
  return { question: rest, kept, thinned: sites.length - kept.length };
}

/** Settled to open in a certain year. */
function isFixed(question: KernelQuestion, site: number): boolean {
  return question.model === 'PHASED' && question.phases.some(({ fixed }) => fixed?.includes(site));
}

function roleOf({ roles }: KernelQuestion, site: number): SiteRole {
  return roles?.[site] ?? 'FREE';
}

/** Per free candidate what it does that nothing standing does: points within the cutoff, then units of targets. */
function coversOf(question: KernelQuestion & { readonly cutoff: number }, free: readonly number[]) {
  const { travel, cutoff, demandWeight } = question;
  const stands = (site: number) => {
    const role = roleOf(question, site);
    return role === 'EXISTING' || (role === 'LOCKED_IN' && question.model !== 'PHASED');
  };
  const done = new Uint8Array(demandWeight.length);
  const forEachPoint = (site: number, visit: (point: number) => void) => {
    for (let at = travel.offset[site]; at < travel.offset[site + 1]; at++)
      if (travel.cost[at] <= cutoff) visit(travel.demand[at]);
  };
  question.candidateIds.forEach((_, site) => {
    if (stands(site)) forEachPoint(site, (point) => (done[point] = 1));
  });
  const unitsOf = new Map<number, number[]>();
  let next = demandWeight.length;
  for (const { units } of question.model === 'POLICY' ? question.targets : []) {
    for (const sites of units.filter((each) => !each.some(stands))) {
      for (const site of sites) unitsOf.set(site, [...(unitsOf.get(site) ?? []), next]);
      next++;
    }
  }
  const groupOf = groupsOf(question);
  const groupClass = new Map<string, number>();
  const offset = new Int32Array(free.length + 1);
  const member: number[] = [];
  free.forEach((site, at) => {
    // LSCP covers whoever can be covered, whatever they weigh.
    forEachPoint(site, (point) => {
      if (!done[point]) member.push(point);
    });
    for (const unit of unitsOf.get(site) ?? []) member.push(unit);
    const group = groupOf(site);
    if (group !== '') {
      // Whoever replaces it must be held to the same limits.
      if (!groupClass.has(group)) groupClass.set(group, next++);
      member.push(groupClass.get(group)!);
    }
    offset[at + 1] = member.length;
  });
  return { offset, member: Int32Array.from(member) };
}

/** The limits of its own a site is held to, '' = none; a site of a question without such limits has none. */
function groupsOf(question: KernelQuestion): (site: number) => string {
  const groups = question.model === 'PHASED' ? question.phases.flatMap(({ groups: own = [] }) => own) : [];
  const names = question.candidateIds.map(() => '');
  groups.forEach(({ sites }, at) => sites.forEach((site) => (names[site] += ` ${at}`)));
  // Where some are held to limits, the others are a group as well.
  return groups.length === 0 ? () => '' : (site) => names[site] || 'none';
}

/** The same question about some of its sites. */
function pickQuestion(question: KernelQuestion, kept: readonly number[]): KernelQuestion {
  const positionOf = new Map(kept.map((site, at) => [site, at]));
  const rest = {
    ...question,
    candidateIds: kept.map((site) => question.candidateIds[site]),
    roles: kept.map((site) => roleOf(question, site)),
    candidateCost: question.candidateCost && Float64Array.from(kept, (site) => question.candidateCost![site]),
    travel: pickSites(question.travel, kept),
  };
  if (rest.model === 'POLICY') {
    const targets = rest.targets.map(({ units, ...target }) => ({
      ...target,
      units: units.map((sites) => sites.flatMap((site) => positionOf.get(site) ?? [])),
    }));
    return withinLimits({ ...rest, targets });
  }
  if (rest.model === 'PHASED') {
    const left = (sites: readonly number[]) => sites.flatMap((site) => positionOf.get(site) ?? []);
    const phases = rest.phases.map(({ groups = [], fixed = [], ...phase }) => ({
      ...phase,
      groups: groups.map((group) => ({ ...group, sites: left(group.sites) })),
      fixed: left(fixed),
    }));
    return withinLimits({ ...rest, phases });
  }
  return withinLimits(rest);
}

/** Limits no larger than what is left to choose from: more would add nothing. */
function withinLimits(question: KernelQuestion): KernelQuestion {
  const opened = question.candidateIds.flatMap((_, site) =>
    ['FREE', 'LOCKED_IN'].includes(roleOf(question, site)) ? [site] : [],
  );
  const cheapest = opened.reduce(
    (least, site) => Math.min(least, question.candidateCost?.[site] ?? Infinity),
    Infinity,
  );
  const limit = <L extends { readonly p?: number; readonly budget?: number }>(limits: L): L => {
    const isPoor = limits.budget !== undefined && limits.budget < cheapest;
    const p = isPoor ? 0 : limits.p !== undefined ? Math.min(limits.p, opened.length) : undefined;
    return { ...limits, p };
  };
  if (question.model === 'PHASED') return { ...question, phases: question.phases.map(limit) };
  return 'p' in question || 'budget' in question
    ? limit(question as KernelQuestion & { p?: number })
    : question;
}
