// What auditing housing estates costs on PostgreSQL: 10,000 of them end to end, and how it grows to 100,000.
// Needs DATABASE_URL. Alone: node dist/bench/estates.js
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { graphql } from 'graphql';
import { composeRooms, entities } from '../src/app.js';
import { type Database, migrateDatabase, openDatabase } from '../src/platform/database/open-database.js';
import { buildGraphqlSchema } from '../src/platform/graphql/build-schema.js';
import { createRequestContext } from '../src/platform/graphql/request-context.js';
import type { Finding } from './compare-with-peers.js';
import { GRID_COUNTY } from './support/grid-county.js';
import { seedGridEstates } from './support/grid-estates.js';
import { MIN_RUNS, quantile } from './support/measure.js';
import { OwnWork } from './support/own-work.js';

const SIZES = [10_000, 30_000, 100_000];
const WARM_UP = 2;
const LIMIT_MILLIS = 1_000;
const DATABASE = 'carecircle_bench_estates';

const QUERY = `query ($code: ID!, $asOf: Date!) { estateAudit(divisionCode: $code, asOf: $asOf) {
  totals { estates counted inDeficit inBreach requiredSquareMeters { exact } deficitSquareMeters { exact } }
  levels { level units within { deficitSquareMeters { exact } } elsewhere { estates } }
  estates(first: 50) { totalCount edges { node { estateId deficitSquareMeters { exact } rule { id clause } } } }
  findingCounts { code estates findings open } } }`;

interface AuditCost {
  readonly estates: number;
  readonly millis: number;
  readonly statements: number;
  /** Longest stretch the main thread worked without a turn of its event loop. */
  readonly ownWorkMillis: number;
  readonly blockMillis: number;
  readonly otherDate: number;
  readonly again: number;
}

/** Rows for the results page; none without a server. */
export async function estateCosts(): Promise<Finding[]> {
  const url = process.env.DATABASE_URL;
  if (!url) {
    console.log('bench: estates are not audited: DATABASE_URL names no server.');
    return [];
  }
  const costs: AuditCost[] = [];
  for (const size of SIZES) costs.push(await onServer(url, size));
  const [first] = costs;
  const list = (of: (cost: AuditCost) => string) => costs.map(of).join(', ');
  const sizes = list(({ estates }) => estates.toLocaleString('en'));
  return [
    {
      name: `${first.estates.toLocaleString('en')} estates audited end to end after a change of the data: read, judged, pools walked, summed at every level, findings counted, worst 50 listed; PostgreSQL, ${first.statements} statements`,
      value: `${first.millis.toFixed(0)} ms`,
      target: `≤ ${LIMIT_MILLIS} ms`,
    },
    {
      name: `the same for ${sizes} estates`,
      value: list(({ millis, statements }) => `${millis.toFixed(0)} ms (${statements} statements)`),
      target: '',
    },
    {
      name: 'the same per estate',
      value: list(({ millis, estates }) => `${((millis / estates) * 1000).toFixed(0)} µs`),
      target: 'linear',
    },
    {
      name: `on another date, nothing read anew, ${sizes} estates`,
      value: list(({ otherDate }) => `${otherDate.toFixed(0)} ms`),
      target: '',
    },
    {
      name: `asked again on the same date, ${sizes} estates`,
      value: list(({ again }) => `${again.toFixed(0)} ms`),
      target: '',
    },
    {
      name: `longest block of the event loop while ${sizes} estates are audited, medians of the runs`,
      value: list(
        ({ blockMillis, ownWorkMillis }) =>
          `${blockMillis.toFixed(1)} ms (of own work ${ownWorkMillis.toFixed(1)} ms)`,
      ),
      target: '≤ 20 ms',
    },
  ];
}

async function onServer(url: string, estates: number): Promise<AuditCost> {
  const settings = { directory: '', entities, statementTimeoutMillis: 600_000 };
  const outer = await openDatabase({ ...settings, url });
  await outer.manager.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
  await outer.manager.query(`CREATE DATABASE ${DATABASE}`);
  const own = new URL(url);
  own.pathname = `/${DATABASE}`;
  try {
    return await measure(await openDatabase({ ...settings, url: own.href }), estates);
  } finally {
    await outer.manager.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
    await outer.close();
  }
}

async function measure(database: Database, estates: number): Promise<AuditCost> {
  await migrateDatabase(database);
  const rooms = composeRooms(database);
  try {
    await rooms.indicators.prepare();
    await seedGridEstates(database.manager, estates);
    const schema = buildGraphqlSchema(rooms.resolvers);
    const ask = async (asOf: string): Promise<number> => {
      const begin = performance.now();
      const contextValue = createRequestContext(
        { actor: 'bench', role: 'planner' },
        new AbortController().signal,
      );
      const variableValues = { code: GRID_COUNTY, asOf };
      const { data, errors } = await graphql({ schema, source: QUERY, variableValues, contextValue });
      if (errors) throw errors[0];
      const { totals } = data!.estateAudit as { totals: { estates: number } };
      if (totals.estates !== estates) throw new Error(`${totals.estates} of ${estates} estates were audited`);
      return performance.now() - begin;
    };
    let statements = 0;
    Object.assign(database.dataSource, { logger: countingLogger(() => statements++) });
    const runs: {
      millis: number;
      otherDate: number;
      again: number;
      block: number;
      own: number;
      statements: number;
    }[] = [];
    const work = new OwnWork();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    for (let round = 0; round < WARM_UP + MIN_RUNS; round++) {
      const asOf = `2025-${String((round % 12) + 1).padStart(2, '0')}-01`;
      // As after an import: everything is read anew.
      await database.manager.query(
        `UPDATE dataset_revision SET revision = revision + 1 WHERE dataset = 'estates'`,
      );
      const before = statements;
      delay.reset();
      work.take();
      const millis = await ask(asOf);
      const [block, own] = [delay.max / 1e6, work.take()];
      const asked = statements - before;
      const otherDate = await ask(`${asOf.slice(0, 8)}15`);
      const again = await ask(asOf);
      if (round >= WARM_UP) runs.push({ millis, otherDate, again, block, own, statements: asked });
    }
    delay.disable();
    const median = (of: (run: (typeof runs)[number]) => number) => quantile(runs.map(of), 0.5);
    const cost = {
      estates,
      millis: median(({ millis }) => millis),
      statements: runs[0].statements,
      ownWorkMillis: median(({ own }) => own),
      blockMillis: median(({ block }) => block),
      otherDate: median(({ otherDate }) => otherDate),
      again: median(({ again }) => again),
    };
    console.log(`bench: ${estates} estates audited, ${cost.millis.toFixed(0)} ms`);
    return cost;
  } finally {
    await rooms.accessibility.close();
    await rooms.siting.close();
    await rooms.meals.close();
    await rooms.solver.close();
    await database.close();
  }
}

function countingLogger(logQuery: () => void) {
  const ignore = () => undefined;
  return {
    ...{ logQuery, logQueryError: ignore, logQuerySlow: ignore },
    ...{ logSchemaBuild: ignore, logMigration: ignore, log: ignore },
  };
}

if (process.argv[1]?.endsWith('estates.js')) {
  for (const { name, value, target } of await estateCosts())
    console.log(`${name}: ${value} ${target && `(${target})`}`);
}
