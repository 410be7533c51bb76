import type { EntityManager } from 'typeorm';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { Conditions } from '../platform/database/conditions.js';
import {
  countKeys,
  type KeyOrder,
  type KeyPage,
  type PageRequest,
  readKeyPage,
} from '../platform/database/key-page.js';
import type { ScenarioChange } from './scenario-change.js';
import { Scenario } from './scenario.record.js';

export const SCENARIO_ORDER: KeyOrder = { name: 'scenario', by: [{ sql: 's.id', type: 'bigint' }] };

/** A scenario as it is to be stored. */
export interface ScenarioDraft {
  readonly name: string;
  readonly note: string | null;
  readonly changes: readonly ScenarioChange[];
}

/** Who may read scenarios at all. */
export function demandPlanner(viewer: Viewer): void {
  demandRole(viewer, 'Working with scenarios', 'planner');
}

/** Scenarios, shared by all planners; nobody else reads them. */
export class ScenariosRepository {
  constructor(private readonly manager: EntityManager) {}

  /** @throws PlanningError UNAUTHENTICATED or FORBIDDEN unless a planner asks */
  list(page: PageRequest, viewer: Viewer, manager: EntityManager = this.manager): Promise<KeyPage> {
    demandPlanner(viewer);
    const query = { from: 'scenario s', key: 's.id::text', order: SCENARIO_ORDER, where: new Conditions() };
    return readKeyPage(manager, query, page);
  }

  /** Every id, rising. @throws PlanningError likewise */
  async findIds(viewer: Viewer, manager: EntityManager = this.manager): Promise<string[]> {
    demandPlanner(viewer);
    const rows = await manager.query<{ id: string }[]>('SELECT id::text AS id FROM scenario s ORDER BY s.id');
    return rows.map(({ id }) => id);
  }

  /** @throws PlanningError likewise */
  count(viewer: Viewer, manager: EntityManager = this.manager): Promise<number> {
    demandPlanner(viewer);
    return countKeys(manager, { from: 'scenario s', where: new Conditions() });
  }

  /**
   * In the order of the ids, null for those that do not exist.
   * @throws PlanningError UNAUTHENTICATED or FORBIDDEN unless a planner asks
   */
  async findByIds(
    ids: readonly string[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<(Scenario | null)[]> {
    demandPlanner(viewer);
    const rows = await manager.query<Scenario[]>(BY_ID, [ids.filter(isId)]);
    const byId = new Map(rows.map((row) => [row.id, Object.assign(new Scenario(), row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** The version stored, locked until the transaction ends; null when there is none. */
  async lock(id: string, transaction: EntityManager): Promise<{ name: string; version: number } | null> {
    if (!isId(id)) return null;
    const rows = await transaction.query('SELECT name, version FROM scenario WHERE id = $1 FOR UPDATE', [id]);
    return rows[0] ?? null;
  }

  /** Whether another scenario has the name. */
  async hasName(name: string, exceptId: string | null, transaction: EntityManager): Promise<boolean> {
    const rows: unknown[] = await transaction.query(
      'SELECT 1 FROM scenario WHERE name = $1 AND id IS DISTINCT FROM $2::bigint',
      [name, exceptId],
    );
    return rows.length > 0;
  }

  /** @returns the new id */
  async create(
    { name, note, changes }: ScenarioDraft,
    actor: string,
    transaction: EntityManager,
  ): Promise<string> {
    const [row] = await transaction.query<{ id: string }[]>(
      `INSERT INTO scenario (name, note, changes, created_by, updated_by) VALUES ($1, $2, $3, $4, $4)
       RETURNING id::text AS id`,
      [name, note, JSON.stringify(changes), actor],
    );
    return row.id;
  }

  async update(
    id: string,
    { name, note, changes }: ScenarioDraft,
    actor: string,
    transaction: EntityManager,
  ): Promise<void> {
    await transaction.query(
      `UPDATE scenario SET name = $2, note = $3, changes = $4, updated_by = $5, updated_at = now(),
         version = version + 1 WHERE id = $1`,
      [id, name, note, JSON.stringify(changes), actor],
    );
  }

  async delete(id: string, transaction: EntityManager): Promise<void> {
    await transaction.query('DELETE FROM scenario WHERE id = $1', [id]);
  }
}

// By primary key.
const BY_ID = `SELECT s.id::text AS id, s.name, s.note, s.changes AS saved, s.version, s.created_by AS "createdBy",
    s.created_at AS "createdAt", s.updated_by AS "updatedBy", s.updated_at AS "updatedAt"
  FROM scenario s WHERE s.id = ANY($1::bigint[])`;

/** What is no number cannot be an id, nor what no bigint holds. */
function isId(id: string): boolean {
  return /^[1-9][0-9]{0,17}$/.test(id);
}
