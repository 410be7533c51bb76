import type { MultiPolygon } from 'geojson';
import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { EstateEntrance } from './estate-entrance.record.js';
import type { EstatesRepository } from './estates.repository.js';
import type { EstateEvidence } from './evidence/estate-evidence.record.js';
import type { EstateEvidenceRepository, EvidenceSubjectKey } from './evidence/estate-evidence.repository.js';
import type { HousingEstate } from './housing-estate.record.js';
import type { CareRoomState } from './rooms/care-room-state.record.js';
import type { CareRoomStatesRepository } from './rooms/care-room-states.repository.js';
import type { CareRoom } from './rooms/care-room.record.js';
import type { CareRoomsRepository } from './rooms/care-rooms.repository.js';

export interface EstateLoaders {
  /** null for an unknown id. */
  readonly byId: LoaderDefinition<string, HousingEstate | null>;
  readonly entrances: LoaderDefinition<string, readonly EstateEntrance[]>;
  readonly boundary: LoaderDefinition<string, MultiPolygon | null>;
  /** null for an unknown id. */
  readonly roomById: LoaderDefinition<string, CareRoom | null>;
  /** Ids of the rooms an estate claims. */
  readonly roomsOf: LoaderDefinition<string, readonly string[]>;
  /** Ids of the estates that claim a room. */
  readonly claimants: LoaderDefinition<string, readonly string[]>;
  /** By aspect and day. */
  readonly roomStates: LoaderDefinition<string, readonly CareRoomState[]>;
  /** First recorded first. */
  readonly evidence: LoaderDefinition<EvidenceSubjectKey, readonly EstateEvidence[]>;
}

export function createEstateLoaders(
  estates: EstatesRepository,
  rooms: CareRoomsRepository,
  evidence: EstateEvidenceRepository,
  states: CareRoomStatesRepository,
): EstateLoaders {
  return {
    byId: defineLoader('estate by id', (ids, { viewer }) => estates.findByIds(ids, viewer)),
    entrances: defineLoader('entrances of an estate', (ids, { viewer }) =>
      estates.findEntrances(ids, viewer),
    ),
    boundary: defineLoader('boundary of an estate', (ids, { viewer }) => estates.findBoundaries(ids, viewer)),
    roomById: defineLoader('care room by id', (ids, { viewer }) => rooms.findByIds(ids, viewer)),
    roomsOf: defineLoader('care rooms of an estate', (ids, { viewer }) => rooms.findOfEstates(ids, viewer)),
    claimants: defineLoader('estates that claim a care room', (ids, { viewer }) =>
      rooms.findClaimants(ids, viewer),
    ),
    roomStates: defineLoader('use and handover of a care room', (ids, { viewer }) =>
      states.findOfRooms(ids, viewer),
    ),
    evidence: defineLoader(
      'evidence of an estate or care room',
      (keys, { viewer }) => evidence.findOfSubjects(keys, viewer),
      ({ subject, subjectId }) => `${subject} ${subjectId}`,
    ),
  };
}
