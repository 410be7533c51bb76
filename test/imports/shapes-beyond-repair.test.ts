import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EntityManager } from 'typeorm';
import type { Database } from '../../src/platform/database/open-database.js';
import { repairShapes } from '../../src/imports/check-shapes.js';
import { divisionsPlan } from '../../src/imports/datasets/divisions.plan.js';
import { IssueLog } from '../../src/imports/import-report.js';
import { Stage } from '../../src/imports/stage.js';
import { openTestDatabase } from '../support/database.js';

/** What the geometry library refuses. */
const REFUSED = `SELECT ST_RelateMatch(name, 'y') AS matches FROM (VALUES ('x'), ('z')) AS word(name)`;
/** A small loop at a corner, which can be repaired. */
const LOOP = 'POLYGON((0 0, 1 0, 1 1, 0.0001 1, -0.0001 0.9999, 0 1.0001, 0 0))';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** A stage of three invalid shapes whose statements about these rows run `instead`. */
async function repair(failing: readonly number[], instead: string) {
  const issues = new IssueLog();
  const left = await database.manager.transaction(async (tx) => {
    const query = (sql: string, parameters: unknown[] = []): Promise<unknown> => {
      const isHit =
        sql.includes('ST_MakeValid') && (parameters.length === 0 || failing.includes(Number(parameters[0])));
      return tx.query(
        isHit && failing.length > 0 ? instead : sql,
        isHit && failing.length > 0 ? [] : parameters,
      );
    };
    const stage = new Stage({ query } as unknown as EntityManager, divisionsPlan, issues, new Set());
    await stage.create();
    await tx.query(`INSERT INTO staged_import (place, row, key, shape)
      SELECT place, place + 10, '99', ST_Multi(ST_GeomFromText('${LOOP}', 4326)) FROM generate_series(1, 3) AS place`);
    await repairShapes(stage as unknown as Stage);
    return tx.query('SELECT place, rejected, ST_IsValid(shape) AS valid FROM staged_import ORDER BY place');
  });
  return { left, issues: issues.listed.map(({ code, row }) => [code, row]) };
}

it('names the row the geometry library gives up on and repairs the others', async () => {
  expect(await repair([2], REFUSED)).toEqual({
    left: [
      { place: 1, rejected: false, valid: true },
      { place: 2, rejected: true, valid: false },
      { place: 3, rejected: false, valid: true },
    ],
    issues: [
      ['INVALID_GEOMETRY', 12],
      ['GEOMETRY_REPAIRED', 11],
      ['GEOMETRY_REPAIRED', 13],
    ],
  });
});

it('repairs all in one statement where it does not', async () => {
  const { issues } = await repair([], '');
  expect(issues.map(([code]) => code)).toEqual(Array(3).fill('GEOMETRY_REPAIRED'));
});

it('lets any other failure end the import', async () => {
  await expect(repair([2], 'SELECT 1/0')).rejects.toMatchObject({ driverError: { code: '22012' } });
});
