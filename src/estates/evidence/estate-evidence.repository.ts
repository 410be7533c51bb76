import type { EntityManager } from 'typeorm';
import type { Viewer } from '../../platform/access/viewer.js';
import { demandEstates } from '../demand-estates.js';
import type { EvidenceSubject } from '../vocabulary.js';
import type { EstateEvidence } from './estate-evidence.record.js';
import { evidenceFingerprint, type EvidenceStatement } from './evidence-fingerprint.js';

/** What evidence is about. */
export interface EvidenceSubjectKey {
  readonly subject: EvidenceSubject;
  readonly subjectId: string;
}

const TABLES: Readonly<Record<EvidenceSubject, string>> = {
  ESTATE: 'housing_estate',
  CARE_ROOM: 'care_room',
};

/** Evidence is only ever added. */
export class EstateEvidenceRepository {
  constructor(private readonly manager: EntityManager) {}

  /** All that was recorded about each subject, corrected or not, first recorded first. */
  async findOfSubjects(
    subjects: readonly EvidenceSubjectKey[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<EstateEvidence[][]> {
    demandEstates(viewer);
    const idsOf = (wanted: EvidenceSubject) =>
      subjects.filter(({ subject }) => subject === wanted).map(({ subjectId }) => subjectId);
    const rows: EstateEvidence[] = await manager.query(OF_SUBJECTS, [idsOf('ESTATE'), idsOf('CARE_ROOM')]);
    const found = new Map<string, EstateEvidence[]>(subjects.map((key) => [nameOf(key), []]));
    for (const row of rows) found.get(nameOf(row))!.push(row);
    return subjects.map((key) => found.get(nameOf(key))!);
  }

  /** Null for unknown numbers. */
  async findById(id: string, manager: EntityManager = this.manager): Promise<EstateEvidence | null> {
    const rows: EstateEvidence[] = await manager.query(BY_ID, [id]);
    return rows[0] ?? null;
  }

  /** The subject's version, null without such a subject. */
  async readVersion(
    { subject, subjectId }: EvidenceSubjectKey,
    manager: EntityManager = this.manager,
  ): Promise<number | null> {
    const rows: { version: number }[] = await manager.query(
      `SELECT version FROM ${TABLES[subject]} WHERE id = $1`,
      [subjectId],
    );
    return rows[0]?.version ?? null;
  }

  /** The subject's version, null without such a subject; it cannot change until the transaction ends. */
  async lockVersion(
    { subject, subjectId }: EvidenceSubjectKey,
    transaction: EntityManager,
  ): Promise<number | null> {
    const rows: { version: number }[] = await transaction.query(
      `SELECT version FROM ${TABLES[subject]} WHERE id = $1 FOR UPDATE`,
      [subjectId],
    );
    return rows[0]?.version ?? null;
  }

  /** Number under which the same statement is recorded, null where it is not. */
  async findSame(statement: EvidenceStatement, transaction: EntityManager): Promise<string | null> {
    const rows: { id: string }[] = await transaction.query(
      'SELECT id::text FROM estate_evidence WHERE fingerprint = $1',
      [evidenceFingerprint(statement)],
    );
    return rows[0]?.id ?? null;
  }

  /** @returns its number */
  async insert(
    statement: EvidenceStatement,
    recordedBy: string,
    sourceKey: string,
    transaction: EntityManager,
  ): Promise<string> {
    const { subject, subjectId, step, happenedOn, document, replaces } = statement;
    const [{ id }]: { id: string }[] = await transaction.query(INSERT, [
      subject === 'ESTATE' ? subjectId : null,
      subject === 'CARE_ROOM' ? subjectId : null,
      step,
      happenedOn,
      document,
      recordedBy,
      replaces,
      evidenceFingerprint(statement),
      sourceKey,
    ]);
    return id;
  }
}

const nameOf = ({ subject, subjectId }: EvidenceSubjectKey): string => `${subject} ${subjectId}`;

const EVIDENCE = `SELECT e.id::text, e.subject, e.subject_id AS "subjectId", e.step, e.happened_on::text AS "happenedOn",
    e.document, e.recorded_by AS "recordedBy", e.recorded_at AS "recordedAt", e.replaces::text,
    r.id::text AS "replacedBy", e.source_key AS "sourceKey"
  FROM estate_evidence e LEFT JOIN estate_evidence r ON r.replaces = e.id`;

// By the indexes on estate and room.
const OF_SUBJECTS = `${EVIDENCE} WHERE e.estate_id = ANY($1::text[]) OR e.care_room_id = ANY($2::text[]) ORDER BY e.id`;

// By primary key.
const BY_ID = `${EVIDENCE} WHERE e.id = $1::bigint`;

const INSERT = `
  INSERT INTO estate_evidence
    (estate_id, care_room_id, step, happened_on, document, recorded_by, replaces, fingerprint, source_key)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id::text`;
