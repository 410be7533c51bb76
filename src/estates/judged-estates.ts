import { PlanningError } from '../platform/errors/planning-error.js';
import type { RequestContext } from '../platform/graphql/request-context.js';

/** Conditions on what the audit of an estate found; null and absent ones do not restrict. */
export interface EstateJudgement {
  readonly deficit?: boolean | null;
  readonly breach?: boolean | null;
  readonly ruleMissing?: boolean | null;
  /** Date of the audit, YYYY-MM-DD; absent: today. */
  readonly auditedOn?: string | null;
}

/** Asks the room that audits estates, which lies above this one and puts itself here. */
export class JudgedEstates {
  find: ((asked: EstateJudgement, context: RequestContext) => Promise<readonly string[]>) | null = null;

  /**
   * Ids of the estates that meet the conditions; null where none is asked for.
   * @throws PlanningError FAILED_PRECONDITION where nothing audits estates
   */
  async ids(asked: EstateJudgement, context: RequestContext): Promise<readonly string[] | null> {
    if ([asked.deficit, asked.breach, asked.ruleMissing].every((condition) => condition == null)) return null;
    if (this.find) return this.find(asked, context);
    throw new PlanningError('FAILED_PRECONDITION', 'Nothing here audits estates.', { field: 'filter' });
  }
}
