import type { EntityManager } from 'typeorm';
import { Conditions } from '../platform/database/conditions.js';
import {
  countKeys,
  readKeyPage,
  type KeyOrder,
  type KeyPage,
  type PageRequest,
} from '../platform/database/key-page.js';
import type { ImportRunRecord } from './import-report.record.js';

/** Newest first: the sort key counts down. */
export const IMPORT_RUN_ORDER: KeyOrder = { name: 'importRun', by: [{ sql: '-r.id', type: 'bigint' }] };

const BASE = { from: 'import_run r', key: 'r.id::text', order: IMPORT_RUN_ORDER };

/** What imports have reported. */
export class ImportRunsRepository {
  constructor(private readonly manager: EntityManager) {}

  list(page: PageRequest, manager: EntityManager = this.manager): Promise<KeyPage> {
    return readKeyPage(manager, { ...BASE, where: new Conditions() }, page);
  }

  count(manager: EntityManager = this.manager): Promise<number> {
    return countKeys(manager, { ...BASE, where: new Conditions() });
  }

  /** Newest first. */
  findByIds(ids: readonly string[], manager: EntityManager = this.manager): Promise<ImportRunRecord[]> {
    return manager.query(RUNS, [ids]);
  }
}

// By primary key.
const RUNS = `SELECT id::text AS id, at, actor,
    file_name AS "fileName", checksum, report
  FROM import_run WHERE import_run.id = ANY($1::bigint[]) ORDER BY import_run.id DESC`;
