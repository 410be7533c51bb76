import type { Logger } from 'typeorm';
import type { Database } from '../../src/platform/database/open-database.js';

/** Runs something and returns its result with the SQL statements TypeORM sent meanwhile. */
export async function countStatements<T>(
  database: Database,
  run: () => Promise<T>,
): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = [];
  const ignore = () => undefined;
  const logger: Logger = {
    logQuery: (query) => void statements.push(query),
    logQueryError: ignore,
    logQuerySlow: ignore,
    logSchemaBuild: ignore,
    logMigration: ignore,
    log: ignore,
  };
  const { dataSource } = database;
  const before = dataSource.logger;
  dataSource.logger = logger;
  try {
    return { result: await run(), statements };
  } finally {
    dataSource.logger = before;
  }
}
