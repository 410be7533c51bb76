/**
 * Maximal covering location problem (METHODS E6; Church & ReVelle 1974): choose sites so that as much
 * demand as possible has one within reach. Existing facilities are fixed: what they cover is `alreadyCovered`.
 * At least one of `p` and `budget` is given; with both, both hold.
 */
export interface MclpProblem {
  readonly demandIds: readonly string[];
  /** Elderly people at each demand point. */
  readonly demandWeight: Float64Array;
  /** 1 where an existing facility already covers the point. */
  readonly alreadyCovered: Uint8Array;
  readonly candidateIds: readonly string[];
  /** Cost of opening each candidate, any unit; needed with `budget`. */
  readonly candidateCost?: Float64Array;
  /** Candidate c covers the demand points demand[offset[c]] … demand[offset[c+1] − 1]. */
  readonly covers: { readonly offset: Int32Array; readonly demand: Int32Array };
  /** At most this many new sites. */
  readonly p?: number;
  /** At most this total cost. */
  readonly budget?: number;
}

export type MclpIssueCode =
  | 'NO_LIMIT'
  | 'BAD_SITE_COUNT'
  | 'MORE_SITES_THAN_CANDIDATES'
  | 'BAD_BUDGET'
  | 'BUDGET_WITHOUT_COSTS'
  | 'BAD_COST'
  | 'BAD_WEIGHT'
  | 'BAD_COVERS'
  | 'LENGTHS_DIFFER'
  | 'DUPLICATE_CANDIDATE';

export interface MclpIssue {
  readonly code: MclpIssueCode;
  /** Position of the first offender in its array. */
  readonly index?: number;
  readonly message: string;
}

/** Everything wrong with a problem, in plain words; an empty list means it can be solved. */
export function validateMclp(problem: MclpProblem): readonly MclpIssue[] {
  const { demandWeight, candidateIds, candidateCost, p, budget } = problem;
  const issues: MclpIssue[] = [];
  const report = (code: MclpIssueCode, message: string, index?: number) =>
    issues.push({ code, message, index });

  if (p === undefined && budget === undefined)
    report('NO_LIMIT', 'Give a number of sites, a budget, or both.');
  if (p !== undefined && !(Number.isInteger(p) && p >= 0)) {
    report('BAD_SITE_COUNT', `The number of sites must be a whole number of 0 or more, got ${p}.`);
  } else if (p !== undefined && p > candidateIds.length) {
    report(
      'MORE_SITES_THAN_CANDIDATES',
      `Asked for ${p} sites, but there are ${candidateIds.length} candidates.`,
    );
  }
  if (budget !== undefined) {
    if (!(budget >= 0 && budget < Infinity))
      report('BAD_BUDGET', `The budget must be 0 or more, got ${budget}.`);
    if (!candidateCost) report('BUDGET_WITHOUT_COSTS', 'A budget needs the cost of every candidate.');
  }
  if (candidateCost) {
    checkLength(report, 'candidate costs', candidateCost.length, 'candidates', candidateIds.length);
    const index = candidateCost.findIndex((cost) => !(cost >= 0 && cost < Infinity));
    if (index >= 0) {
      const name = candidateIds[index];
      report(
        'BAD_COST',
        `Candidate ${name} costs ${candidateCost[index]}; expected a number of 0 or more.`,
        index,
      );
    }
  }
  checkLength(report, 'demand weights', demandWeight.length, 'demand points', problem.demandIds.length);
  checkLength(
    report,
    'covered flags',
    problem.alreadyCovered.length,
    'demand points',
    problem.demandIds.length,
  );
  const badWeight = demandWeight.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (badWeight >= 0) {
    const name = problem.demandIds[badWeight];
    report(
      'BAD_WEIGHT',
      `Demand point ${name} weighs ${demandWeight[badWeight]}; expected a number of 0 or more.`,
      badWeight,
    );
  }
  const seen = new Set<string>();
  candidateIds.forEach((id, index) => {
    if (seen.has(id)) report('DUPLICATE_CANDIDATE', `Candidate ${id} is listed twice.`, index);
    seen.add(id);
  });
  checkCovers(report, problem);
  return issues;
}

type Report = (code: MclpIssueCode, message: string, index?: number) => void;

function checkLength(report: Report, what: string, found: number, of: string, expected: number): void {
  if (found !== expected)
    report('LENGTHS_DIFFER', `Expected ${expected} ${what} for ${expected} ${of}, got ${found}.`);
}

function checkCovers(report: Report, { covers, candidateIds, demandWeight }: MclpProblem): void {
  const { offset, demand } = covers;
  let broken =
    offset.length !== candidateIds.length + 1 || offset[0] !== 0 || offset.at(-1) !== demand.length;
  for (let c = 1; c < offset.length; c++) broken ||= offset[c] < offset[c - 1];
  if (broken) {
    report('BAD_COVERS', 'The cover lists need one growing offset per candidate plus the end.');
    return;
  }
  const index = demand.findIndex((point) => point < 0 || point >= demandWeight.length);
  if (index >= 0) {
    report(
      'BAD_COVERS',
      `A cover list names demand point ${demand[index]} of ${demandWeight.length}.`,
      index,
    );
  }
}
