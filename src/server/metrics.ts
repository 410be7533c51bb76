import type { ApolloServerPlugin } from '@apollo/server';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../platform/database/open-database.js';
import type { RequestContext } from '../platform/graphql/request-context.js';

export interface Metrics {
  readonly registry: Registry;
  readonly plugin: ApolloServerPlugin<RequestContext>;
  countAnswer(status: number): void;
}

/** Operation names come from clients: beyond this many, the rest share one label. */
const MOST_OPERATION_NAMES = 200;
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What /metrics shows: request durations by operation name, answers by status, event loop, memory, connections. */
export function createMetrics(database: Pick<Database, 'dataSource'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'carecircle_graphql_request_seconds',
    help: 'Time to answer a GraphQL request, by operation name and outcome',
    labelNames: ['operation', 'outcome'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  });
  const answers = new Counter({
    name: 'carecircle_http_answers_total',
    help: 'HTTP answers by status',
    labelNames: ['status'],
    registers: [registry],
  });
  new Gauge({
    name: 'carecircle_database_connections',
    help: 'Connections of the database pool, by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const pool = poolOf(database);
      this.set({ state: 'total' }, pool.totalCount ?? 0);
      this.set({ state: 'idle' }, pool.idleCount ?? 0);
      this.set({ state: 'waiting' }, pool.waitingCount ?? 0);
    },
  });
  const labelOf = boundedLabels(MOST_OPERATION_NAMES);
  return {
    registry,
    countAnswer: (status) => answers.inc({ status }),
    plugin: {
      async requestDidStart() {
        const startedAt = performance.now();
        return {
          async willSendResponse({ operationName, operation, errors }) {
            const operationLabel = operation ? labelOf(operationName ?? '(unnamed)') : '(refused)';
            const outcome = errors?.length ? 'error' : 'ok';
            durations.observe({ operation: operationLabel, outcome }, (performance.now() - startedAt) / 1000);
          },
        };
      },
    },
  };
}

interface PoolCounts {
  readonly totalCount?: number;
  readonly idleCount?: number;
  readonly waitingCount?: number;
}

/** TypeORM keeps the `pg` pool on its driver, untyped. */
function poolOf(database: Pick<Database, 'dataSource'>): PoolCounts {
  return (database.dataSource.driver as unknown as { master?: PoolCounts }).master ?? {};
}

function boundedLabels(most: number): (name: string) => string {
  const known = new Set<string>();
  return (name) => {
    if (known.size < most) known.add(name);
    return known.has(name) ? name : '(other)';
  };
}
