/**
 * Figures of a report checked against each other: sums, products, ratios, units, dates, names.
 * Lives here: reading claims and relations, wording what was found. Does not live here: the arithmetic (kernel/claims),
 * targets and readings that are stored. Nothing is stored here. Neighbours: none.
 */
import type { Room } from '../platform/graphql/room.js';
import { ClaimsResolver } from './claims.resolver.js';

export type { ClaimReport } from './claim-report.types.js';
export type { ClaimSetDraft } from './claim-draft.js';
export { claimSetOfJson, claimSetOfRows } from './claims-file.js';
export { reportClaims } from './report-claims.js';

export function createClaimsRoom(): Room {
  return { resolvers: [new ClaimsResolver()] };
}
