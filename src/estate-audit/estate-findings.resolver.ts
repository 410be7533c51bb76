import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { EstateEvidence, type EstateLoaders, HousingEstate } from '../estates/index.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { AuditedEstate } from './audited-estate.type.js';
import { AuditArguments, auditQuestion, FindingStateInput } from './estate-audit.inputs.js';
import type { EstateAuditLoaders } from './estate-audit.loaders.js';
import { EstateFinding } from './estate-finding.type.js';
import { FindingEvent } from './finding-event.record.js';
import type { FindingsService } from './findings.service.js';

@Resolver(() => HousingEstate)
export class AuditOfEstateResolver {
  constructor(private readonly loaders: EstateAuditLoaders) {}

  @FieldResolver(() => AuditedEstate, {
    nullable: true,
    description: 'What it owes in care rooms, has and lacks on a date; planner, resources. 配建核查',
  })
  audit(
    @Root() { id: estateId }: HousingEstate,
    @Args(() => AuditArguments) args: AuditArguments,
    @Ctx() context: RequestContext,
  ): Promise<AuditedEstate | null> {
    return context.load(this.loaders.estate, { estateId, ...auditQuestion(args) });
  }
}

@Resolver(() => AuditedEstate)
export class AuditedEstateResolver {
  constructor(
    private readonly loaders: EstateAuditLoaders,
    private readonly estates: EstateLoaders,
  ) {}

  @FieldResolver(() => HousingEstate, { nullable: true, description: 'The estate. 小区' })
  estate(@Root() { estateId }: AuditedEstate, @Ctx() context: RequestContext) {
    return context.load(this.estates.byId, estateId);
  }

  @FieldResolver(() => [EstateFinding], { description: 'What was found, and what has become of it. 问题' })
  async findings(@Root() { row, view }: AuditedEstate, @Ctx() context: RequestContext) {
    const states = await context.load(this.loaders.states, 'now');
    return states.of(row.audit, view.ground.asOf).map((stated) => new EstateFinding(row, stated, view));
  }
}

@Resolver(() => EstateFinding)
export class EstateFindingResolver {
  constructor(
    private readonly loaders: EstateAuditLoaders,
    private readonly estates: EstateLoaders,
    private readonly service: FindingsService,
  ) {}

  @FieldResolver(() => HousingEstate, { nullable: true, description: 'The estate. 小区' })
  estate(@Root() { stated }: EstateFinding, @Ctx() context: RequestContext) {
    return context.load(this.estates.byId, stated.estateId);
  }

  @FieldResolver(() => [EstateEvidence], {
    description: 'Evidence of the dates it rests on; empty where they are the register’s. 依据凭证',
  })
  async evidence(@Root() { evidenceCited: cited }: EstateFinding, @Ctx() context: RequestContext) {
    const found = await Promise.all(
      cited.map(async ({ id, ...subject }) =>
        (await context.load(this.estates.evidence, subject)).filter((one) => one.id === id),
      ),
    );
    return found.flat();
  }

  @FieldResolver(() => [FindingEvent], {
    description: 'Everything that was said of it, oldest first. 处理记录',
  })
  events(@Root() { stated }: EstateFinding, @Ctx() context: RequestContext) {
    return stated.lastEvent === null ? [] : context.load(this.loaders.events, stated);
  }

  @Mutation(() => AuditedEstate, {
    description:
      'Says what has become of a finding; nothing is overwritten. Name the last event you saw: CONFLICT if there is another; planner, resources. 登记问题处理',
  })
  async recordFindingState(
    @Arg('input', () => FindingStateInput, { description: 'What is said. 处理' }) input: FindingStateInput,
    @Ctx() context: RequestContext,
  ): Promise<AuditedEstate> {
    const { document = null, lastEventId = null, asOf = null, speedMetersPerSecond } = input;
    await this.service.record({ ...input, document, lastEventId, asOf }, context.viewer);
    context.forget();
    const question = auditQuestion({ asOf, speedMetersPerSecond });
    return (await context.load(this.loaders.estate, { estateId: input.estateId, ...question }))!;
  }
}
