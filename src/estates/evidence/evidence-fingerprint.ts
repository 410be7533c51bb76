import { createHash } from 'node:crypto';
import type { EvidenceSubject, SyncStep } from '../vocabulary.js';

/** What evidence says, whoever records it and when. */
export interface EvidenceStatement {
  readonly subject: EvidenceSubject;
  readonly subjectId: string;
  readonly step: SyncStep;
  /** YYYY-MM-DD; null withdraws what it replaces. */
  readonly happenedOn: string | null;
  readonly document: string;
  /** Number of the evidence that it corrects. */
  readonly replaces: string | null;
}

/** The same for the same statement and no other: a statement is recorded once. SHA-256, hex. */
export function evidenceFingerprint(statement: EvidenceStatement): string {
  const { subject, subjectId, step, happenedOn, document, replaces } = statement;
  const parts = [subject, subjectId, step, happenedOn, document, replaces];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
