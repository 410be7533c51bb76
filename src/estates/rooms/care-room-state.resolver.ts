import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/graphql/request-context.js';
import type { EstateLoaders } from '../estates.loaders.js';
import { CareRoomStateInput, stateToRecord } from './care-room-state.inputs.js';
import { CareRoomState } from './care-room-state.record.js';
import type { CareRoomStateService } from './care-room-state.service.js';
import { CareRoom } from './care-room.record.js';

@Resolver(() => CareRoomState)
export class CareRoomStateResolver {
  constructor(
    private readonly service: CareRoomStateService,
    private readonly loaders: EstateLoaders,
  ) {}

  @Mutation(() => CareRoomState, {
    description:
      'Records what a care room is used for, or to whom it is handed over, from a day on and what document says so; nothing is overwritten, and audits of earlier days see what held then; planner, resources. 登记用房状态',
  })
  async recordCareRoomState(
    @Arg('state', () => CareRoomStateInput, { description: 'What is to be recorded. 状态' })
    input: CareRoomStateInput,
    @Ctx() context: RequestContext,
  ): Promise<CareRoomState> {
    const recorded = await this.service.record(stateToRecord(input), context.viewer);
    context.forget();
    return recorded;
  }

  @FieldResolver(() => CareRoom, { description: 'The room, with its present version. 养老服务用房' })
  careRoom(@Root() { careRoomId }: CareRoomState, @Ctx() context: RequestContext) {
    return context.load(this.loaders.roomById, careRoomId);
  }
}
