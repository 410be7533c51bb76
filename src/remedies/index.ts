/**
 * How estates in deficit come to the care rooms they lack: premises that could be had and what neighbours have to spare,
 * in the cheapest proven plan. Does not live here: what an estate lacks (estate-audit), estates and premises themselves
 * (estates), the mathematics (kernel/estates). Neighbours: estate-audit, estates, accessibility, divisions.
 */
import type { EntityManager } from 'typeorm';
import type { AccessibilityRoom } from '../accessibility/index.js';
import type { DivisionsRoom } from '../divisions/index.js';
import type { EstateAuditRoom } from '../estate-audit/index.js';
import type { EstatesRoom } from '../estates/index.js';
import type { Room } from '../platform/graphql/room.js';
import { PremisesRepository } from './premises.repository.js';
import { RemediesService } from './remedies.service.js';
import { RemedyThreads } from './remedy-threads.js';
import { RemedyPlanResolver, RemedyStepResolver } from './remedy.resolver.js';

export { RemediesService } from './remedies.service.js';
export {
  checkRemedyAsk,
  DEFAULT_TIME_LIMIT_SECONDS as REMEDY_SECONDS,
  type RemedyAsk,
} from './remedy-ask.js';
export { RemedyPlan } from './remedy-plan.type.js';
export { RemedyForm } from './remedy-plan.types.js';
export { remedyReport } from './remedy-report.js';
export { remedySheets } from './remedy-sheets.js';
export { UnsettledReason } from './unsettled-reason.js';

export interface RemediesRoom extends Room {
  readonly remedies: RemediesService;
  /** Ends the threads. */
  close(): Promise<void>;
}

export function createRemediesRoom(ground: {
  readonly manager: EntityManager;
  readonly divisions: DivisionsRoom;
  readonly estates: EstatesRoom;
  readonly accessibility: AccessibilityRoom;
  readonly estateAudit: EstateAuditRoom;
}): RemediesRoom {
  const { manager, divisions, estates, accessibility, estateAudit } = ground;
  const threads = new RemedyThreads();
  const sources = { premises: new PremisesRepository(manager), estates: estates.estates };
  const remedies = new RemediesService(estateAudit.audits, accessibility.networks, sources, threads);
  const resolvers = [
    new RemedyPlanResolver(remedies, accessibility.loaders),
    new RemedyStepResolver(divisions.loaders),
  ];
  return { resolvers, remedies, close: () => threads.close() };
}
