// What a scorecard costs: a county with its towns and communities, four readings each, on the embedded database and on
// PostgreSQL, and how it grows with the number of communities. Alone: node dist/bench/scorecard.js
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { graphql } from 'graphql';
import type { Logger } from 'typeorm';
import { generateSampleRegion } from '../geodata/sample/generate-sample-region.js';
import { composeRooms, entities } from '../src/app.js';
import { loadSampleRegion } from '../src/imports/index.js';
import { type Database, migrateDatabase, openDatabase } from '../src/platform/database/open-database.js';
import { buildGraphqlSchema } from '../src/platform/graphql/build-schema.js';
import { createRequestContext } from '../src/platform/graphql/request-context.js';
import type { Finding } from './compare-with-peers.js';
import { GRID_COUNTY, seedGridCounty } from './support/grid-county.js';
import { MIN_RUNS, quantile } from './support/measure.js';

const SUCHENG = '321302000000';
const SIZES = [208, 2_000, 20_000];
const WARM_UP = 5;
const EMBEDDED_LIMIT = 200;
const SERVER_LIMIT = 100;

const QUERY = `query ($code: ID!, $after: String) { scorecard(divisionCode: $code, asOf: "2025-06-30") {
  lines { numerator denominator value attainment unitsShort status inConflict pace { expected ahead }
    target { value deadline indicator { key nameZh } clause { clause } } }
  parts(levels: [SUBDISTRICT, TOWN, TOWNSHIP, COMMUNITY, VILLAGE], service: STATION, first: 1000, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { divisionCode name coverage {
      presence { level numerator denominator ratio } population { coveredPeople totalPeople ratio }
      households { coveredHouseholds totalHouseholds ratio } area { coveredSquareMeters totalSquareMeters ratio } } } } } } }`;

interface ScorecardCost {
  readonly millis: number;
  readonly statements: number;
  readonly parts: number;
}

/** Rows for the results page: both databases at 208 communities, then growth on the embedded one. */
export async function scorecardCosts(): Promise<Finding[]> {
  const findings: Finding[] = [];
  const sample = (database: Database) =>
    loadSampleRegion({ manager: database.manager, region: generateSampleRegion() });
  const embedded = await onEmbedded(sample, SUCHENG);
  findings.push(finding('embedded database', embedded, EMBEDDED_LIMIT));
  const url = process.env.DATABASE_URL;
  if (url) findings.push(finding('PostgreSQL', await onServer(url, sample, SUCHENG), SERVER_LIMIT));
  const growth: ScorecardCost[] = [];
  for (const units of SIZES) {
    growth.push(await onEmbedded(({ manager }) => seedGridCounty(manager, units), GRID_COUNTY));
  }
  const perPart = growth.map(({ millis, parts }) => (millis / parts) * 1000);
  findings.push({
    name: `scorecard of ${SIZES.map((size) => size.toLocaleString('en')).join(', ')} made-up communities and their towns, embedded, every page`,
    value: growth
      .map(({ millis, statements }) => `${millis.toFixed(0)} ms (${statements} statements)`)
      .join(', '),
    target: '',
  });
  findings.push({
    name: 'the same per division',
    value: perPart.map((micros) => `${micros.toFixed(0)} µs`).join(', '),
    target: 'linear',
  });
  return findings;
}

function finding(where: string, { millis, statements, parts }: ScorecardCost, limit: number): Finding {
  return {
    name: `scorecard of a county with ${parts} towns and communities, four readings each, warm, ${where}, ${statements} statements`,
    value: `${millis.toFixed(0)} ms`,
    target: `≤ ${limit} ms`,
  };
}

type Fill = (database: Database) => Promise<unknown>;

async function onEmbedded(fill: Fill, code: string): Promise<ScorecardCost> {
  const directory = mkdtempSync(path.join(tmpdir(), 'carecircle-bench-'));
  try {
    return await measure(
      await openDatabase({ url: null, directory, entities, statementTimeoutMillis: 600_000 }),
      fill,
      code,
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function onServer(url: string, fill: Fill, code: string): Promise<ScorecardCost> {
  const settings = { directory: '', entities, statementTimeoutMillis: 600_000 };
  const name = 'carecircle_bench_scorecard';
  const outer = await openDatabase({ ...settings, url });
  await outer.manager.query(`DROP DATABASE IF EXISTS ${name}`);
  await outer.manager.query(`CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  try {
    return await measure(await openDatabase({ ...settings, url: own.href }), fill, code);
  } finally {
    await outer.manager.query(`DROP DATABASE IF EXISTS ${name}`);
    await outer.close();
  }
}

async function measure(database: Database, fill: Fill, code: string): Promise<ScorecardCost> {
  await migrateDatabase(database);
  const rooms = composeRooms(database);
  try {
    await rooms.indicators.prepare();
    await fill(database);
    const schema = buildGraphqlSchema(rooms.resolvers);
    const ask = async (after: string | null) => {
      const contextValue = createRequestContext(
        { actor: 'bench', role: 'planner' },
        new AbortController().signal,
      );
      const { data, errors } = await graphql({
        schema,
        source: QUERY,
        variableValues: { code, after },
        contextValue,
      });
      if (errors) throw errors[0];
      return (data!.scorecard as { parts: Page }).parts;
    };
    const statements = countStatements(database);
    const millis: number[] = [];
    let cost = { statements: 0, parts: 0 };
    for (let round = 0; round < WARM_UP + MIN_RUNS; round++) {
      const [before, begin] = [statements(), performance.now()];
      let parts = 0;
      for (let after: string | null = null; ;) {
        const page: Page = await ask(after);
        parts += page.edges.length;
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      if (round >= WARM_UP) millis.push(performance.now() - begin);
      cost = { statements: statements() - before, parts };
    }
    console.log(
      `bench: scorecard of ${cost.parts} divisions, ${quantile(millis, 0.5).toFixed(0)} ms, ${cost.statements} statements`,
    );
    return { millis: quantile(millis, 0.5), ...cost };
  } finally {
    await rooms.accessibility.close();
    await rooms.solver.close();
    await database.close();
  }
}

interface Page {
  readonly edges: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

function countStatements({ dataSource }: Database): () => number {
  let count = 0;
  const ignore = () => undefined;
  const logger: Logger = {
    logQuery: () => void count++,
    logQueryError: ignore,
    logQuerySlow: ignore,
    logSchemaBuild: ignore,
    logMigration: ignore,
    log: ignore,
  };
  dataSource.logger = logger;
  return () => count;
}

if (process.argv[1]?.endsWith('scorecard.js')) {
  for (const { name, value, target } of await scorecardCosts())
    console.log(`${name}: ${value} ${target && `(${target})`}`);
}
