import type { GraphQLSchema } from 'graphql';
import type { Progress } from '../kernel/progress.js';
import type { ApiKeys } from '../platform/access/api-keys.js';
import type { Config } from '../platform/config/config.js';
import type { EmbeddedDatabase } from '../platform/database/embedded-database.js';
import type { Database } from '../platform/database/open-database.js';
import type { Logger } from '../platform/log/create-logger.js';
import type { DownloadsService } from '../downloads/index.js';
import type { FeaturesService } from '../features-api/index.js';
import type { PublicListsService } from '../public-lists/index.js';
import type { TilesService } from '../tiles/index.js';
import type { Health } from './health/health.record.js';

/** What the server needs from the composed program. */
export interface App {
  readonly schema: GraphQLSchema;
  readonly database: Database;
  readonly keys: Pick<ApiKeys, 'findActive' | 'countActive'>;
  readonly tiles: TilesService;
  readonly features: FeaturesService;
  readonly publicLists: PublicListsService;
  readonly downloads: DownloadsService;
  health(): Promise<Health>;
  close(): Promise<void>;
}

export interface BuildAppOptions {
  readonly progress: Progress;
  readonly log: Logger;
  /** The embedded database where it was started ahead. */
  readonly embedded?: Promise<EmbeddedDatabase> | null;
}

/** Opens and migrates the database, fills it where asked, and builds the rooms. */
export type BuildApp = (config: Config, options: BuildAppOptions) => Promise<App>;
