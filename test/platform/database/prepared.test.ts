import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/platform/database/open-database.js';
import { queryPrepared } from '../../../src/platform/database/prepared.js';
import { countStatements } from '../../support/count-statements.js';
import { openTestDatabase } from '../../support/database.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

const SUM = `SELECT $1::float8 + $2::float8 AS sum, 'ü'::text AS word, '\\x00ff'::bytea AS bytes`;
const sum = async (a: number, b: number) => {
  const [row] = await queryPrepared<{ sum: number }>(database.manager, SUM, [a, b]);
  return row.sum;
};

describe('statements that come again and again', () => {
  it('answer as they do when sent anew, and are counted as statements', async () => {
    const { result, statements } = await countStatements(database, () =>
      queryPrepared(database.manager, SUM, [-1.5, 2e-7]),
    );
    expect(result).toEqual(await database.manager.query(SUM, [-1.5, 2e-7]));
    expect(statements).toEqual([SUM]);
  });

  it('are had by many at once, from the first time on, and read by the database once in a session', async () => {
    const asked = Array.from({ length: 40 }, (_, k) => sum(k, 0.25));
    expect(await Promise.all(asked)).toEqual(asked.map((_, k) => k + 0.25));
    const name = `SELECT name, count(*)::int AS times FROM pg_prepared_statements WHERE statement LIKE '%ü%'
      AND name <> '' GROUP BY name`;
    const known = await database.manager.query(name);
    expect(known.every(({ times }: { times: number }) => times === 1)).toBe(true);
    if (database.kind === 'embedded') expect(known).toHaveLength(1);
  });

  it('are given anew to a session that does not know them', async () => {
    await sum(1, 1);
    // As if the embedded database had been started anew; the connections of a server are never told so.
    if (database.kind === 'embedded') await database.manager.query('DEALLOCATE ALL');
    expect(await sum(1, 2)).toBe(3);
  });

  it('see what the transaction they are sent in has changed', async () => {
    await database.manager.transaction(async (tx) => {
      await tx.query(`INSERT INTO data_source (key, title, synthetic) VALUES ('new', 'New', true)`);
      const count = `SELECT count(*)::int AS count FROM data_source WHERE key = 'new'`;
      expect(await queryPrepared(tx, count)).toEqual([{ count: 1 }]);
    });
  });

  it('fail with the database’s own code, and work again', async () => {
    const share = `SELECT 1 / $1::float8 AS share`;
    for (let k = 0; k < 2; k++)
      await expect(queryPrepared(database.manager, share, [0])).rejects.toMatchObject({ code: '22012' });
    expect(await queryPrepared(database.manager, share, [4])).toEqual([{ share: 0.25 }]);
    const wrong = 'SELECT no_such_column';
    for (let k = 0; k < 2; k++)
      await expect(queryPrepared(database.manager, wrong)).rejects.toMatchObject({ code: '42703' });
  });
});
