// Audits the estates of a seeded database through GraphQL, in a process that does nothing else, and tells its parent what
// that costs. Arguments: the database's address, the number of estates.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { graphql } from 'graphql';
import { composeRooms, entities } from '../../src/app.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { buildGraphqlSchema } from '../../src/platform/graphql/build-schema.js';
import { createRequestContext } from '../../src/platform/graphql/request-context.js';
import { GRID_COUNTY } from './grid-county.js';
import { MIN_RUNS, quantile } from './measure.js';
import { OwnWork } from './own-work.js';
import { peakMegabytes } from './peak-megabytes.js';

const WARM_UP = 2;

const QUERY = `query ($code: ID!, $asOf: Date!) { estateAudit(divisionCode: $code, asOf: $asOf) {
  totals { estates counted inDeficit inBreach requiredSquareMeters { exact } deficitSquareMeters { exact } }
  levels { level units within { deficitSquareMeters { exact } } elsewhere { estates } }
  estates(first: 50) { totalCount edges { node { estateId deficitSquareMeters { exact } rule { id clause } } } }
  findingCounts { code estates findings open } } }`;

/** What auditing so many estates costs; medians of the runs, milliseconds. */
export interface AuditCost {
  readonly estates: number;
  /** The very first question of the process, when nothing is cached and no code is compiled. */
  readonly first: number;
  /** After a change of the data: everything is read and judged anew. */
  readonly anew: number;
  /** Statements of that. */
  readonly statements: number;
  /** Longest stretch the main thread worked meanwhile without a turn of its event loop: its own time, and by the clock. */
  readonly ownWork: number;
  readonly block: number;
  /** Nothing read, everything judged. */
  readonly otherDate: number;
  readonly again: number;
  /** Of the process, over all its runs. */
  readonly peakMegabytes: number;
}

type Run = Pick<AuditCost, 'anew' | 'statements' | 'ownWork' | 'block' | 'otherDate' | 'again'>;

const [url, size] = process.argv.slice(2);
const estates = Number(size);
const database = await openDatabase({ url, directory: '', entities, statementTimeoutMillis: 600_000 });
let statements = 0;
const ignore = () => undefined;
Object.assign(database.dataSource, {
  logger: {
    ...{ logQuery: () => statements++, logQueryError: ignore, logQuerySlow: ignore },
    ...{ logSchemaBuild: ignore, logMigration: ignore, log: ignore },
  },
});
const schema = buildGraphqlSchema(composeRooms(database).resolvers);
const work = new OwnWork();
work.begin();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

const first = await ask('2024-12-31');
const runs: Run[] = [];
for (let round = 0; round < WARM_UP + MIN_RUNS; round++) {
  const run = await measure(`2025-${String((round % 12) + 1).padStart(2, '0')}`);
  if (round >= WARM_UP) runs.push(run);
}
const median = (of: (run: Run) => number) => quantile(runs.map(of), 0.5);
const cost: AuditCost = {
  ...{ estates, first, statements: runs[0].statements },
  ...{ anew: median(({ anew }) => anew), otherDate: median(({ otherDate }) => otherDate) },
  ...{ again: median(({ again }) => again), ownWork: median(({ ownWork }) => ownWork) },
  ...{ block: median(({ block }) => block), peakMegabytes: peakMegabytes() },
};
process.stdout.write(JSON.stringify(cost), () => process.exit(0));

async function measure(month: string): Promise<Run> {
  // As after an import.
  await database.manager.query(
    `UPDATE dataset_revision SET revision = revision + 1 WHERE dataset = 'estates'`,
  );
  const before = statements;
  delay.reset();
  work.take();
  const anew = await ask(`${month}-01`);
  const [block, ownWork] = [delay.max / 1e6, work.take()];
  const asked = statements - before;
  const otherDate = await ask(`${month}-15`);
  const again = await ask(`${month}-01`);
  return { anew, statements: asked, ownWork, block, otherDate, again };
}

/** @returns milliseconds */
async function ask(asOf: string): Promise<number> {
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
}
