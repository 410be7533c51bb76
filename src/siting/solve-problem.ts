import { settleSites } from '../kernel/siting/settled-sites.js';
import type { SitingGround, SitingModel, SiteRole } from '../kernel/siting/siting-model.js';
import { validateSiting } from '../kernel/siting/validate-siting.js';
import { faulty } from './solve-fault.js';
import { readSolveInput, type SolveInput } from './solve-input.js';
import { readTravel } from './solve-travel.js';

/** A siting problem handed in as data, ready to be solved. */
export interface SolveProblem {
  readonly input: SolveInput;
  readonly question: SitingModel;
  /** Fields the model has no use for. */
  readonly unused: readonly string[];
}

type Candidate = SolveInput['candidates'][number];

/**
 * Reads a siting problem from parsed JSON and checks all of it.
 * @throws PlanningError BAD_USER_INPUT that says what is wrong; `details.reason` is its SolveFault
 */
export function readSolveProblem(value: unknown): SolveProblem {
  const input = readSolveInput(value);
  checkIds('demand', input.demand);
  checkIds('candidates', input.candidates);
  const ground: SitingGround = {
    demandIds: input.demand.map(({ id }) => String(id)),
    demandWeight: Float64Array.from(input.demand, ({ weight }) => weight),
    candidateIds: input.candidates.map(({ id }) => String(id)),
    roles: input.candidates.map(roleOf),
    candidateCost: columnOf(input, 'cost', input.budget !== undefined),
    travel: readTravel(input),
  };
  checkLimits(input, ground);
  const question = questionOf(input, ground);
  const [issue] = validateSiting(question);
  if (issue) throw faulty('MALFORMED', issue);
  return { input, question, unused: unusedFields(input) };
}

function roleOf({ fixed }: Candidate): SiteRole {
  return typeof fixed === 'string' ? fixed : fixed ? 'LOCKED_IN' : 'FREE';
}

function checkIds(list: 'demand' | 'candidates', rows: readonly Pick<Candidate, 'id' | 'fixed'>[]): void {
  const seen = new Map<string, number>();
  rows.forEach((row, at) => {
    const before = seen.get(String(row.id));
    if (before === undefined) return seen.set(String(row.id), at);
    const what = `${list}[${before}] and ${list}[${at}] have the same id ${row.id}`;
    const [first, second] = [roleOf(rows[before]), roleOf(row)];
    if (first === second) throw faulty('DUPLICATE_ID', `${what}.`);
    throw faulty('CONTRADICTORY_LOCKS', `${what}, once ${first} and once ${second}.`);
  });
}

/** A figure of every candidate, or undefined where none has it and none needs it. */
function columnOf(
  { candidates }: SolveInput,
  field: 'cost' | 'capacity',
  isNeeded: boolean,
): Float64Array | undefined {
  const missing = candidates.findIndex((candidate) => candidate[field] === undefined);
  if (missing >= 0 && (isNeeded || candidates.some((candidate) => candidate[field] !== undefined)))
    throw faulty(
      'MISSING_FIELD',
      `candidates[${missing}].${field}: every candidate needs one, or none has it.`,
    );
  return missing >= 0 ? undefined : Float64Array.from(candidates, (candidate) => candidate[field]!);
}

function checkLimits({ p, budget }: SolveInput, ground: SitingGround): void {
  const { roles, candidateCost } = ground;
  const opened = roles!.flatMap((role, at) => (role === 'FREE' || role === 'LOCKED_IN' ? [at] : []));
  if (p !== undefined && p > opened.length) {
    const message = `p: ${p} sites are asked for, but there are ${opened.length} candidates to open.`;
    throw faulty('P_BEYOND_CANDIDATES', message);
  }
  const { conflicts } = settleSites(ground, { p, budget });
  if (conflicts.length > 0) throw faulty('CONTRADICTORY_LOCKS', conflicts[0].message);
  // What a closing site gives back may pay for another one.
  if (budget === undefined || !candidateCost || roles!.includes('CLOSABLE') || opened.length === 0) return;
  const cheapest = opened.reduce((least, at) => Math.min(least, candidateCost[at]), Infinity);
  if (budget < cheapest)
    throw faulty(
      'BUDGET_BELOW_CHEAPEST',
      `budget: ${budget} is below the cheapest site, which costs ${cheapest}.`,
    );
}

function questionOf(input: SolveInput, ground: SitingGround): SitingModel {
  const { model, p, budget } = input;
  const cutoff = () => {
    if (input.cutoff !== undefined) return input.cutoff;
    throw faulty('MISSING_FIELD', `cutoff: it is missing; ${model} covers what costs at most so much.`);
  };
  const limits = () => {
    if (p !== undefined || budget !== undefined) return { p, budget };
    throw faulty('MISSING_FIELD', `p: it is missing; ${model} needs p, a budget, or both.`);
  };
  switch (model) {
    case 'LSCP':
    case 'LSCP_B':
      return { ...ground, model, cutoff: cutoff() };
    case 'P_MEDIAN':
    case 'P_CENTER':
      return { ...ground, ...limits(), model };
    case 'MCLP':
      return { ...ground, ...limits(), model, cutoff: cutoff() };
    case 'CMCLP': {
      const candidateCapacity = columnOf(input, 'capacity', true)!;
      return { ...ground, ...limits(), model, cutoff: cutoff(), candidateCapacity };
    }
  }
}

function unusedFields(input: SolveInput): string[] {
  const unused = {
    LSCP: ['p', 'budget'],
    LSCP_B: ['p', 'budget'],
    P_MEDIAN: ['cutoff'],
    P_CENTER: ['cutoff'],
  };
  const fields = (unused as Partial<Record<string, string[]>>)[input.model] ?? [];
  return fields.filter((field) => input[field as 'p' | 'budget' | 'cutoff'] !== undefined);
}
