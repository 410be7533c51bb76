import type { EntityManager } from 'typeorm';
import { checkDivisionCode } from '../divisions/index.js';
import { writeAudit } from '../platform/access/audit.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { checkDay, checkRemark } from '../platform/graphql/check-entry.js';
import { ensureSource, OWN_SOURCE, type SourcesRepository } from '../platform/sources/index.js';
import type { ServicePredicate } from './service-predicate.record.js';
import type { PredicateDraft, ServicePredicatesRepository } from './service-predicates.repository.js';

/** Records what a place must offer to count as a service, with its audit row, in one transaction. */
export class ServicePredicatesService {
  constructor(
    private readonly manager: EntityManager,
    private readonly predicates: ServicePredicatesRepository,
    private readonly sources: SourcesRepository,
  ) {}

  /**
   * Two predicates of one service and jurisdiction never hold on the same day.
   * @param endPrevious end the one that began earlier and still holds on the draft's first day
   * @returns id of the new row
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, CONFLICT
   */
  async record(draft: PredicateDraft, endPrevious: boolean, viewer: Viewer): Promise<string> {
    demandRole(viewer, 'Recording a service predicate', 'planner');
    checkDraft(draft);
    return this.manager.transaction(async (transaction) => {
      await this.predicates.lock(transaction);
      await ensureSource(OWN_SOURCE, transaction);
      const overlapping = await this.predicates.findOverlapping(draft, transaction);
      const ended = endPrevious && overlapping[0]?.validFrom < draft.validFrom ? overlapping.shift()! : null;
      if (overlapping.length > 0) throw conflict(draft, overlapping[0]);
      if (ended) await this.predicates.end(ended.id, draft.validFrom, transaction);
      const id = await this.predicates.insert(draft, transaction);
      await this.sources.bumpRevision('facilities', transaction);
      await writeAudit(transaction, viewer, 'servicePredicate.record', id, { ...draft, ended });
      return id;
    });
  }
}

function checkDraft(draft: PredicateDraft): void {
  if (draft.jurisdictionCode !== null) checkDivisionCode(draft.jurisdictionCode, 'jurisdictionCode');
  checkDay(draft.validFrom, 'validFrom');
  if (draft.validTo !== null && checkDay(draft.validTo, 'validTo') <= draft.validFrom) {
    throw badInput(`validTo: expected a day after validFrom (${draft.validFrom}), got ${draft.validTo}.`, {
      field: 'validTo',
    });
  }
  checkRemark(draft.document, 'document');
  checkRemark(draft.clause, 'clause');
  checkRemark(draft.note, 'note');
  if (draft.kinds.length + draft.anyCapability.length + draft.allCapabilities.length === 0) {
    throw badInput('kinds, anyCapability, allCapabilities: expected at least one kind or capability.', {
      field: 'kinds',
    });
  }
}

function conflict({ service, validFrom }: PredicateDraft, known: ServicePredicate): PlanningError {
  const until = known.validTo === null ? 'without an end' : `until ${known.validTo}`;
  const hint = known.validFrom < validFrom ? ' Set endPrevious to end it on that day.' : '';
  return new PlanningError(
    'CONFLICT',
    `${service} already has a predicate there from ${known.validFrom} ${until} (${known.document}, ${known.clause}); the new one from ${validFrom} would overlap it.${hint}`,
    { id: known.id, validFrom: known.validFrom, validTo: known.validTo },
  );
}
