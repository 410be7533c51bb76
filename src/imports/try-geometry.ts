import { isGeometryFailure } from '../platform/errors/translate-database-error.js';
import type { StagedRows } from './staged-rows.js';

/**
 * Runs a statement of the import's transaction; null where the database's geometry library gives up on a shape in it:
 * the transaction then stands as it did before.
 * @throws whatever else goes wrong
 */
export async function tryGeometry<T>(
  stage: Pick<StagedRows, 'query'>,
  sql: string,
  parameters: unknown[] = [],
): Promise<T | null> {
  await stage.query('SAVEPOINT before_geometry');
  try {
    const answer = await stage.query<T>(sql, parameters);
    await stage.query('RELEASE SAVEPOINT before_geometry');
    return answer;
  } catch (error) {
    if (!isGeometryFailure(error)) throw error;
    await stage.query('ROLLBACK TO SAVEPOINT before_geometry');
    return null;
  }
}
