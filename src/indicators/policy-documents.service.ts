import type { EntityManager } from 'typeorm';
import { checkDivisionCode } from '../divisions/index.js';
import { writeAudit } from '../platform/access/audit.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { checkDay, checkRemark } from '../platform/graphql/check-entry.js';
import { ensureSource, OWN_SOURCE } from '../platform/sources/index.js';
import type { PolicyDocumentDraft, PolicyDocumentsRepository } from './policy-documents.repository.js';

const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_KEY = 60;
const MOST_CLAUSES = 500;

/** Records documents of one's own, so that targets can cite their clauses. */
export class PolicyDocumentsService {
  constructor(
    private readonly manager: EntityManager,
    private readonly documents: PolicyDocumentsRepository,
  ) {}

  /**
   * Stores a document with its clauses, or changes one recorded before, with its audit row, in one transaction.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, CONFLICT for a document that ships with the program
   */
  async record(draft: Omit<PolicyDocumentDraft, 'sourceKey'>, viewer: Viewer): Promise<void> {
    demandRole(viewer, 'Recording a policy document', 'planner');
    checkDocument(draft);
    await this.manager.transaction(async (transaction) => {
      const [known] = await this.documents.findByKeys([draft.key], transaction);
      if (known && known.sourceKey !== OWN_SOURCE) {
        throw new PlanningError(
          'CONFLICT',
          `The document ${draft.key} comes with the program and stays as it is; choose another key.`,
          { key: draft.key },
        );
      }
      await ensureSource(OWN_SOURCE, transaction);
      await this.documents.save({ ...draft, sourceKey: OWN_SOURCE }, transaction);
      await writeAudit(transaction, viewer, 'policyDocument.record', draft.key, { ...draft });
    });
  }
}

function checkDocument(draft: Omit<PolicyDocumentDraft, 'sourceKey'>): void {
  if (!KEY.test(draft.key) || draft.key.length > LONGEST_KEY) {
    throw badInput(
      `key: expected 1 to ${LONGEST_KEY} small letters, digits and single dashes, got ${JSON.stringify(draft.key.slice(0, 80))}.`,
      { field: 'key' },
    );
  }
  checkDivisionCode(draft.jurisdictionCode, 'jurisdictionCode');
  checkRemark(draft.title, 'title');
  checkRemark(draft.issuer, 'issuer');
  checkRemark(draft.number, 'number');
  checkRemark(draft.note, 'note');
  if (draft.issuedOn !== null) checkDay(draft.issuedOn, 'issuedOn');
  if (draft.clauses.length > MOST_CLAUSES) {
    throw badInput(`clauses: expected at most ${MOST_CLAUSES}, got ${draft.clauses.length}.`, {
      field: 'clauses',
    });
  }
  for (const { clause, summary } of draft.clauses) {
    checkRemark(clause, 'clause');
    checkRemark(summary, 'summary');
  }
  const names = new Set(draft.clauses.map(({ clause }) => clause));
  if (names.size < draft.clauses.length) {
    throw badInput('clauses: each clause can be named once.', { field: 'clauses' });
  }
}
