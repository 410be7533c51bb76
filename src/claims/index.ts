/**
 * Figures of a report checked against each other: sums, products, ratios, units, dates, names.
 * Lives here: reading claims and relations, wording what was found. Does not live here: the arithmetic (kernel/claims),
 * targets and readings that are stored: whoever composes the rooms says where they are found. Nothing is stored here.
 * Neighbours: none.
 */
import type { Room } from '../platform/graphql/room.js';
import type { FindRecords } from './claim-records.js';
import { ClaimsResolver } from './claims.resolver.js';
import { ClaimsService } from './claims.service.js';

export type { ClaimReport } from './claim-report.types.js';
export type { ClaimSetDraft } from './claim-draft.js';
export { claimSetOfJson, claimSetOfRows } from './claims-file.js';
export { type FindRecords, type RecordKey, recordKeyOf } from './claim-records.js';

export interface ClaimsRoom extends Room {
  readonly claims: ClaimsService;
}

/** @param findRecords where claims that name a figure of the platform find it; absent without a platform */
export function createClaimsRoom(findRecords: FindRecords | null = null): ClaimsRoom {
  const claims = new ClaimsService(findRecords);
  return { resolvers: [new ClaimsResolver(claims)], claims };
}
