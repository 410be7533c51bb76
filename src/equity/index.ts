/**
 * Who gets how much care, and how sure that is: access to capacity, how evenly it is spread, what rests on a single
 * facility, and coverage over a range of walking speeds. Does not live here: who is covered (coverage), walking
 * (accessibility), the formulae (kernel/equity). Neighbours: coverage, accessibility, divisions, facilities.
 */
import type { AccessibilityRoom } from '../accessibility/index.js';
import type { CoverageRoom } from '../coverage/index.js';
import type { DivisionsRoom } from '../divisions/index.js';
import type { FacilitiesRoom } from '../facilities/index.js';
import type { Room } from '../platform/graphql/room.js';
import {
  AccessOfDivisionResolver,
  AccessPointResolver,
  AccessResolver,
  CatchmentFacilityResolver,
} from './access.resolver.js';
import { AccessService } from './access.service.js';
import { CertaintyMemberResolver, CertaintyResolver } from './certainty.resolver.js';
import { CertaintyService } from './certainty.service.js';
import {
  EquityResolver,
  TheilOfAccessResolver,
  TheilPartResolver,
  WorstServedResolver,
} from './equity.resolver.js';
import { EquityService } from './equity.service.js';
import {
  BackupOfDivisionResolver,
  BackupPointResolver,
  FragileFacilityResolver,
  FragilityResolver,
} from './fragility.resolver.js';
import { FragilityService } from './fragility.service.js';
import { EquityReports } from './report-equity.js';

export { AccessMethod, type AccessQuestion, CapacityMeasure } from './access-question.js';
export { DEFAULT_TOLERANCE_METERS } from './certainty.service.js';
export { DEFAULT_WORST_SHARE } from './equity.inputs.js';
export type { AccessReport, CertaintyReport, EquityReport, FragilityReport } from './report-equity.js';

export interface EquityRoom extends Room {
  readonly access: AccessService;
  readonly reports: EquityReports;
}

export function createEquityRoom(ground: {
  readonly divisions: DivisionsRoom;
  readonly facilities: FacilitiesRoom;
  readonly accessibility: AccessibilityRoom;
  readonly coverage: CoverageRoom;
}): EquityRoom {
  const { accessibility } = ground;
  const { coverage } = ground.coverage;
  const divisions = ground.divisions.loaders;
  const facilities = ground.facilities.loaders;
  const access = new AccessService(coverage, ground.facilities.facilities);
  const equities = new EquityService(access);
  const fragilities = new FragilityService(coverage);
  const certainties = new CertaintyService(coverage);
  const resolvers = [
    new AccessResolver(access, accessibility.loaders),
    new AccessOfDivisionResolver(divisions),
    new AccessPointResolver(divisions),
    new CatchmentFacilityResolver(facilities),
    new EquityResolver(equities, accessibility.loaders),
    new TheilOfAccessResolver(),
    new TheilPartResolver(divisions),
    new WorstServedResolver(),
    new FragilityResolver(fragilities, accessibility.loaders),
    new BackupOfDivisionResolver(divisions),
    new BackupPointResolver(divisions),
    new FragileFacilityResolver(facilities),
    new CertaintyResolver(certainties, accessibility.loaders),
    new CertaintyMemberResolver(divisions),
  ];
  const reports = new EquityReports({ access, equities, fragilities, certainties }, accessibility.versions);
  return { resolvers, access, reports };
}
