import {
  RecomputeDocument,
  type RecomputeQuery,
  ServiceTermsDocument,
  TryOutDocument,
} from '../api/generated.js';
import { ApiProblem, request } from '../api/request.js';
import type { Recomputed } from '../moving/effect.js';
import type { ViewState } from '../state/view-state.js';
import type { TryOutApi, TryOutQuestion } from './try-out.js';

type Side = RecomputeQuery['before'];

/** Plans as the server tries them out. */
export const tryOutApi: TryOutApi = {
  terms: async ({ service, divisionCode, asOf }) => {
    const answer = await request(ServiceTermsDocument, { service: service as never, divisionCode, asOf });
    const [terms] = answer.coverage?.rule.predicates ?? [];
    if (!terms) throw nothing();
    return terms;
  },
  quick: async (question, changes, signal) => {
    const { whatIf } = await request(TryOutDocument, { ...asked(question), changes }, { signal });
    if (!whatIf) throw nothing();
    const { coverageBefore, coverageAfter, divisions, ...rest } = whatIf;
    return {
      effect: {
        ...rest,
        ...{ before: coverageBefore, after: coverageAfter },
        divisions: divisions.edges.map(({ node }) => node),
        divisionCount: divisions.totalCount,
      },
      offNetwork: whatIf.changes.flatMap(({ offNetworkReason, name }) =>
        offNetworkReason === null ? [] : [name ?? ''],
      ),
    };
  },
  full: async (question, changes, signal) => {
    const variables = { ...asked(question), changes: changes as never };
    const { before, after } = await request(RecomputeDocument, variables, { signal });
    return { before: sideOf(before), after: sideOf(after) };
  },
};

/** What a view asks of a plan; null while no division is chosen. */
export function tryOutQuestion({
  division,
  service,
  minutes,
  speed,
  asOf,
}: ViewState): TryOutQuestion | null {
  if (division === null) return null;
  return { divisionCode: division, service, walkMinutes: minutes, speedMetersPerSecond: speed, asOf };
}

function asked(question: TryOutQuestion) {
  return { ...question, service: question.service as never };
}

function sideOf(side: Side): Recomputed {
  if (!side?.population) throw nothing();
  const presence = side.presence.flatMap(({ level, ...units }) => (level ? [{ level, ...units }] : []));
  return { population: side.population, presence };
}

function nothing(): ApiProblem {
  return new ApiProblem('SERVER_ERROR', 'The server gave no figures.');
}
