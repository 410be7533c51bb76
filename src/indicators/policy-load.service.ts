import type { EntityManager } from 'typeorm';
import { writeAudit } from '../platform/access/audit.js';
import type { Viewer } from '../platform/access/viewer.js';
import { ensureSource, SHIPPED_SOURCE, SourcesRepository } from '../platform/sources/index.js';
import type { PolicyFile } from './policy-files.js';
import type { PolicyRowChange, PolicyRowsRepository } from './policy-rows.repository.js';
import { type PolicyRows, readPolicyFile, SHIPPED_POLICY } from './read-policy-file.js';

/** What a load did; all zero when the files were loaded before. */
export interface PolicyLoadReport {
  readonly inserted: number;
  readonly updated: number;
  readonly removed: number;
}

const ACTOR: Viewer = { actor: 'policy-rows', role: 'admin' };

/** Brings the shipped policy rows into the database. */
export class PolicyLoadService {
  constructor(
    private readonly manager: EntityManager,
    private readonly rows: PolicyRowsRepository,
    private readonly shipped: readonly PolicyFile[],
  ) {}

  /**
   * Loads the files when any of them differs from what was loaded last, in one transaction. A changed row becomes an
   * update, a row no longer shipped is removed unless something refers to it; both are audited. Entries of users stay.
   * @throws Error for a file that does not fit: that is a fault of the program.
   */
  async load(folder: URL = SHIPPED_POLICY): Promise<PolicyLoadReport> {
    const files = await Promise.all(this.shipped.map((file) => readPolicyFile(file, folder)));
    if (await this.areLoaded(files)) return { inserted: 0, updated: 0, removed: 0 };
    return this.manager.transaction(async (transaction) => {
      await this.rows.lock(transaction);
      // Another process may have loaded them while this one waited.
      if (await this.areLoaded(files, transaction)) return { inserted: 0, updated: 0, removed: 0 };
      await ensureSource(SHIPPED_SOURCE, transaction);
      const changes: (PolicyRowChange & { readonly table: string })[] = [];
      for (const file of files) {
        for (const change of await this.rows.upsert(file, transaction)) {
          changes.push({ ...change, table: file.file.table });
        }
      }
      for (const file of [...files].reverse()) {
        for (const change of await this.rows.removeOthers(file, transaction)) {
          changes.push({ ...change, table: file.file.table });
        }
        await this.rows.rememberChecksum(file, transaction);
      }
      await tellCaches(files, changes, transaction);
      return this.audit(files, changes, transaction);
    });
  }

  private async areLoaded(files: readonly PolicyRows[], manager?: EntityManager): Promise<boolean> {
    const known = await this.rows.loadedChecksums(manager);
    return files.every(({ file, sha256 }) => known.get(file.file) === sha256);
  }

  private async audit(
    files: readonly PolicyRows[],
    changes: readonly (PolicyRowChange & { readonly table: string })[],
    transaction: EntityManager,
  ): Promise<PolicyLoadReport> {
    const report = {
      inserted: changes.filter(({ before }) => before === null).length,
      updated: changes.filter(({ before, after }) => before !== null && after !== null).length,
      removed: changes.filter(({ after }) => after === null).length,
    };
    const checksums = Object.fromEntries(files.map(({ file, sha256 }) => [file.file, sha256]));
    await writeAudit(transaction, ACTOR, 'policy.load', null, { ...report, checksums });
    for (const { table, key, before, after } of changes) {
      if (before === null) continue;
      const action = after === null ? 'policy.remove' : 'policy.update';
      await writeAudit(transaction, ACTOR, action, `${table}/${key}`, { before, after });
    }
    return report;
  }
}

async function tellCaches(
  files: readonly PolicyRows[],
  changes: readonly { readonly table: string }[],
  transaction: EntityManager,
): Promise<void> {
  const changed = new Set(changes.map(({ table }) => table));
  for (const { file } of files) {
    if (!file.dataset || !changed.has(file.table)) continue;
    await new SourcesRepository(transaction).bumpRevision(file.dataset, transaction);
  }
}
