import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { AdministrativeDivision, type DivisionLoaders } from '../../divisions/index.js';
import { canBeId } from '../../platform/errors/check-text.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import { loadAll } from '../../platform/graphql/load-all.js';
import type { RequestContext } from '../../platform/graphql/request-context.js';
import { EstateEvidence } from '../evidence/estate-evidence.record.js';
import type { EstateLoaders } from '../estates.loaders.js';
import { HousingEstate } from '../housing-estate.record.js';
import { CareRoomState } from './care-room-state.record.js';
import { CareRoom } from './care-room.record.js';

@Resolver(() => CareRoom)
export class CareRoomsResolver {
  constructor(
    private readonly loaders: EstateLoaders,
    private readonly divisions: DivisionLoaders,
  ) {}

  @Query(() => CareRoom, {
    nullable: true,
    description: 'One care room; error NOT_FOUND for an unknown id; planner, resources. 配套用房详情',
  })
  async careRoom(
    @Arg('id', () => ID, { description: 'Identifier. 用房编号' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<CareRoom> {
    const room = canBeId(id) ? await context.load(this.loaders.roomById, id) : null;
    if (room) return room;
    throw new PlanningError('NOT_FOUND', `There is no care room ${id}.`, { id });
  }

  @FieldResolver(() => [HousingEstate], {
    description: 'Estates that claim it; more than one is a finding of the audit. 主张该用房的小区',
  })
  async claimedBy(@Root() room: CareRoom, @Ctx() context: RequestContext) {
    return loadAll(context, this.loaders.byId, await context.load(this.loaders.claimants, room.id));
  }

  @FieldResolver(() => [EstateEvidence], { description: 'Evidence of its steps, first recorded first. 凭证' })
  evidence(@Root() room: CareRoom, @Ctx() context: RequestContext) {
    return context.load(this.loaders.evidence, { subject: 'CARE_ROOM' as const, subjectId: room.id });
  }

  @FieldResolver(() => [CareRoomState], {
    description: 'Its use and handover over time, by day. 用途与移交历史',
  })
  states(@Root() room: CareRoom, @Ctx() context: RequestContext) {
    return context.load(this.loaders.roomStates, room.id);
  }

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Street or township it was handed to. 移交街道（乡镇）',
  })
  handedOverDivision(@Root() room: CareRoom, @Ctx() context: RequestContext) {
    return room.handedOverCode === null ? null : context.load(this.divisions.byCode, room.handedOverCode);
  }
}
