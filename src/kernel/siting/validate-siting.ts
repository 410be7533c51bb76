import type { PhasedQuestion, SitingModel } from './siting-model.js';

/** Everything wrong with a question, in plain words; an empty list means it can be posed. */
export function validateSiting(question: SitingModel): readonly string[] {
  const issues: string[] = [];
  const { demandIds, demandWeight, candidateIds, candidateCost, roles } = question;
  const [points, candidates] = [demandIds.length, candidateIds.length];
  const expectLength = (what: string, found: number, expected: number) => {
    if (found !== expected) issues.push(`Expected ${expected} ${what}, got ${found}.`);
  };
  const expectNumbers = (what: string, ids: readonly string[], values: ArrayLike<number>) => {
    const at = Array.prototype.findIndex.call(values, (value: number) => !(value >= 0 && value < Infinity));
    if (at >= 0) issues.push(`${what} of ${ids[at]} is ${values[at]}; expected a number of 0 or more.`);
  };
  if (points === 0) issues.push('There is no demand.');
  if (candidates === 0) issues.push('There are no candidates.');
  expectLength('demand weights', demandWeight.length, points);
  expectNumbers('The weight', demandIds, demandWeight);
  if (candidateCost) {
    expectLength('candidate costs', candidateCost.length, candidates);
    expectNumbers('The cost', candidateIds, candidateCost);
  }
  if (roles) expectLength('roles', roles.length, candidates);
  for (const [what, ids] of [
    ['Candidate', candidateIds],
    ['Demand point', demandIds],
  ] as const) {
    const seen = new Set<string>();
    const twice = ids.find((id) => seen.size === seen.add(id).size);
    if (twice !== undefined) issues.push(`${what} ${twice} is listed twice.`);
  }
  checkTravel(question, issues);
  checkModel(question, issues, expectLength, expectNumbers);
  return issues;
}

function checkTravel({ travel, demandWeight, candidateIds, demandIds }: SitingModel, issues: string[]): void {
  const { offset, demand, cost } = travel;
  let isBroken =
    offset.length !== candidateIds.length + 1 || offset[0] !== 0 || offset.at(-1) !== demand.length;
  for (let site = 1; site < offset.length; site++) isBroken ||= offset[site] < offset[site - 1];
  if (isBroken || demand.length !== cost.length) {
    issues.push(
      'The travel lists need one growing offset per candidate plus the end, and a cost for every pair.',
    );
    return;
  }
  const lastSite = new Int32Array(demandWeight.length).fill(-1);
  for (let site = 0; site + 1 < offset.length; site++) {
    for (let at = offset[site]; at < offset[site + 1]; at++) {
      const point = demand[at];
      const isKnown = point >= 0 && point < demandWeight.length;
      const isCost = cost[at] >= 0 && cost[at] < Infinity;
      if (isKnown && isCost && lastSite[point] !== site) {
        lastSite[point] = site;
        continue;
      }
      const pair = `from ${candidateIds[site]} to ${demandIds[point] ?? `demand ${point}`}`;
      if (!isKnown) issues.push(`Travel ${pair}: there is no such demand.`);
      else if (!isCost) issues.push(`Travel ${pair} costs ${cost[at]}; expected a number of 0 or more.`);
      else issues.push(`Travel ${pair} is listed twice.`);
      return;
    }
  }
}

function checkModel(
  question: SitingModel,
  issues: string[],
  expectLength: (what: string, found: number, expected: number) => void,
  expectNumbers: (what: string, ids: readonly string[], values: ArrayLike<number>) => void,
): void {
  const { candidateIds, demandIds, candidateCost, roles } = question;
  const isShare = (value: number) => value >= 0 && value <= 1;
  const checkLimits = ({ p, budget }: { p?: number; budget?: number }, where = '') => {
    const free = candidateIds.filter(
      (_, at) => (roles?.[at] ?? 'FREE') === 'FREE' || roles![at] === 'LOCKED_IN',
    );
    if (p === undefined && budget === undefined)
      issues.push(`${where}Give a number of sites, a budget, or both.`);
    if (p !== undefined && !(Number.isInteger(p) && p >= 0))
      issues.push(`${where}The number of sites must be a whole number of 0 or more, got ${p}.`);
    else if (p !== undefined && p > free.length)
      issues.push(`${where}Asked for ${p} sites, but there are ${free.length} candidates to open.`);
    if (budget === undefined) return;
    if (!(budget >= 0 && budget < Infinity))
      issues.push(`${where}The budget must be 0 or more, got ${budget}.`);
    if (!candidateCost) issues.push(`${where}A budget needs the cost of every candidate.`);
    else if (budget > 0 && p !== 0 && free.length > 0) {
      const cheapest = candidateCost.reduce(
        (least, cost, at) =>
          ['EXISTING', 'LOCKED_OUT', 'CLOSABLE'].includes(roles?.[at] ?? 'FREE')
            ? least
            : Math.min(least, cost),
        Infinity,
      );
      if (budget < cheapest && !roles?.includes('CLOSABLE'))
        issues.push(`${where}The budget of ${budget} is below the cheapest site (${cheapest}).`);
    }
  };
  if ('cutoff' in question && !(question.cutoff >= 0))
    issues.push(`The cutoff must be 0 or more, got ${question.cutoff}.`);
  switch (question.model) {
    case 'MCLP':
    case 'P_MEDIAN':
    case 'P_CENTER':
      break;
    case 'LSCP':
    case 'LSCP_B':
      return;
    case 'COVERAGE_GOAL':
      if (!isShare(question.goal)) issues.push(`The goal is a share from 0 to 1, got ${question.goal}.`);
      return;
    case 'PHASED':
      if (question.phases.length === 0) issues.push('A phased plan needs at least one year.');
      checkFixed(question, issues);
      if (question.discount !== undefined && !(question.discount > 0 && question.discount <= 1))
        issues.push(`The discount must be above 0 and at most 1, got ${question.discount}.`);
      for (const phase of question.phases) {
        checkLimits(phase, `${phase.name}: `);
        if (!phase.demandWeight) continue;
        expectLength(`demand weights in ${phase.name}`, phase.demandWeight.length, demandIds.length);
        expectNumbers(`The weight (${phase.name})`, demandIds, phase.demandWeight);
      }
      return;
    case 'GRADUAL':
      if (!(question.farCutoff > question.cutoff)) issues.push('The far cutoff must lie beyond the cutoff.');
      break;
    case 'BACKUP':
      if (question.firstShare !== null && !isShare(question.firstShare))
        issues.push(`The first cover's share is from 0 to 1, got ${question.firstShare}.`);
      break;
    case 'CMCLP':
      expectLength('capacities', question.candidateCapacity.length, candidateIds.length);
      expectNumbers('The capacity', candidateIds, question.candidateCapacity);
      break;
    case 'POLICY':
      for (const { name, units, share } of question.targets) {
        if (!isShare(share)) issues.push(`${name}: the share is from 0 to 1, got ${share}.`);
        if (units.some((sites) => sites.some((site) => !(site >= 0 && site < candidateIds.length))))
          issues.push(`${name}: a unit names a candidate that does not exist.`);
      }
      if (question.floor)
        expectLength('units of demand points', question.floor.unitOf.length, demandIds.length);
      break;
  }
  checkLimits(question);
}

function checkFixed(
  { candidateIds, fixedAheadYears = 0, phases, roles }: PhasedQuestion,
  issues: string[],
): void {
  if (!(Number.isInteger(fixedAheadYears) && fixedAheadYears >= 0))
    issues.push(
      `The years places are fixed ahead must be a whole number of 0 or more, got ${fixedAheadYears}.`,
    );
  const seen = new Set<number>();
  for (const { name, fixed = [], groups = [] } of phases) {
    if (groups.some(({ sites }) => sites.some((site) => candidateIds[site] === undefined)))
      issues.push(`${name}: a group names a candidate that does not exist.`);
    for (const { p, budget } of groups)
      if (!((p ?? 0) >= 0) || !((budget ?? 0) >= 0))
        issues.push(`${name}: limits of a group must be 0 or more.`);
    for (const site of fixed) {
      const id = candidateIds[site];
      if (id === undefined) issues.push(`${name}: candidate ${site} is settled for it, but there is none.`);
      else if (seen.has(site)) issues.push(`${id} is settled for a year twice.`);
      else if (!['FREE', 'LOCKED_IN'].includes(roles?.[site] ?? 'FREE'))
        issues.push(`${id} is settled for ${name}, but its role is ${roles![site]}.`);
      seen.add(site);
    }
  }
}
