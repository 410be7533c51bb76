import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRequestContext } from '../../src/platform/graphql/request-context.js';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import type { Role } from '../../src/platform/access/viewer.js';
import { countStatements } from '../support/count-statements.js';
import { openProgram, type Program } from '../support/program.js';

const BENXI = '210500000000';
const SUCHENG = '321302000000';

let program: Program;
beforeAll(async () => {
  program = await openProgram();
  await program.rooms.indicators.prepare();
});
afterAll(() => program?.close());

interface TargetNode {
  readonly id: string;
  readonly value: number;
  readonly version: number;
  readonly superseded: boolean;
  readonly inConflict: boolean;
  readonly indicator: { readonly key: string };
  readonly clause: { readonly clause: string; readonly document: { readonly key: string } };
  readonly rivals: readonly { readonly value: number; readonly clause: { readonly clause: string } }[];
}

const TARGETS = `query ($code: ID, $key: ID, $asOf: Date, $all: Boolean = false, $higher: Boolean = false, $first: Int = 200, $after: String) {
  targets(jurisdictionCode: $code, indicatorKey: $key, asOf: $asOf, includeSuperseded: $all, includeHigher: $higher, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { id value version superseded inConflict deadline recordedBy document synthetic jurisdiction { name }
      indicator { key nameZh unit } clause { clause summary document { key title verified } }
      rivals { value clause { clause } indicator { key } } } }
  } }`;

async function targets(variables: Record<string, unknown>, role: Role = 'public'): Promise<TargetNode[]> {
  const { targets: list } = await program.ask<{
    targets: { totalCount: number; edges: { node: TargetNode }[] };
  }>(TARGETS, variables, role);
  expect(list.totalCount).toBe(list.edges.length);
  return list.edges.map(({ node }) => node);
}

const RECORD = `mutation ($input: TargetInput!) { recordTarget(input: $input) {
  id value version superseded document recordedBy source { key } indicator { key } } }`;

const trained = {
  jurisdictionCode: SUCHENG,
  indicatorKey: 'people-trained',
  value: 260,
  deadline: '2025-12-31',
  documentKey: 'sucheng-2024-action-plan',
  clause: '附件7',
};

async function refusal(input: Record<string, unknown>, role: Role = 'planner'): Promise<PlanningError> {
  const { graphql } = await import('graphql');
  const { buildGraphqlSchema } = await import('../../src/platform/graphql/build-schema.js');
  const { errors } = await graphql({
    schema: buildGraphqlSchema(program.rooms.resolvers),
    source: RECORD,
    variableValues: { input },
    contextValue: createRequestContext({ actor: 'tester', role }, new AbortController().signal),
  });
  expect(errors?.[0].originalError, JSON.stringify(errors)).toBeInstanceOf(PlanningError);
  return errors![0].originalError as PlanningError;
}

describe('reading, without a credential', () => {
  test('clauses 9 and 14 contradict each other for streets, towns and villages; both are kept and named', async () => {
    const all = await targets({ code: BENXI });
    const inConflict = all.filter((target) => target.inConflict);
    const seen = inConflict.map(({ indicator, value, clause, rivals }) =>
      [
        indicator.key,
        clause.clause,
        value,
        ...rivals.map((rival) => `${rival.clause.clause} ${rival.value}`),
      ].join(' | '),
    );
    expect(seen.sort()).toEqual([
      'community-facility-coverage-rural | 二(五)14 | 0.8 | 二(四)9 1',
      'comprehensive-coverage-subdistrict | 二(五)14 | 0.8 | 二(四)9 1',
      'comprehensive-coverage-town | 二(五)14 | 0.5 | 二(四)9 1',
      'service-complex-subdistrict | 二(四)9 | 1 | 二(五)14 0.8',
      'service-complex-town | 二(四)9 | 1 | 二(五)14 0.5',
      'service-outlet-rural | 二(四)9 | 1 | 二(五)14 0.8',
    ]);
    // Urban communities: both clauses ask for all.
    const urban = all.filter(({ indicator }) => /urban$/.test(indicator.key));
    expect(urban.map((target) => target.inConflict)).toEqual(urban.map(() => false));
  });

  test('a day before a document knows none of its targets', async () => {
    expect(await targets({ code: BENXI, asOf: '2023-03-27', key: 'home-retrofits' })).toEqual([]);
    expect(await targets({ code: BENXI, asOf: '2023-03-28', key: 'home-retrofits' })).toHaveLength(1);
  });

  test('targets of higher divisions come when asked for', async () => {
    expect(await targets({ code: '210502000000' })).toEqual([]);
    expect(await targets({ code: '210502001000', higher: true })).toHaveLength(
      (await targets({ code: BENXI })).length,
    );
  });

  test('pages join to the whole list, in few statements whatever the length', async () => {
    const whole = (await targets({})).map(({ id }) => id);
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { result, statements } = await countStatements(program.database, () =>
        program.ask<{
          targets: { edges: { node: TargetNode }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
        }>(TARGETS, { first: 40, after }, 'public'),
      );
      // Keys, rows, rivals, count, then one read each for indicators, clauses, documents, divisions and sources.
      expect(statements.length).toBeLessThanOrEqual(9);
      seen.push(...result.targets.edges.map(({ node }) => node.id));
      if (!result.targets.pageInfo.hasNextPage) break;
      after = result.targets.pageInfo.endCursor;
    }
    expect(seen).toEqual(whole);
    expect(new Set(whole).size).toBe(92);
  });

  test('indicators by what they count and where their values come from', async () => {
    const keys = async (filter: object) => {
      const { indicators } = await program.ask<{
        indicators: { totalCount: number; edges: { node: { key: string } }[] };
      }>(
        `query ($filter: IndicatorFilter) { indicators(filter: $filter, first: 500) { totalCount edges { node { key requirementClass policyRows } } } }`,
        { filter },
        'public',
      );
      expect(indicators.totalCount).toBe(indicators.edges.length);
      return indicators.edges.map(({ node }) => node.key);
    };
    expect(await keys({ policyRow: 26 })).toEqual(['nursing-bed-share']);
    expect(await keys({ urbanRural: 'RURAL', computed: true })).toEqual([
      'community-facility-coverage-rural',
      'service-outlet-rural',
    ]);
    expect(await keys({ nameContains: '护理型' })).toEqual(['nursing-bed-share']);
    expect(await keys({ levels: ['TOWNSHIP'], units: ['RATIO'] })).toEqual([
      'comprehensive-coverage-town',
      'service-complex-town',
      'town-service-center',
    ]);
    const [computed, reported, all] = await Promise.all([
      keys({ computed: true }),
      keys({ computed: false }),
      keys({}),
    ]);
    expect([...computed, ...reported].sort()).toEqual([...all].sort());
  });

  test('documents with their clauses; the list of services by kind and place', async () => {
    const { policyDocuments } = await program.ask<{
      policyDocuments: { edges: { node: { key: string; status: string; clauses: { clause: string }[] } }[] };
    }>(
      `{ policyDocuments(jurisdictionCode: "${BENXI}") { edges { node { key status number issuedOn clauses { clause } } } } }`,
      {},
      'public',
    );
    expect(policyDocuments.edges.map(({ node }) => [node.key, node.status])).toEqual([
      ['benxi-2023-work-plan', 'IN_FORCE'],
      ['benxi-2024-fund-report', 'REPORT'],
      ['benxi-basic-care-plan', 'DRAFT'],
    ]);
    expect(policyDocuments.edges[2].node.clauses.map(({ clause }) => clause)).toContain('二(五)14');
    const { serviceList } = await program.ask<{
      serviceList: { number: number; document: { key: string } }[];
    }>(
      '{ serviceList(kind: CARE, placeBound: true) { number version item verified document { key } } }',
      {},
      'public',
    );
    expect(serviceList.map(({ number }) => number)).toEqual([8, 13, 17, 18, 20, 21]);
    expect(serviceList[0].document.key).toBe('benxi-basic-care-plan');
    const none = await program.ask<{ serviceList: unknown[] }>('{ serviceList(version: 2) { number } }');
    expect(none.serviceList).toEqual([]);
  });
});

describe('recording', () => {
  test('the yearly task list is a new version: the latest counts, the older stays visible, audited', async () => {
    const document = '2025 年度重点工作任务分解';
    const { recordTarget } = await program.ask<{ recordTarget: { id: string } }>(RECORD, {
      input: { ...trained, document, validFrom: '2025-02-01' },
    });
    expect(recordTarget).toMatchObject({
      value: 260,
      version: 2,
      superseded: false,
      document,
      source: { key: 'own-entries' },
    });
    const versions = (await targets({ code: SUCHENG, key: 'people-trained', all: true })).map((one) => [
      one.version,
      one.value,
      one.superseded,
    ]);
    expect(versions).toEqual([
      [1, 500, true],
      [2, 260, false],
    ]);
    const current = { code: SUCHENG, key: 'people-trained' };
    expect((await targets(current)).map(({ value }) => value)).toEqual([260]);
    expect((await targets({ ...current, asOf: '2025-01-31' })).map(({ value }) => value)).toEqual([500]);
    const [audit] = await program.database.manager.query(
      `SELECT actor, role, target, details FROM audit_entry WHERE action = 'target.record'`,
    );
    expect(audit).toMatchObject({
      actor: 'test',
      role: 'planner',
      target: recordTarget.id,
      details: { version: 2, value: 260 },
    });
  });

  test('a document of one’s own, its clause, a target under it', async () => {
    const input = {
      key: 'sucheng-2026-plan',
      title: '宿城区 2026 年计划',
      jurisdictionCode: SUCHENG,
      issuedOn: '2026-01-15',
      clauses: [{ clause: '三', summary: '培训' }],
    };
    const RECORD_DOCUMENT = `mutation ($input: PolicyDocumentInput!) { recordPolicyDocument(input: $input) { key issuedYear clauses { clause summary } } }`;
    await program.ask(RECORD_DOCUMENT, { input });
    // Recorded again with another clause: the first stays.
    const again = await program.ask<Record<string, object>>(RECORD_DOCUMENT, {
      input: { ...input, clauses: [{ clause: '四', summary: '床位' }] },
    });
    expect(again.recordPolicyDocument).toMatchObject({
      issuedYear: 2026,
      clauses: [{ clause: '三' }, { clause: '四' }].sort((a, b) => (a.clause < b.clause ? -1 : 1)),
    });
    const target = { ...trained, deadline: '2026-12-31', documentKey: input.key, clause: '三', value: 600 };
    const { recordTarget } = await program.ask<Record<string, object>>(RECORD, { input: target });
    // A clause counts since its document, whenever somebody enters it.
    expect(recordTarget).toMatchObject({ version: 1 });
    const known = { code: SUCHENG, key: 'people-trained' };
    expect((await targets({ ...known, asOf: '2026-01-14' })).map(({ value }) => value)).not.toContain(600);
    expect((await targets({ ...known, asOf: '2026-01-15' })).map(({ value }) => value)).toContain(600);
    const early = await refusal({ ...target, deadline: '2026-01-14' });
    expect([early.code, early.details.field]).toEqual(['BAD_USER_INPUT', 'deadline']);
    await expect(
      program.ask(RECORD_DOCUMENT, { input: { ...input, key: 'benxi-2023-work-plan' } }),
    ).rejects.toThrow('comes with the program');
    await expect(program.ask(RECORD_DOCUMENT, { input: { ...input, key: 'Not A Key' } })).rejects.toThrow(
      'small letters',
    );
  });

  const share = {
    ...trained,
    indicatorKey: 'nursing-bed-share',
    clause: '一(二)',
    value: 0.75,
    deadline: '2026-12-31',
  };

  test.each<[string, Record<string, unknown>, string, string]>([
    ['a target above 100 %', { ...share, value: 75 }, 'BAD_USER_INPUT', 'value'],
    ['a target just above 100 %', { ...share, value: 1.000001 }, 'BAD_USER_INPUT', 'value'],
    ['a negative value', { ...share, value: -0.1 }, 'BAD_USER_INPUT', 'value'],
    ['more decimals than are kept', { ...share, value: 0.1234567 }, 'BAD_USER_INPUT', 'value'],
    ['half a person', { ...trained, value: 10.5 }, 'BAD_USER_INPUT', 'value'],
    [
      'a deadline before its document’s year',
      { ...share, deadline: '2023-12-31' },
      'BAD_USER_INPUT',
      'deadline',
    ],
    ['an unknown clause', { ...share, clause: '九十九' }, 'NOT_FOUND', 'clause'],
    ['an unknown document', { ...share, documentKey: 'no-such-plan' }, 'NOT_FOUND', 'documentKey'],
    ['an unknown indicator', { ...share, indicatorKey: 'no-such-thing' }, 'NOT_FOUND', 'indicatorKey'],
    ['a code that is none', { ...share, jurisdictionCode: '321302' }, 'BAD_USER_INPUT', 'jurisdictionCode'],
    [
      'a place the document is not for',
      { ...share, jurisdictionCode: BENXI },
      'BAD_USER_INPUT',
      'jurisdictionCode',
    ],
    ['a version that exists', { ...trained, version: 1, document: 'x' }, 'CONFLICT', 'version'],
    ['a version too far', { ...trained, version: 9, document: 'x' }, 'BAD_USER_INPUT', 'version'],
    ['a version below 1', { ...trained, version: 0, document: 'x' }, 'BAD_USER_INPUT', 'version'],
    [
      'a version that counts only after its deadline',
      { ...trained, value: 1, document: 'x', validFrom: '2026-01-01' },
      'BAD_USER_INPUT',
      'validFrom',
    ],
    ['a change without its document', { ...trained, value: 1 }, 'BAD_USER_INPUT', 'document'],
    ['a remark without text', { ...share, note: '  ' }, 'BAD_USER_INPUT', 'note'],
  ])('%s is refused and nothing is stored', async (_, input, code, field) => {
    const stored = () => program.database.manager.query('SELECT count(*)::int AS n FROM target');
    const before = await stored();
    const error = await refusal(input);
    expect([error.code, error.details.field]).toEqual([code, field]);
    expect(await stored()).toEqual(before);
  });

  test('needs the role planner', async () => {
    expect((await refusal(share, 'public')).code).toBe('UNAUTHENTICATED');
    expect((await refusal(share, 'resources')).code).toBe('FORBIDDEN');
  });

  test('two recordings of one version at once: one is stored, the other told', async () => {
    const { targets: service } = program.rooms.indicators;
    const draft = {
      ...trained,
      scope: 'WHOLE',
      direction: 'AT_LEAST',
      version: 3,
      validFrom: '2025-03-01',
      document: '调整',
      note: null,
    } as const;
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => service.record(draft, { actor: 'planner', role: 'planner' })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((one) => one.status === 'rejected') as PromiseRejectedResult;
    expect((refused.reason as PlanningError).code).toBe('CONFLICT');
  });
});
