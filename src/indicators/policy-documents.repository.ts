import type { EntityManager } from 'typeorm';
import { Conditions } from '../platform/database/conditions.js';
import { FilteredKeys } from '../platform/database/filtered-keys.js';
import type { KeyOrder } from '../platform/database/key-page.js';
import type { PolicyClause, PolicyDocument } from './policy-document.record.js';

export const POLICY_DOCUMENT_ORDER: KeyOrder = {
  name: 'policyDocument',
  by: [{ sql: 'd.key', type: 'text' }],
};

/** null conditions do not restrict. */
export interface PolicyDocumentConditions {
  readonly jurisdictionCode: string | null;
}

export interface ClauseKey {
  readonly documentKey: string;
  readonly clause: string;
}

/** A document as it is to be stored. */
export type PolicyDocumentDraft = Omit<PolicyDocument, 'issuedYear'> & {
  readonly clauses: readonly { readonly clause: string; readonly summary: string }[];
};

/** Documents and their clauses are public. */
export class PolicyDocumentsRepository extends FilteredKeys<PolicyDocumentConditions> {
  constructor(manager: EntityManager) {
    super(manager, (filter) => ({ ...BASE, where: toSql(filter) }));
  }

  /** In the order of the keys, null for unknown ones. */
  async findByKeys(
    keys: readonly string[],
    manager: EntityManager = this.manager,
  ): Promise<(PolicyDocument | null)[]> {
    const rows: PolicyDocument[] = await manager.query(DOCUMENTS, [keys]);
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return keys.map((key) => byKey.get(key) ?? null);
  }

  /** All clauses of each document, in order; empty for unknown ones. */
  async findClauses(
    documentKeys: readonly string[],
    manager: EntityManager = this.manager,
  ): Promise<PolicyClause[][]> {
    const rows: PolicyClause[] = await manager.query(CLAUSES, [documentKeys]);
    return documentKeys.map((key) => rows.filter((row) => row.documentKey === key));
  }

  /**
   * Keeps the clause as it is until the end of the transaction, so that versions recorded under it take turns.
   * @returns false when the document has no such clause
   */
  async lockClause({ documentKey, clause }: ClauseKey, transaction: EntityManager): Promise<boolean> {
    const rows: unknown[] = await transaction.query(LOCK_CLAUSE, [documentKey, clause]);
    return rows.length > 0;
  }

  /** Stores a document with its clauses. Clauses it had and that are not named again stay. */
  async save(document: PolicyDocumentDraft, transaction: EntityManager): Promise<void> {
    const { key, title, issuer, jurisdictionCode, number, issuedOn, status, verified, note, sourceKey } =
      document;
    await transaction.query(SAVE_DOCUMENT, [
      key,
      title,
      issuer,
      jurisdictionCode,
      number,
      issuedOn,
      status,
      verified,
      note,
      sourceKey,
    ]);
    await transaction.query(SAVE_CLAUSES, [
      key,
      document.clauses.map(({ clause }) => clause),
      document.clauses.map(({ summary }) => summary),
      sourceKey,
    ]);
  }
}

const BASE = { from: 'policy_document d', key: 'd.key', order: POLICY_DOCUMENT_ORDER };

const DOCUMENTS = `SELECT key, title, issuer, jurisdiction_code AS "jurisdictionCode", number,
    issued_on::text AS "issuedOn", issued_year AS "issuedYear", status, verified, note, source_key AS "sourceKey"
  FROM policy_document WHERE key = ANY($1::text[])`;

const CLAUSES = `SELECT document_key AS "documentKey", clause, summary, source_key AS "sourceKey"
  FROM policy_clause WHERE document_key = ANY($1::text[]) ORDER BY document_key, clause`;

const LOCK_CLAUSE = `SELECT 1 FROM policy_clause WHERE document_key = $1 AND clause = $2 FOR UPDATE`;

const SAVE_DOCUMENT = `INSERT INTO policy_document
    (key, title, issuer, jurisdiction_code, number, issued_on, issued_year, status, verified, note, source_key)
  VALUES ($1, $2, $3, $4, $5, $6::date, extract(year FROM $6::date)::smallint, $7, $8, $9, $10)
  ON CONFLICT (key) DO UPDATE SET title = EXCLUDED.title, issuer = EXCLUDED.issuer,
    jurisdiction_code = EXCLUDED.jurisdiction_code, number = EXCLUDED.number, issued_on = EXCLUDED.issued_on,
    issued_year = EXCLUDED.issued_year, status = EXCLUDED.status, verified = EXCLUDED.verified, note = EXCLUDED.note`;

const SAVE_CLAUSES = `INSERT INTO policy_clause (document_key, clause, summary, source_key)
  SELECT $1, clause, summary, $4 FROM unnest($2::text[], $3::text[]) AS given(clause, summary)
  ON CONFLICT (document_key, clause) DO UPDATE SET summary = EXCLUDED.summary`;

function toSql(filter: PolicyDocumentConditions): Conditions {
  const where = new Conditions();
  if (filter.jurisdictionCode !== null) {
    where.and(`d.jurisdiction_code = ${where.bind(filter.jurisdictionCode, 'bpchar')}`);
  }
  return where;
}
