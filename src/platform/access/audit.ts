import type { EntityManager } from 'typeorm';
import type { Viewer } from './viewer.js';

/**
 * Records who did what, in the transaction of the change itself, so neither exists without the other.
 * @param action verb and noun, e.g. `facility.recordStatus`
 * @param target natural key of what was changed
 */
export async function writeAudit(
  transaction: EntityManager,
  viewer: Viewer,
  action: string,
  target: string | null,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await transaction.query(
    'INSERT INTO audit_entry (actor, role, action, target, details) VALUES ($1, $2, $3, $4, $5)',
    [viewer.actor, viewer.role, action, target, JSON.stringify(details)],
  );
}
