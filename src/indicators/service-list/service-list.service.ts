import type { EntityManager } from 'typeorm';
import { writeAudit } from '../../platform/access/audit.js';
import { demandRole, type Viewer } from '../../platform/access/viewer.js';
import { badInput } from '../../platform/errors/bad-input.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import { ensureSource, OWN_SOURCE } from '../../platform/sources/index.js';
import type { PolicyDocumentsRepository } from '../policy-documents.repository.js';
import { type EditionKey, editionOf, isSameEdition, type ServiceListRow } from './check-service-list.js';
import type { ServiceListRepository } from './service-list.repository.js';

/** What became of the rows; an edition is stored as a whole or not at all. */
export interface EditionOutcome {
  readonly read: number;
  /** 0 when a row was refused. */
  readonly inserted: number;
  readonly unchanged: number;
  /** Place in the list → why the row cannot be taken. */
  readonly refused: ReadonlyMap<number, PlanningError>;
}

/** Stores editions of the lists of basic services. */
export class ServiceListService {
  constructor(
    private readonly manager: EntityManager,
    private readonly services: ServiceListRepository,
    private readonly documents: PolicyDocumentsRepository,
  ) {}

  /**
   * Stores the next edition of a document's list with its audit row, all of it or nothing. The same edition again
   * changes nothing.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND for an unknown document, BAD_USER_INPUT for no rows or a
   *   version that is not the next, CONFLICT for an edition that is stored with other rows
   */
  async import(
    rows: readonly ServiceListRow[],
    key: EditionKey,
    viewer: Viewer,
    { dryRun = false } = {},
  ): Promise<EditionOutcome> {
    demandRole(viewer, 'Importing a service list', 'planner');
    if (rows.length === 0) throw badInput('rows: expected at least one service.', { field: 'rows' });
    return this.manager.transaction(async (transaction) => {
      await this.services.hold(transaction);
      const latest = await this.latest(key, transaction);
      const { items, refused } = editionOf(rows, key, latest);
      const nothing = { read: rows.length, inserted: 0, unchanged: 0, refused };
      if (refused.size > 0) return nothing;
      if (latest[0]?.version === key.version) {
        if (isSameEdition(items, latest)) return { ...nothing, unchanged: items.length };
        throw storedOtherwise(key);
      }
      if (!dryRun) {
        await ensureSource(OWN_SOURCE, transaction);
        await this.services.insert(items, OWN_SOURCE, transaction);
        const edition = `${key.documentKey} ${key.version}`;
        await writeAudit(transaction, viewer, 'serviceList.import', edition, { items });
      }
      return { ...nothing, inserted: items.length };
    });
  }

  /** The latest edition: the one asked for or the one before it; empty for none. */
  private async latest({ documentKey, version }: EditionKey, transaction: EntityManager) {
    const [document] = await this.documents.findByKeys([documentKey], transaction);
    if (!document) {
      const shown = JSON.stringify(documentKey.slice(0, 80));
      throw new PlanningError('NOT_FOUND', `There is no policy document ${shown}.`, { field: 'documentKey' });
    }
    const filter = { documentKey, version: null, kind: null, placeBound: null };
    const latest = await this.services.find(filter, transaction);
    const last = latest[0]?.version ?? 0;
    if (version === last + 1 || (version === last && last > 0)) return latest;
    throw badInput(`version: expected ${last + 1}, the next of the list of ${documentKey}; got ${version}.`, {
      field: 'version',
      next: last + 1,
    });
  }
}

function storedOtherwise({ documentKey, version }: EditionKey): PlanningError {
  const next = version + 1;
  return new PlanningError(
    'CONFLICT',
    `Version ${version} of the list of ${documentKey} is stored with other rows; the next is ${next}.`,
    { field: 'version', next },
  );
}
