import type { SitingModel } from '../../src/kernel/siting/siting-model.js';
import { objectiveOf, reach } from './brute-force-siting.js';

/** Open candidates and the year each opens. */
type Opened = ReadonlyMap<number, number>;

/** What one more site adds to others, by the difference of two plans. */
export function bruteForceWorth(question: SitingModel, others: Opened, candidate: number, year = 0): number {
  const { demandWeight } = question;
  const withIt = new Map([...others, [candidate, year]]);
  if (question.model === 'PHASED') return phasedCover(question, withIt) - phasedCover(question, others);
  if (question.model === 'P_MEDIAN' || question.model === 'P_CENTER') {
    const isMedian = question.model === 'P_MEDIAN';
    const [before, after] = [others, withIt].map((open) => reach(question, [...open.keys()]));
    const served = before.flatMap((costs, i) => (costs.length > 0 && demandWeight[i] > 0 ? [i] : []));
    const total = (costs: number[][]) =>
      isMedian
        ? served.reduce((sum, i) => sum + demandWeight[i] * Math.min(...costs[i]), 0)
        : Math.max(0, ...served.map((i) => Math.min(...costs[i])));
    return total(before) - total(after);
  }
  const plain = additive(question);
  return objectiveOf(plain, [...withIt.keys()])! - objectiveOf(plain, [...others.keys()])!;
}

/** Whether exchanging `candidate` for `other` never loses, whatever else is open; costs where money counts. */
export function bruteForceReplaces(question: SitingModel, other: number, candidate: number): boolean {
  const mayClose = !['LSCP', 'LSCP_B', 'COVERAGE_GOAL', 'PHASED'].includes(question.model);
  const always = [
    'EXISTING',
    ...(mayClose ? [] : ['CLOSABLE']),
    ...(question.model === 'PHASED' ? [] : ['LOCKED_IN']),
  ];
  const stands = question.candidateIds.flatMap((_, c) =>
    always.includes(question.roles?.[c] ?? 'FREE') ? [c] : [],
  );
  const rest = question.candidateIds.flatMap((_, c) =>
    c === other || c === candidate || stands.includes(c) ? [] : [c],
  );
  const hasMoney =
    ['LSCP', 'COVERAGE_GOAL'].includes(question.model) ||
    (question.model === 'PHASED' ? question.phases : [question]).some((part) => 'budget' in part);
  if (hasMoney && question.candidateCost![other] > question.candidateCost![candidate]) return false;
  for (let bits = 0; bits < 2 ** rest.length; bits++) {
    const shared = [...stands.filter((c) => c !== candidate), ...rest.filter((_, k) => (bits >> k) & 1)];
    const [before, after] = [candidate, other].map((c) => valueOf(question, [...shared, c]));
    if (before !== null && (after === null || after < before - 1e-9)) return false;
  }
  return true;
}

/** A plan's worth where more is better; null = not allowed. */
function valueOf(question: SitingModel, open: number[]): number | null {
  switch (question.model) {
    case 'PHASED':
      return phasedCover(question, new Map(open.map((c) => [c, 0])));
    case 'P_MEDIAN':
    case 'P_CENTER': {
      const value = objectiveOf(question, open);
      return value === null ? null : -value;
    }
    case 'LSCP':
      return objectiveOf(question, open) === null ? null : 0;
    case 'COVERAGE_GOAL':
      return objectiveOf(additive(question), open);
    default:
      return objectiveOf(question, open);
  }
}

/** The model whose objective is the sum of what the sites are worth, without requirements. */
function additive(question: SitingModel): SitingModel {
  switch (question.model) {
    case 'LSCP':
    case 'COVERAGE_GOAL':
    case 'POLICY':
      return { ...question, model: 'MCLP' } as SitingModel;
    case 'LSCP_B':
      return { ...question, model: 'BACKUP', firstShare: 0 } as SitingModel;
    case 'BACKUP':
      return { ...question, firstShare: question.firstShare ?? 0 };
    default:
      return question;
  }
}

function phasedCover(question: Extract<SitingModel, { model: 'PHASED' }>, open: Opened): number {
  return question.phases.reduce((sum, { demandWeight = question.demandWeight }, t) => {
    const costs = reach(
      question,
      [...open].flatMap(([c, year]) => (year <= t ? [c] : [])),
    );
    const covered = costs.reduce(
      (total, list, i) => total + (list.some((cost) => cost <= question.cutoff) ? demandWeight[i] : 0),
      0,
    );
    return sum + (question.discount ?? 1) ** t * covered;
  }, 0);
}
