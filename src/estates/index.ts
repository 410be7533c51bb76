/**
 * Housing estates: households, entrances, outlines, dates; their care rooms with evidence, pools, land for care,
 * community premises, premises that could be had; residential land. Does not live here: what an estate owes and whether
 * it has it (estate-audit), how to settle what it lacks (remedies), its elderly people as demand (demand).
 * Neighbours: divisions.
 */
import type { EntityManager } from 'typeorm';
import type { DivisionsRoom } from '../divisions/index.js';
import type { Room } from '../platform/graphql/room.js';
import { createSourcedResolver, type SourcesRoom } from '../platform/sources/index.js';
import { createEstateLoaders, type EstateLoaders } from './estates.loaders.js';
import { EstatesRepository } from './estates.repository.js';
import { EstatesResolver } from './estates.resolver.js';
import { EstateEvidence } from './evidence/estate-evidence.record.js';
import { EstateEvidenceRepository } from './evidence/estate-evidence.repository.js';
import { EstateEvidenceResolver } from './evidence/estate-evidence.resolver.js';
import { EstateEvidenceService } from './evidence/estate-evidence.service.js';
import { HousingEstate } from './housing-estate.record.js';
import { JudgedEstates } from './judged-estates.js';
import { EstateLedgerRepository } from './ledger/estate-ledger.repository.js';
import { CareRoomState } from './rooms/care-room-state.record.js';
import { CareRoomStateResolver } from './rooms/care-room-state.resolver.js';
import { CareRoomStateService } from './rooms/care-room-state.service.js';
import { CareRoomStatesRepository } from './rooms/care-room-states.repository.js';
import { CareRoom } from './rooms/care-room.record.js';
import { CareRoomsRepository } from './rooms/care-rooms.repository.js';
import { CareRoomsResolver } from './rooms/care-rooms.resolver.js';

export { ESTATE_FIELDS, type EstateDraft, readEstate } from './estate.feature.js';
export type { EstateLoaders } from './estates.loaders.js';
export { type EntranceRow, EstatesRepository } from './estates.repository.js';
export {
  RESIDENTIAL_LAND_FIELDS,
  readResidentialLand,
  type ResidentialLandDraft,
} from './residential-land.feature.js';
export {
  ESTATE_EVIDENCE_FIELDS,
  type EstateEvidenceDraft,
  LONGEST_DOCUMENT,
  readEstateEvidence,
} from './evidence/estate-evidence.feature.js';
export { EstateEvidence } from './evidence/estate-evidence.record.js';
export { HousingEstate } from './housing-estate.record.js';
export { CARE_LAND_FIELDS, type CareLandDraft, readCareLand } from './land/care-land.feature.js';
export { EstateLedgerRepository } from './ledger/estate-ledger.repository.js';
export type { EstateLedger, LedgerEstateRow, LedgerPoolRow, LedgerRoomRow } from './ledger/ledger-rows.js';
export { ESTATE_POOL_FIELDS, type EstatePoolDraft, readEstatePool } from './pools/estate-pool.feature.js';
export {
  AVAILABLE_PREMISES_FIELDS,
  type AvailablePremisesDraft,
  readAvailablePremises,
} from './premises/available-premises.feature.js';
export {
  COMMUNITY_PREMISES_FIELDS,
  type CommunityPremisesDraft,
  readCommunityPremises,
} from './premises/community-premises.feature.js';
export { CARE_ROOM_FIELDS, type CareRoomDraft, readCareRoom } from './rooms/care-room.feature.js';
export { CareRoomState } from './rooms/care-room-state.record.js';
export { OFFICE_LEVELS } from './rooms/care-room-state.service.js';
export { CareRoom } from './rooms/care-room.record.js';
export {
  CareLandBase,
  CareRoomAspect,
  CareRoomUse,
  EstateClass,
  EvidenceSubject,
  PremisesForm,
  SyncStep,
} from './vocabulary.js';

export interface EstatesRoom extends Room {
  readonly estates: EstatesRepository;
  readonly loaders: EstateLoaders;
  readonly ledger: EstateLedgerRepository;
  readonly evidence: EstateEvidenceService;
  readonly roomStates: CareRoomStateService;
  readonly judged: JudgedEstates;
}

export function createEstatesRoom(ground: {
  readonly manager: EntityManager;
  readonly sources: SourcesRoom;
  readonly divisions: DivisionsRoom;
}): EstatesRoom {
  const estates = new EstatesRepository(ground.manager);
  const evidenceRows = new EstateEvidenceRepository(ground.manager);
  const states = new CareRoomStatesRepository(ground.manager);
  const rooms = new CareRoomsRepository(ground.manager);
  const loaders = createEstateLoaders(estates, rooms, evidenceRows, states);
  const { sources } = ground.sources;
  const evidence = new EstateEvidenceService(ground.manager, evidenceRows, sources);
  const roomStates = new CareRoomStateService(ground.manager, states, evidence, sources);
  const divisions = ground.divisions.loaders;
  const judged = new JudgedEstates();
  const resolvers = [
    new EstatesResolver(estates, loaders, divisions, judged),
    new CareRoomsResolver(loaders, divisions),
    new EstateEvidenceResolver(evidence, loaders),
    new CareRoomStateResolver(roomStates, loaders),
    ...[HousingEstate, CareRoom, CareRoomState, EstateEvidence].map((type) =>
      createSourcedResolver(() => type, ground.sources.loaders),
    ),
  ];
  const ledger = new EstateLedgerRepository(ground.manager, ground.divisions.divisions);
  return { resolvers, estates, loaders, ledger, evidence, roomStates, judged };
}
