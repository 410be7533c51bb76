import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  A,
  B,
  COUNTY,
  gridNetwork,
  gridTown,
  publishNetwork,
  type TownDemand,
  writeTown,
} from '../support/grid-town.js';
import { makeSolvesHard } from '../support/hard-siting-problem.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';
import { watchWorkers, worked } from '../support/watch-workers.js';

const SIZE = 20;
let state = 7;
const draw = (below: number) => (state = (state * 48271) % 2147483647) % below;
const demand: TownDemand[] = Array.from({ length: 200 }, (_, at) => ({
  id: `p${at}`,
  at: [draw(SIZE), draw(SIZE)],
  division: at % 2 ? A : B,
  elderly60: 1 + draw(60),
}));

const ARGUMENTS = `divisionCode: "${COUNTY}", service: STATION, walkMinutes: 5, speedMetersPerSecond: 1,
  asOf: "2025-01-01", candidateSource: NETWORK_NODES`;
const EASY = `${ARGUMENTS}, count: 1`;
const HARD = `${ARGUMENTS}, count: 25, timeLimitSeconds: 600`;

const OUTCOME = `__typename ... on SitingInfeasible { reason message }
  ... on SitingPlan { status objectivePeople upperBoundPeople gap dataHash uncoverablePeople
    sites { order candidateId name peopleNewlyCovered location division { code } }
    coverageBefore { ratio } coverageAfter { ratio } children { division { code } after { coveredPeople } }
    settings { count candidates } uncoverablePoints(first: 3) { totalCount edges { node { people } } } }`;
const JOB = `id kind state attempts askedBy progress { incumbent bound gap seconds } error { code message }`;

describe('siting as a job', () => {
  let rooms: TestRooms;
  const threads = watchWorkers();
  beforeAll(async () => {
    rooms = await openTestRooms();
    await writeTown(rooms.database.manager, { divisions: gridTown.divisions, facilities: [], demand });
    await publishNetwork(rooms.database.manager, gridNetwork(SIZE));
    const tell = () => {};
    rooms.jobs.begin({ atOnce: 1, log: { info: tell, warn: tell, error: console.error } as never });
  });
  afterAll(async () => {
    threads.stop();
    await rooms.close();
  });

  const start = async (args: string): Promise<Json> =>
    (await rooms.data(`mutation { startSiting(${args}) { ${JOB} } }`)).startSiting;
  const read = async (id: string, fields = ''): Promise<Json> =>
    (await rooms.data(`{ job(id: "${id}") { ${JOB} ${fields} } }`)).job;

  /** What is stored of a question. */
  async function questionOf(args: string): Promise<Json> {
    const { question } = await read((await start(args)).id, 'question');
    return JSON.parse(question);
  }

  async function until(id: string, holds: (job: Json) => boolean): Promise<Json> {
    for (let tries = 0; tries < 600; tries++) {
      const job = await read(id);
      if (holds(job)) return job;
      await sleep(50);
    }
    throw new Error(`still ${JSON.stringify(await read(id))}`);
  }

  it('is asked for as docs/jobs.md says', () => {
    const page = readFileSync(new URL('../../docs/jobs.md', import.meta.url), 'utf8');
    const queries = [...page.matchAll(/```graphql\n([^]*?)```/g)].map(([, query]) => query!);
    const inScript = /subscription [^`]*/.exec(page)![0];
    expect(queries).toHaveLength(2);
    for (const query of [...queries, inScript]) expect(validate(rooms.schema, parse(query))).toEqual([]);
  });

  it('gives what proposeSites gives', { timeout: 240_000 }, async () => {
    const { proposeSites } = await rooms.data(`{ proposeSites(${EASY}) { ${OUTCOME} } }`);
    const { id, ...job } = await start(EASY);
    expect(job).toMatchObject({ kind: 'SITING', state: 'QUEUED', askedBy: 'tester', progress: null });
    expect(await until(id, ({ state }) => state !== 'QUEUED' && state !== 'RUNNING')).toMatchObject({
      state: 'DONE',
      error: null,
      progress: { incumbent: proposeSites.objectivePeople, bound: proposeSites.objectivePeople, gap: 0 },
    });
    const { result } = await read(id, `result { ${OUTCOME} }`);
    expect(result).toEqual(proposeSites);
  });

  it('ends with the reason where there is no plan', async () => {
    const { id } = await start(
      `${ARGUMENTS}, count: 500, candidateSource: IMPORTED`.replace(', candidateSource: NETWORK_NODES', ''),
    );
    await until(id, ({ state }) => state === 'DONE');
    expect((await read(id, `result { ${OUTCOME} }`)).result).toMatchObject({
      __typename: 'SitingInfeasible',
      reason: 'NO_CANDIDATES',
    });
  });

  it('fails with the code of the question where the data have changed meanwhile', async () => {
    const { id } = await rooms.jobs.jobs.start(
      'SITING',
      { ...(await questionOf(EASY)), divisionCode: '110000000000' },
      { actor: 'tester', role: 'planner' },
    );
    expect(await until(id, ({ state }) => state === 'FAILED')).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    expect(await read(id, `result { __typename }`)).toMatchObject({ result: null });
  });

  it('is refused at once, with nothing stored, for a question that cannot be asked', async () => {
    const count = async () => (await rooms.data('{ jobs { totalCount } }')).jobs.totalCount;
    const before = await count();
    for (const [args, role, code] of [
      [`${ARGUMENTS}, count: 0`, 'planner', 'BAD_USER_INPUT'],
      [`${ARGUMENTS}`, 'planner', 'BAD_USER_INPUT'],
      [`${ARGUMENTS}, count: 1, timeLimitSeconds: 1e9`, 'planner', 'BAD_USER_INPUT'],
      [EASY.replace(COUNTY, '110000000000'), 'planner', 'NOT_FOUND'],
      [EASY, 'public', 'UNAUTHENTICATED'],
      [EASY, 'resources', 'FORBIDDEN'],
    ] as const) {
      const refused = await rooms.refusal(`mutation { startSiting(${args}) { id } }`, { role });
      expect(refused.code).toBe(code);
    }
    expect(await count()).toBe(before);
  });

  it(
    'shows incumbent and bound while it runs; cancelled, it ends within 200 ms and leaves no thread at work',
    { timeout: 240_000 },
    async () => {
      const hard = makeSolvesHard();
      const { id } = await start(HARD);
      const { progress } = await until(id, ({ progress, state }) => progress !== null || state === 'DONE');
      expect(progress.bound).toBeGreaterThanOrEqual(progress.incumbent);
      expect(progress.seconds).toBeGreaterThan(0);
      const asked = performance.now();
      const { cancelJob } = await rooms.data(`mutation { cancelJob(id: "${id}") { ${JOB} } }`);
      expect(cancelJob).toMatchObject({ state: 'CANCELLED', error: null });
      await expect.poll(() => threads.ended().at).toBeGreaterThan(asked);
      expect(threads.ended().at - asked).toBeLessThan(200);
      const workedBefore = worked();
      await sleep(1500);
      expect(worked() - workedBefore).toBeLessThan(500);
      hard.mockRestore();
      // The room for the next one is free.
      const next = await start(EASY);
      await until(next.id, ({ state }) => state === 'DONE');
    },
  );

  it('waits its turn, and is listed the latest first', { timeout: 240_000 }, async () => {
    const hard = makeSolvesHard();
    const first = await start(HARD);
    const second = await start(EASY);
    await until(first.id, ({ state }) => state === 'RUNNING');
    const { jobs } = await rooms.data(
      `{ jobs(first: 2) { edges { node { id state question } cursor } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(jobs.edges.map(({ node }: Json) => [node.id, node.state])).toEqual([
      [second.id, 'QUEUED'],
      [first.id, 'RUNNING'],
    ]);
    expect(JSON.parse(jobs.edges[1].node.question)).toMatchObject({ divisionCode: COUNTY, count: 25 });
    const { jobs: more } = await rooms.data(
      `{ jobs(first: 2, after: "${jobs.pageInfo.endCursor}") { edges { node { id } } } }`,
    );
    expect(more.edges.map(({ node }: Json) => node.id)).not.toContain(first.id);
    const { jobs: waiting } = await rooms.data('{ jobs(state: QUEUED) { totalCount } }');
    expect(waiting.totalCount).toBe(1);
    hard.mockRestore();
    await rooms.data(`mutation { cancelJob(id: "${first.id}") { id } }`);
    await until(second.id, ({ state }) => state === 'DONE');
  });
});
