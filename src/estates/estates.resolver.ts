import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import { canBeId } from '../platform/errors/check-text.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { type ConnectionOf, defineConnection } from '../platform/graphql/connection.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { loadAll } from '../platform/graphql/load-all.js';
import { pageRequest } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { EstateEntrance } from './estate-entrance.record.js';
import { ESTATE_ORDERS } from './estate-order.js';
import { checkEstateFilter, EstatesArguments } from './estates.inputs.js';
import type { EstateLoaders } from './estates.loaders.js';
import type { EstatesRepository } from './estates.repository.js';
import { EstateEvidence } from './evidence/estate-evidence.record.js';
import { HousingEstate } from './housing-estate.record.js';
import type { JudgedEstates } from './judged-estates.js';
import { CareRoom } from './rooms/care-room.record.js';

const HousingEstateConnection = defineConnection('HousingEstate', '住宅小区', () => HousingEstate);

@Resolver(() => HousingEstate)
export class EstatesResolver {
  constructor(
    private readonly estatesRepository: EstatesRepository,
    private readonly loaders: EstateLoaders,
    private readonly divisions: DivisionLoaders,
    private readonly judged: JudgedEstates,
  ) {}

  @Query(() => HousingEstate, {
    nullable: true,
    description: 'One estate; error NOT_FOUND for an unknown id; planner, resources. 小区详情',
  })
  async estate(
    @Arg('id', () => ID, { description: 'Identifier. 小区编号' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<HousingEstate> {
    const estate = canBeId(id) ? await context.load(this.loaders.byId, id) : null;
    if (estate) return estate;
    throw new PlanningError('NOT_FOUND', `There is no housing estate ${id}.`, { id });
  }

  @Query(() => HousingEstateConnection, {
    nullable: true,
    description: 'Housing estates; planner, resources. 小区列表',
  })
  async estates(
    @Args(() => EstatesArguments) args: EstatesArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<HousingEstate>> {
    const ids = await this.judged.ids(args.filter ?? {}, context);
    const filter = { ...checkEstateFilter(args.filter), ids };
    const request = pageRequest(args, ESTATE_ORDERS[args.orderBy]);
    const page = await this.estatesRepository.list(filter, args.orderBy, request, context.viewer);
    const rows = await loadAll(context, this.loaders.byId, page.keys);
    return new HousingEstateConnection(page, rows, () =>
      this.estatesRepository.count(filter, context.viewer),
    );
  }

  @FieldResolver(() => [EstateEntrance], { description: 'Entrances by number. 出入口' })
  entrances(@Root() estate: HousingEstate, @Ctx() context: RequestContext) {
    return context.load(this.loaders.entrances, estate.id);
  }

  @FieldResolver(() => GeoJsonScalar, {
    nullable: true,
    description: 'Boundary as a GeoJSON MultiPolygon. 边界',
  })
  boundary(@Root() estate: HousingEstate, @Ctx() context: RequestContext) {
    return context.load(this.loaders.boundary, estate.id);
  }

  @FieldResolver(() => [CareRoom], {
    description: 'Care rooms it claims, by number. 配套养老服务用房',
  })
  async careRooms(@Root() estate: HousingEstate, @Ctx() context: RequestContext) {
    return loadAll(context, this.loaders.roomById, await context.load(this.loaders.roomsOf, estate.id));
  }

  @FieldResolver(() => [EstateEvidence], {
    description: 'Evidence of the steps of its housing, first recorded first. 凭证',
  })
  evidence(@Root() estate: HousingEstate, @Ctx() context: RequestContext) {
    return context.load(this.loaders.evidence, { subject: 'ESTATE' as const, subjectId: estate.id });
  }

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it lies in. 所在区划',
  })
  division(@Root() estate: HousingEstate, @Ctx() context: RequestContext) {
    return estate.divisionCode === null ? null : context.load(this.divisions.byCode, estate.divisionCode);
  }
}
