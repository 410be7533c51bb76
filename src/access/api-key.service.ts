import type { EntityManager } from 'typeorm';
import type { ApiKeyRow, ApiKeys, CreatedApiKey } from '../platform/access/api-keys.js';
import { writeAudit } from '../platform/access/audit.js';
import { demandRole, type Role, type Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,79}$/u;

/** Creating, listing and revoking keys: for admins, with an audit row for every change. */
export class ApiKeyService {
  constructor(
    private readonly manager: EntityManager,
    private readonly keys: ApiKeys,
  ) {}

  /**
   * Creates a key and returns it, the only time it can be seen.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT for a name that cannot be, CONFLICT for a used one.
   */
  async create(name: string, role: Role, viewer: Viewer): Promise<CreatedApiKey> {
    demandRole(viewer, 'Creating an API key', 'admin');
    if (!NAME.test(name)) {
      throw badInput(
        'A key name is 1 to 80 letters, digits, spaces or . _ @ - and begins with a letter or digit.',
        { name },
      );
    }
    return this.manager.transaction(async (tx) => {
      const created = await this.keys.create(name, role, tx);
      await writeAudit(tx, viewer, 'apiKey.create', name, { role });
      return created;
    });
  }

  /** Ends a key at once. @throws PlanningError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND. */
  async revoke(name: string, viewer: Viewer): Promise<ApiKeyRow> {
    demandRole(viewer, 'Revoking an API key', 'admin');
    return this.manager.transaction(async (tx) => {
      const revoked = await this.keys.revoke(name, tx);
      await writeAudit(tx, viewer, 'apiKey.revoke', name, { role: revoked.role });
      return revoked;
    });
  }

  /** Every key by name, revoked ones included. @throws PlanningError UNAUTHENTICATED, FORBIDDEN. */
  async list(viewer: Viewer): Promise<ApiKeyRow[]> {
    demandRole(viewer, 'Listing API keys', 'admin');
    return this.keys.list();
  }
}
