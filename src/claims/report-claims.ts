import { byGravity, checkClaims } from '../kernel/claims/check-claims.js';
import type { ClaimFinding } from '../kernel/claims/claim.js';
import type { ClaimSetDraft } from './claim-draft.js';
import type { ClaimReport } from './claim-report.types.js';
import { hintOf, messageOf } from './finding-texts.js';
import { readClaims } from './read-claims.js';
import { readRelations } from './read-relations.js';

/**
 * Checks a report's figures and words what was found.
 * @param others findings made elsewhere, to be reported with the rest
 * @throws PlanningError BAD_USER_INPUT or LIMIT_EXCEEDED, see `readClaims` and `readRelations`
 */
export function reportClaims(draft: ClaimSetDraft, others: readonly ClaimFinding[] = []): ClaimReport {
  const claims = readClaims(draft.claims);
  const relations = readRelations(draft.relations, claims);
  const { checks, findings: found } = checkClaims([...claims.values()], relations);
  const findings = byGravity([...found, ...others]);
  return {
    claimCount: claims.size,
    hasErrors: findings.some(({ severity }) => severity === 'ERROR'),
    findings: findings.map((finding) => {
      const { hints: _, ...said } = finding;
      const [message, hint] = [messageOf(finding), hintOf(finding)];
      return {
        ...said,
        message: message.zh,
        messageEn: message.en,
        hint: hint?.zh ?? null,
        hintEn: hint?.en ?? null,
      };
    }),
    checks: checks.map(({ relation: { kind, claim, terms }, outcome, arithmetic }) => {
      return { kind, claim: claim.key, terms: terms.map(({ key }) => key), outcome, arithmetic };
    }),
  };
}
