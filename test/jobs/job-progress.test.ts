import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/platform/database/open-database.js';
import { buildGraphqlSchema } from '../../src/platform/graphql/build-schema.js';
import { startTestServer, type TestServer } from '../server/test-server.js';
import { openTestDatabase } from '../support/database.js';
import { connect } from '../support/socket-client.js';
import { type JobProcess, openProcess, planner } from './jobs-support.js';

let database: Database;
let worker: JobProcess;
let other: JobProcess;
let server: TestServer;
let address: string;

beforeAll(async () => {
  database = await openTestDatabase();
  worker = openProcess(database);
  other = openProcess(database);
  worker.begin();
  // The server is another process than the one that works.
  server = await startTestServer({
    app: { schema: buildGraphqlSchema(other.room.resolvers) },
    keys: { planner: { name: 'planner', role: 'planner' }, stranger: { name: 'stranger', role: 'planner' } },
  });
  address = `ws://localhost:${await server.server.listen()}/graphql`;
});

afterAll(async () => {
  await server.close();
  await worker.room.close();
  await other.room.close();
  await database.close();
});

const QUERY = `subscription ($id: ID!) { jobProgress(id: $id) { state progress { incumbent bound gap } finishedAt } }`;
const as = (key: string) => connect(address, { params: { 'x-api-key': key } });
type Told = { jobProgress: { state: string; progress: object | null; finishedAt: string | null } };

test('a job of another process is told of until it has ended', async () => {
  const { id } = await worker.room.jobs.start('TEST', { does: 'WAIT' }, planner);
  const client = as('planner');
  const told: Told['jobProgress'][] = [];
  for await (const { data } of client.iterate<Told>({ query: QUERY, variables: { id } })) {
    told.push(data!.jobProgress);
    if (data!.jobProgress.progress) await worker.room.jobs.cancel(id, planner);
  }
  expect(told.at(-1)).toMatchObject({ state: 'CANCELLED', finishedAt: expect.any(String) });
  expect(told.at(-2)).toEqual({
    state: 'RUNNING',
    progress: { incumbent: 3, bound: 5, gap: 2 / 3 },
    finishedAt: null,
  });
  await client.dispose();
});

test('one that has ended is told once', async () => {
  const { id } = await worker.room.jobs.start('TEST', { does: 'ADD' }, planner);
  await expect.poll(() => worker.room.jobs.find(id, planner)).toMatchObject({ state: 'DONE' });
  const client = as('planner');
  const told: unknown[] = [];
  for await (const { data } of client.iterate({ query: QUERY, variables: { id } })) told.push(data);
  expect(told).toMatchObject([{ jobProgress: { state: 'DONE', progress: null } }]);
  await client.dispose();
});

test.each(['a job of somebody else', 'no job'])('%s is not told of', async (what) => {
  const job = await worker.room.jobs.start('TEST', { does: 'ADD' }, planner);
  const id = what === 'no job' ? 'nothing' : job.id;
  const client = as('stranger');
  const answers: unknown[] = [];
  for await (const answer of client.iterate({ query: QUERY, variables: { id } })) answers.push(answer);
  expect(answers).toMatchObject([{ errors: [{ extensions: { code: 'NOT_FOUND' } }] }]);
  await client.dispose();
});
