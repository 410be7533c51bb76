import type { Database } from '../../platform/database/open-database.js';

export interface DatabaseState {
  readonly pendingMigrations: number;
  readonly networkSnapshot: {
    readonly publishedAt: Date;
    readonly ageSeconds: number;
    readonly synthetic: boolean;
  } | null;
}

const APPLIED_MIGRATIONS = 'SELECT name FROM schema_migration';
const LATEST_SNAPSHOT = `
  SELECT published_at AS "publishedAt", synthetic,
    greatest(0, extract(epoch FROM now() - published_at))::double precision AS "ageSeconds"
  FROM network_snapshot ORDER BY id DESC LIMIT 1`;

/** Asks the database how it is. */
export class HealthRepository {
  constructor(private readonly database: Pick<Database, 'dataSource' | 'manager'>) {}

  async readState(): Promise<DatabaseState> {
    const applied = await this.database.manager.query<{ name: string }[]>(APPLIED_MIGRATIONS);
    const names = new Set(applied.map((row) => row.name));
    const pending = this.database.dataSource.migrations.filter((migration) => !names.has(migration.name!));
    if (pending.length > 0) return { pendingMigrations: pending.length, networkSnapshot: null };
    const [snapshot] =
      await this.database.manager.query<NonNullable<DatabaseState['networkSnapshot']>[]>(LATEST_SNAPSHOT);
    return { pendingMigrations: 0, networkSnapshot: snapshot ?? null };
  }
}
