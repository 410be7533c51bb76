import type { MultiPolygon } from 'geojson';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { PlanningError } from '../platform/errors/planning-error.js';
import { type ConnectionOf, defineConnection } from '../platform/graphql/connection.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { loadAll } from '../platform/graphql/load-all.js';
import { pageRequest } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { AdministrativeDivision } from './administrative-division.record.js';
import { checkDivisionCode } from './check-code.js';
import { DivisionPopulation } from './division-population.record.js';
import {
  BoundaryArguments,
  checkDivisionFilter,
  checkSimplifyMeters,
  ChildrenArguments,
  DivisionsArguments,
} from './divisions.inputs.js';
import type { DivisionLoaders } from './divisions.loaders.js';
import { DIVISION_ORDER, type DivisionsRepository } from './divisions.repository.js';

const DivisionConnection = defineConnection(
  'AdministrativeDivision',
  '行政区划',
  () => AdministrativeDivision,
);

@Resolver(() => AdministrativeDivision)
export class DivisionsResolver {
  constructor(
    private readonly divisions: DivisionsRepository,
    private readonly loaders: DivisionLoaders,
  ) {}

  @Query(() => AdministrativeDivision, {
    nullable: true,
    description: 'One division; error NOT_FOUND for an unknown code. 按代码查询区划',
  })
  async administrativeDivision(
    @Arg('code', () => ID, { description: 'Code, 12 digits. 区划代码' }) code: string,
    @Ctx() context: RequestContext,
  ): Promise<AdministrativeDivision> {
    const division = await context.load(this.loaders.byCode, checkDivisionCode(code));
    if (division) return division;
    throw new PlanningError('NOT_FOUND', `There is no administrative division ${code}.`, { code });
  }

  @Query(() => DivisionConnection, { nullable: true, description: 'Divisions by code. 区划列表' })
  async administrativeDivisions(
    @Args(() => DivisionsArguments) args: DivisionsArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<AdministrativeDivision>> {
    const filter = checkDivisionFilter(args.filter);
    const page = await this.divisions.list(filter, pageRequest(args, DIVISION_ORDER));
    const rows = await loadAll(context, this.loaders.byCode, page.keys);
    return new DivisionConnection(page, rows, () => this.divisions.count(filter));
  }

  @FieldResolver(() => AdministrativeDivision, { nullable: true, description: 'Division above. 上级区划' })
  parent(
    @Root() division: AdministrativeDivision,
    @Ctx() context: RequestContext,
  ): Promise<AdministrativeDivision | null> | null {
    return division.parentCode === null ? null : context.load(this.loaders.byCode, division.parentCode);
  }

  @FieldResolver(() => [AdministrativeDivision], {
    description: 'Divisions above, highest first. 各上级区划',
  })
  async ancestors(
    @Root() division: AdministrativeDivision,
    @Ctx() context: RequestContext,
  ): Promise<AdministrativeDivision[]> {
    const codes = await context.load(this.loaders.ancestorCodes, division.code);
    return loadAll(context, this.loaders.byCode, codes);
  }

  @FieldResolver(() => DivisionConnection, { description: 'Divisions directly below. 下级区划' })
  async children(
    @Root() division: AdministrativeDivision,
    @Args(() => ChildrenArguments) args: ChildrenArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<AdministrativeDivision>> {
    const key = { root: division.code, level: args.level ?? null };
    const { page, rows } = await context.load(this.loaders.childrenPage, {
      ...key,
      page: pageRequest(args, DIVISION_ORDER),
    });
    return new DivisionConnection(page, rows, () => context.load(this.loaders.childrenCount, key));
  }

  @FieldResolver(() => GeoJsonScalar, {
    nullable: true,
    description: 'Boundary as a GeoJSON MultiPolygon, null where none is known. 边界',
  })
  boundary(
    @Root() division: AdministrativeDivision,
    @Args(() => BoundaryArguments) args: BoundaryArguments,
    @Ctx() context: RequestContext,
  ): Promise<MultiPolygon | null> {
    const simplifyMeters = checkSimplifyMeters(args.simplifyMeters);
    return context.load(this.loaders.boundary, { code: division.code, simplifyMeters });
  }

  @FieldResolver(() => DivisionPopulation, {
    nullable: true,
    description: 'Residents in a year, or in the latest known; null where unknown. 人口',
  })
  async population(
    @Root() division: AdministrativeDivision,
    @Arg('year', () => Int, { nullable: true, description: 'Year; the latest if absent. 年份' })
    year: number | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<DivisionPopulation | null> {
    const years = await context.load(this.loaders.populations, division.code);
    return (year == null ? years[0] : years.find((row) => row.year === year)) ?? null;
  }
}
