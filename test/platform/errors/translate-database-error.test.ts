import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/platform/database/open-database.js';
import { translateDatabaseError } from '../../../src/platform/errors/translate-database-error.js';
import { openTestDatabase } from '../../support/database.js';

describe('translateDatabaseError', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.manager.query(`INSERT INTO data_source (key, title) VALUES ('known', 'Known')`);
  });
  afterAll(() => database.close());

  async function failureOf(statement: string, parameters: unknown[] = []) {
    const error = await database.manager.query(statement, parameters).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    return translateDatabaseError(error);
  }

  it.each([
    ['a key that is taken', `INSERT INTO data_source (key, title) VALUES ('known', 'Again')`, 'CONFLICT'],
    [
      'a reference to nothing',
      `INSERT INTO facility_status (facility_id, valid_from, status) VALUES ('nowhere', '2025-01-01', 'OPERATING')`,
      'BAD_USER_INPUT',
    ],
    ['a missing value', `INSERT INTO api_key (name, role) VALUES ('x', 'admin')`, 'BAD_USER_INPUT'],
    [
      'a broken rule',
      `INSERT INTO api_key (name, role, key_hash) VALUES ('x', 'king', repeat('0', 64))`,
      'BAD_USER_INPUT',
    ],
    ['a text that is no number', `SELECT 'ten'::int`, 'BAD_USER_INPUT'],
    ['a number out of range', `SELECT 99999999999::int`, 'BAD_USER_INPUT'],
    ['a date that does not exist', `SELECT '2025-02-30'::date`, 'BAD_USER_INPUT'],
  ])('says what %s means', async (_name, statement, code) => {
    const error = await failureOf(statement);
    expect(error?.code).toBe(code);
    expect(error?.message).toMatch(/^[A-Z].*\.$/);
    expect(JSON.stringify([error?.message, error?.details])).not.toMatch(/INSERT|SELECT|nowhere|king/);
  });

  it('names the constraint that was broken', async () => {
    const error = await failureOf(
      `INSERT INTO api_key (name, role, key_hash) VALUES ('x', 'king', repeat('0', 64))`,
    );
    expect(error?.details).toMatchObject({ constraint: 'api_key_role_check', table: 'api_key' });
  });

  it('leaves our own mistakes unknown', async () => {
    expect(await failureOf('SELECT no_such_column FROM data_source')).toBeNull();
    expect(translateDatabaseError(new Error('anything else'))).toBeNull();
    expect(translateDatabaseError('text')).toBeNull();
  });

  it('knows a database that cannot be reached', () => {
    expect(translateDatabaseError(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))?.code).toBe(
      'UNAVAILABLE',
    );
    expect(translateDatabaseError(new Error('Connection terminated unexpectedly'))?.code).toBe('UNAVAILABLE');
    expect(translateDatabaseError(Object.assign(new Error('gone'), { code: '08006' }))?.code).toBe(
      'UNAVAILABLE',
    );
  });

  it.skipIf(!process.env.DATABASE_URL)('knows a statement that took too long', async () => {
    const slow = database.manager.transaction(async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 50');
      await tx.query('SELECT pg_sleep(5)');
    });
    const error = await slow.catch((reason: unknown) => reason);
    expect(translateDatabaseError(error)?.code).toBe('DEADLINE_EXCEEDED');
  });
});
