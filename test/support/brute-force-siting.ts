import type { SitingModel } from '../../src/kernel/siting/siting-model.js';

/** Objective of the best plan found by trying every one; null when none keeps to the rules. */
export function bruteForceSiting(question: SitingModel): number | null {
  if (question.model === 'PHASED') return bruteForcePhased(question);
  const count = question.candidateIds.length;
  const maximizes = !['LSCP', 'COVERAGE_GOAL', 'P_MEDIAN', 'P_CENTER'].includes(question.model);
  const sets = Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_, c) => c).filter((c) => (bits >> c) & 1),
  ).filter((open) => keepsRoles(question, open) && keepsLimits(question, open));
  let fewest = Infinity;
  if (question.model === 'LSCP_B')
    for (const open of sets)
      if (coversAll(question, open)) fewest = Math.min(fewest, newSites(question, open).length);
  let best: number | null = null;
  for (const open of sets) {
    if (question.model === 'LSCP_B' && newSites(question, open).length > fewest) continue;
    const value = objectiveOf(question, open);
    if (value === null) continue;
    if (best === null || (maximizes ? value > best : value < best)) best = value;
  }
  return best;
}

const roleOf = ({ roles }: SitingModel, c: number) => roles?.[c] ?? 'FREE';
const costOf = ({ candidateCost }: SitingModel, c: number) => candidateCost?.[c] ?? 1;

function keepsRoles(question: SitingModel, open: readonly number[]): boolean {
  const mayClose = !['LSCP', 'LSCP_B', 'COVERAGE_GOAL', 'PHASED'].includes(question.model);
  return question.candidateIds.every((_, c) => {
    const role = roleOf(question, c);
    if (role === 'LOCKED_OUT') return !open.includes(c);
    if (role === 'FREE' || (role === 'CLOSABLE' && mayClose)) return true;
    return open.includes(c);
  });
}

/** New sites, as far as limits and costs go. */
function newSites(question: SitingModel, open: readonly number[]): number[] {
  return open.filter((c) => roleOf(question, c) === 'FREE' || roleOf(question, c) === 'LOCKED_IN');
}

function keepsLimits(question: SitingModel, open: readonly number[]): boolean {
  if (!('p' in question) && !('budget' in question)) return true;
  const { p = Infinity, budget = Infinity } = question as { p?: number; budget?: number };
  const opened = newSites(question, open);
  const closed = question.candidateIds
    .map((_, c) => c)
    .filter((c) => roleOf(question, c) === 'CLOSABLE' && !open.includes(c));
  const total = (list: number[]) => list.reduce((sum, c) => sum + costOf(question, c), 0);
  return opened.length - closed.length <= p && total(opened) - total(closed) <= budget + 1e-9;
}

/** Travel costs from the open sites to each demand point. */
export function reach({ travel, demandIds }: SitingModel, open: readonly number[]): number[][] {
  const costs: number[][] = demandIds.map(() => []);
  for (const c of open)
    for (let at = travel.offset[c]; at < travel.offset[c + 1]; at++)
      costs[travel.demand[at]].push(travel.cost[at]);
  return costs;
}

function coverCounts(question: SitingModel, open: readonly number[]): number[] {
  const { cutoff } = question as { cutoff: number };
  return reach(question, open).map((costs) => costs.filter((cost) => cost <= cutoff).length);
}

function coversAll(question: SitingModel, open: readonly number[]): boolean {
  const possible = question.candidateIds.map((_, c) => c).filter((c) => roleOf(question, c) !== 'LOCKED_OUT');
  const coverable = coverCounts(question, possible);
  return coverCounts(question, open).every(
    (count, i) => count > 0 || coverable[i] === 0 || question.demandWeight[i] === 0,
  );
}

/** Sum of demand weights times what `of` gives each point. */
function weigh({ demandWeight }: SitingModel, of: (point: number) => number): number {
  return demandWeight.reduce((sum, weight, point) => sum + (weight > 0 ? weight * of(point) : 0), 0);
}

/** A plan's objective; null when it breaks what the model requires. */
export function objectiveOf(question: SitingModel, open: readonly number[]): number | null {
  const cost = newSites(question, open).reduce((sum, c) => sum + costOf(question, c), 0);
  const possible = question.candidateIds.map((_, c) => c).filter((c) => roleOf(question, c) !== 'LOCKED_OUT');
  switch (question.model) {
    case 'MCLP': {
      const counts = coverCounts(question, open);
      return weigh(question, (i) => (counts[i] > 0 ? 1 : 0));
    }
    case 'LSCP':
      return coversAll(question, open) ? cost : null;
    case 'COVERAGE_GOAL': {
      const counts = coverCounts(question, open);
      const covered = weigh(question, (i) => (counts[i] > 0 ? 1 : 0));
      return covered >= question.goal * weigh(question, () => 1) - 1e-9 ? cost : null;
    }
    case 'P_MEDIAN':
    case 'P_CENTER': {
      const costs = reach(question, open);
      const reachable = reach(question, possible);
      const needed = (i: number) => question.demandWeight[i] > 0 && reachable[i].length > 0;
      if (costs.some((list, i) => needed(i) && list.length === 0)) return null;
      const least = costs.map((list, i) => (needed(i) ? Math.min(...list) : 0));
      return question.model === 'P_MEDIAN' ? weigh(question, (i) => least[i]) : Math.max(0, ...least);
    }
    case 'LSCP_B':
    case 'BACKUP': {
      const first = question.model === 'BACKUP' ? question.firstShare : null;
      if (first === null && !coversAll(question, open)) return null;
      const counts = coverCounts(question, open);
      const second = first === null ? 1 : 1 - first;
      return weigh(question, (i) => (counts[i] > 0 ? (first ?? 0) : 0) + (counts[i] > 1 ? second : 0));
    }
    case 'GRADUAL': {
      const { cutoff, farCutoff } = question;
      const level = (c: number) => Math.min(1, Math.max(0, (farCutoff - c) / (farCutoff - cutoff)));
      const costs = reach(question, open);
      return weigh(question, (i) => Math.max(0, ...costs[i].map(level)));
    }
    case 'CMCLP':
      return mostServed(question, open);
    case 'POLICY': {
      const counts = coverCounts(question, open);
      for (const { units, share } of question.targets) {
        const met = units.filter((sites) => sites.some((c) => open.includes(c))).length;
        if (met < Math.ceil(share * units.length - 1e-9)) return null;
      }
      if (question.floor) {
        const { unitOf, unitNames, share } = question.floor;
        for (const u of unitNames.keys()) {
          const all = weigh(question, (i) => (unitOf[i] === u ? 1 : 0));
          const covered = weigh(question, (i) => (unitOf[i] === u && counts[i] > 0 ? 1 : 0));
          if (covered < (typeof share === 'number' ? share : share[u]) * all - 1e-9) return null;
        }
      }
      return weigh(question, (i) => (counts[i] > 0 ? 1 : 0));
    }
    default:
      return null;
  }
}

/** Largest flow from demand to the open sites, by augmenting paths of whole units. */
function mostServed(question: Extract<SitingModel, { model: 'CMCLP' }>, open: readonly number[]): number {
  const left = Array.from(question.demandWeight);
  const used = new Map(open.map((c) => [c, [] as number[]]));
  const { offset, demand, cost } = question.travel;
  const sitesOf = (i: number) =>
    open.filter((c) =>
      Array.from({ length: offset[c + 1] - offset[c] }, (_, k) => offset[c] + k).some(
        (at) => demand[at] === i && cost[at] <= question.cutoff,
      ),
    );
  const place = (i: number, seen: Set<number>): boolean => {
    for (const c of sitesOf(i)) {
      if (seen.has(c)) continue;
      seen.add(c);
      const guests = used.get(c)!;
      if (guests.length < question.candidateCapacity[c]) return guests.push(i) > 0;
      for (const [k, other] of guests.entries()) {
        if (!place(other, seen)) continue;
        guests[k] = i;
        return true;
      }
    }
    return false;
  };
  let served = 0;
  left.forEach((weight, i) => {
    for (let unit = 0; unit < weight; unit++) if (place(i, new Set())) served++;
  });
  return served;
}

function bruteForcePhased(question: Extract<SitingModel, { model: 'PHASED' }>): number | null {
  const count = question.candidateIds.length;
  const years = question.phases.length;
  let best: number | null = null;
  for (let code = 0; code < (years + 1) ** count; code++) {
    const year = Array.from({ length: count }, (_, c) => Math.floor(code / (years + 1) ** c) % (years + 1));
    const fits = question.candidateIds.every((_, c) => {
      const role = roleOf(question, c);
      if (role === 'FREE') return true;
      return role === 'LOCKED_IN' ? year[c] < years : year[c] === (role === 'LOCKED_OUT' ? years : 0);
    });
    const isOld = (c: number) => ['EXISTING', 'CLOSABLE'].includes(roleOf(question, c));
    const affords = question.phases.every(({ groups = [], ...all }, t) => {
      const opened = year.flatMap((at, c) => (at === t && !isOld(c) ? [c] : []));
      return [all, ...groups].every(({ p = Infinity, budget = Infinity, ...limit }) => {
        const own = opened.filter((c) => !('sites' in limit) || limit.sites.includes(c));
        return own.length <= p && own.reduce((sum, c) => sum + costOf(question, c), 0) <= budget;
      });
    });
    const { fixedAheadYears = 0 } = question;
    const isKept = question.candidateIds.every((_, c) => {
      const own = question.phases.findIndex(({ fixed }) => fixed?.includes(c));
      return own >= 0 ? year[c] === own : isOld(c) || year[c] >= Math.min(years, fixedAheadYears);
    });
    if (!fits || !affords || !isKept) continue;
    let value = 0;
    question.phases.forEach(({ demandWeight = question.demandWeight }, t) => {
      const counts = coverCounts(
        question,
        year.flatMap((at, c) => (at <= t ? [c] : [])),
      );
      const covered = demandWeight.reduce((sum, weight, i) => sum + (counts[i] > 0 ? weight : 0), 0);
      value += (question.discount ?? 1) ** t * covered;
    });
    if (best === null || value > best) best = value;
  }
  return best;
}
