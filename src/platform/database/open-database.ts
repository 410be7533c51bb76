import path from 'node:path';
import { DataSource, type EntityManager } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { PlanningError } from '../errors/planning-error.js';
import { holderOf } from './directory-lock.js';
import { EmbeddedDatabase } from './embedded-database.js';

export interface DatabaseOptions {
  /** postgres:// URL of a server; null uses the embedded database. */
  readonly url: string | null;
  /** Folder of the embedded database; null keeps it in memory. */
  readonly directory: string | null;
  /** Dumped data directory to start the embedded database from. */
  readonly image?: string;
  /** TypeORM entities. */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type for a class
  readonly entities: readonly Function[];
  readonly statementTimeoutMillis: number;
  /** The embedded database where it was started ahead. */
  readonly embedded?: Promise<EmbeddedDatabase> | null;
}

/** One open database, embedded or server, behind TypeORM. */
export interface Database {
  readonly kind: 'embedded' | 'server';
  readonly dataSource: DataSource;
  readonly manager: EntityManager;
  readonly embedded: EmbeddedDatabase | null;
  close(): Promise<void>;
}

const EMBEDDED_CONNECTIONS = 4;
const SERVER_CONNECTIONS = 10;

/**
 * Opens the database. A folder another live process of this user holds is reached through that process's socket.
 * @throws PlanningError UNAVAILABLE when the server cannot be reached, CONFLICT when the folder cannot be shared.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  let embedded: EmbeddedDatabase | null = null;
  let connection: Record<string, unknown>;
  if (options.embedded) embedded = await options.embedded;
  if (options.url) {
    connection = {
      url: options.url,
      extra: {
        max: SERVER_CONNECTIONS,
        statement_timeout: options.statementTimeoutMillis,
        // The server ends a statement whose client has gone, and compiles none: PostGIS prices its functions so high
        // that it would compile statements of a few milliseconds, which takes it a second.
        options: '-c client_connection_check_interval=500 -c jit=off',
      },
    };
  } else if (!embedded && options.directory && holderOf(options.directory) !== null) {
    connection = {
      ...LOCAL_USER,
      extra: { host: path.resolve(options.directory), max: EMBEDDED_CONNECTIONS },
    };
  } else {
    embedded ??= await EmbeddedDatabase.start({ directory: options.directory, image: options.image });
    const started = embedded;
    connection = { ...LOCAL_USER, extra: { stream: () => started.connect(), max: EMBEDDED_CONNECTIONS } };
  }
  const dataSource = new DataSource({
    type: 'postgres',
    ...connection,
    entities: [...options.entities] as never[],
    migrations,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    synchronize: false,
    logging: false,
  });
  try {
    await dataSource.initialize();
  } catch (error) {
    await embedded?.close();
    throw unreachable(error, options);
  }
  return {
    kind: options.url ? 'server' : 'embedded',
    dataSource,
    manager: dataSource.manager,
    embedded,
    async close() {
      await dataSource.destroy();
      await embedded?.close();
    },
  };
}

const LOCAL_USER = { username: 'postgres', database: 'postgres' };

/** Brings the schema up to date. On a server, processes that start together take turns. */
export async function migrateDatabase(database: Database): Promise<number> {
  const turn = database.dataSource.createQueryRunner();
  try {
    if (database.kind === 'server') await turn.query('SELECT pg_advisory_lock(7236001)');
    const applied = await database.dataSource.runMigrations();
    return applied.length;
  } finally {
    if (database.kind === 'server') await turn.query('SELECT pg_advisory_unlock(7236001)');
    await turn.release();
  }
}

function unreachable(error: unknown, options: DatabaseOptions): PlanningError {
  const reason = error instanceof Error ? error.message : String(error);
  const where = options.url ? new URL(options.url).host : `folder ${options.directory ?? '(memory)'}`;
  return new PlanningError('UNAVAILABLE', `Cannot open the database at ${where}: ${reason}`, { where });
}
