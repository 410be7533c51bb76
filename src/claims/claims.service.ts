import { checkRecord } from '../kernel/claims/check-record.js';
import type { ClaimFinding } from '../kernel/claims/claim.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { CLAIM_LIMITS, type ClaimSetDraft } from './claim-draft.js';
import { type FindRecords, recordKeyOf } from './claim-records.js';
import type { ClaimReport } from './claim-report.types.js';
import { readClaims } from './read-claims.js';
import { reportClaims } from './report-claims.js';

/** Checks a report's figures against each other, and those that name one against the platform's own figure. */
export class ClaimsService {
  /** @param findRecords absent where there is no platform to ask */
  constructor(private readonly findRecords: FindRecords | null) {}

  /** @throws PlanningError BAD_USER_INPUT, LIMIT_EXCEEDED, and NOT_FOUND for an unknown indicator */
  async check(draft: ClaimSetDraft): Promise<ClaimReport> {
    return reportClaims(draft, await this.compare(draft));
  }

  private async compare(draft: ClaimSetDraft): Promise<ClaimFinding[]> {
    const keyed = draft.claims.flatMap((claim) => {
      const key = recordKeyOf(claim);
      return key === null ? [] : [{ claim: claim.key.trim(), key }];
    });
    if (keyed.length === 0) return [];
    const claims = readClaims(draft.claims);
    if (keyed.length > CLAIM_LIMITS.records) {
      const limit = CLAIM_LIMITS.records;
      const message = `claims: expected at most ${limit} to compare with the record; got ${keyed.length}.`;
      throw new PlanningError('LIMIT_EXCEEDED', message, { limit, count: keyed.length });
    }
    if (!this.findRecords)
      throw new PlanningError('FAILED_PRECONDITION', 'Claims are compared with the record on a server only.');
    const records = await this.findRecords(keyed.map(({ key }) => key));
    return keyed.flatMap(({ claim }, at) => checkRecord(claims.get(claim)!, records[at]) ?? []);
  }
}
