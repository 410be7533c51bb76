import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../support/database.js';
import { translateDatabaseError } from '../../../src/platform/errors/translate-database-error.js';
import type { Database } from '../../../src/platform/database/open-database.js';
import { almostSameRings } from '../../support/almost-same-rings.js';

const [ring, ringWithMorePoints] = almostSameRings();
/** What GEOS refuses on either database. */
const REFUSED = `SELECT ST_RelateMatch(name, 'y') AS matches FROM (VALUES ('x'), ('z')) AS word(name)`;
/** What GEOS first throws over and then solves in another way, if it can catch what it threw. */
const HARD = 'SELECT ST_Area(ST_Intersection(a, b)) AS area FROM rings';
const isEmbedded = !process.env.DATABASE_URL;

describe('a statement that fails inside the geometry library, embedded or server', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.manager.query('CREATE TABLE rings (a geometry, b geometry)');
    await database.manager.query(
      'INSERT INTO rings VALUES (ST_GeomFromGeoJSON($1), ST_GeomFromGeoJSON($2))',
      [JSON.stringify(ring), JSON.stringify(ringWithMorePoints)],
    );
  });
  afterAll(() => database.close());

  const failure = async (statement: string, on = database.manager): Promise<Error> => {
    const rows: unknown[] | Error = await on.query(statement).catch((error: Error) => error);
    expect(rows).toBeInstanceOf(Error);
    return rows as unknown as Error;
  };

  it("is an error with the library's words, and the next answers are right", async () => {
    for (let round = 0; round < 3; round++) {
      expect(await failure(REFUSED)).toMatchObject({
        driverError: { code: 'XX000', message: expect.stringContaining('Unknown dimension symbol') },
      });
      expect(await database.manager.query('SELECT $1::int AS round', [round])).toEqual([{ round }]);
      expect(await database.manager.query('SELECT count(*)::int AS n FROM rings')).toEqual([{ n: 1 }]);
    }
  });

  it('never answers with too little: the overlap of hard rings is right or an error', async () => {
    const [{ whole }] = await database.manager.query('SELECT ST_Area(a) AS whole FROM rings');
    if (isEmbedded) expect(String(await failure(HARD))).toContain('found non-noded intersection');
    else expect((await database.manager.query(HARD))[0].area).toBeCloseTo(whole, 9);
    const [{ area }] = await database.manager.query(
      'SELECT ST_Area(ST_Intersection(a, b, 1e-8)) AS area FROM rings',
    );
    expect(area).toBeCloseTo(whole, 6);
  });

  it('fails its transaction, which is undone', async () => {
    await expect(
      database.manager.transaction(async (tx) => {
        await tx.query(`INSERT INTO data_source (key, title) VALUES ('undone', 'Undone')`);
        await failure(REFUSED, tx);
        await tx.query('SELECT 1');
      }),
    ).rejects.toMatchObject({ driverError: { code: '25P02' } });
    expect(await database.manager.query(`SELECT 1 FROM data_source WHERE key = 'undone'`)).toEqual([]);
  });

  it('can be caught by a savepoint', async () => {
    await database.manager.transaction(async (tx) => {
      await tx.query('SAVEPOINT before');
      await failure(REFUSED, tx);
      await tx.query('ROLLBACK TO before');
      expect(await tx.query('SELECT 7 AS seven')).toEqual([{ seven: 7 }]);
    });
  });

  it('stays right when many clients ask at once and some fail', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 60 }, (_, i) =>
        database.manager.query(
          i % 3 === 0 ? REFUSED : i % 3 === 1 ? 'SELECT 1 / $1::int' : 'SELECT 100 + $1::int AS n',
          i % 3 === 0 ? [] : [i % 3 === 1 ? 0 : i],
        ),
      ),
    );
    answers.forEach((answer, i) => {
      if (i % 3 === 2) expect(answer).toMatchObject({ status: 'fulfilled', value: [{ n: 100 + i }] });
      else expect(answer).toMatchObject({ reason: { driverError: { code: i % 3 ? '22012' : 'XX000' } } });
    });
  });

  it('does not wear the database out', { timeout: 60_000 }, async () => {
    for (let i = 0; i < 2500; i++) await failure(i % 10 ? 'SELECT 1 / 0' : REFUSED);
    expect(await database.manager.query('SELECT count(*)::int AS n FROM rings')).toEqual([{ n: 1 }]);
  });

  it('is told to users in plain words', async () => {
    expect(translateDatabaseError(await failure(REFUSED))).toMatchObject({
      code: 'FAILED_PRECONDITION',
      message: expect.stringContaining('outlines'),
    });
  });
});
