import type { EntityManager } from 'typeorm';
import { writeAudit } from '../platform/access/audit.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { canBeId, isStorableText } from '../platform/errors/check-text.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { SourcesRepository } from '../platform/sources/index.js';
import type { FacilitiesRepository } from './facilities.repository.js';
import type { StatusChange } from './status-change.js';

const EARLIEST = '1900-01-01';
const LATEST = '2200-12-31';
const LONGEST_DOCUMENT = 500;

/** Records that a facility entered a stage, with its audit row, in one transaction. */
export class FacilityStatusService {
  constructor(
    private readonly manager: EntityManager,
    private readonly facilities: FacilitiesRepository,
    private readonly sources: SourcesRepository,
  ) {}

  /**
   * Repeating an entry is harmless and may add its document; another status for the same day is a conflict.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, CONFLICT
   */
  async record(change: StatusChange, viewer: Viewer): Promise<void> {
    demandRole(viewer, 'Recording a facility status', 'planner');
    checkChange(change);
    await this.manager.transaction(async (transaction) => {
      const known = canBeId(change.facilityId)
        ? await this.facilities.lockStatus(change.facilityId, change.validFrom, transaction)
        : null;
      if (!known) {
        throw new PlanningError('NOT_FOUND', `There is no facility ${change.facilityId}.`, {
          id: change.facilityId,
        });
      }
      if (known.status !== null && known.status !== change.status) {
        throw new PlanningError(
          'CONFLICT',
          `Facility ${change.facilityId} is already recorded as ${known.status} from ${change.validFrom}; got ${change.status}.`,
          { facilityId: change.facilityId, validFrom: change.validFrom, recorded: known.status },
        );
      }
      await this.facilities.saveStatus(change, transaction);
      await this.sources.bumpRevision('facilities', transaction);
      const { facilityId, ...details } = change;
      await writeAudit(transaction, viewer, 'facility.recordStatus', facilityId, details);
    });
  }
}

function checkChange({ validFrom, document }: StatusChange): void {
  if (validFrom < EARLIEST || validFrom > LATEST) {
    throw badInput(`validFrom: expected a date from ${EARLIEST} to ${LATEST}, got ${validFrom}.`, {
      field: 'validFrom',
    });
  }
  if (document !== null && (document.length > LONGEST_DOCUMENT || !isStorableText(document))) {
    throw badInput(`document: expected at most ${LONGEST_DOCUMENT} characters of text.`, {
      field: 'document',
    });
  }
}
